import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directoryUploads } from '../../../api/adapters/objects/directory-uploads.ts'
import { startS3, type OpenedS3 } from './open-s3.ts'
import { uploadAreaContract } from './upload-area.contract.ts'

uploadAreaContract('directory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uploads-'))
  const directory = join(folder, 'not', 'there', 'yet')
  return {
    area: directoryUploads(directory),
    elsewhere: directoryUploads(directory),
    stop: () => rm(folder, { recursive: true }),
  }
})

uploadAreaContract('S3', async () => {
  const s3 = await startS3({})
  return { area: s3.storage.uploads, elsewhere: (await s3.open()).uploads, stop: s3.stop }
})

describe('an upload area on S3', () => {
  let s3: OpenedS3
  beforeAll(async () => void (s3 = await startS3({})))
  afterAll(() => s3.stop())

  it('answers for no byte that the store did not take, and goes on when it is back', async () => {
    const { uploads } = s3.storage
    const id = randomUUID()
    await uploads.append(id, 0, Readable.from([Buffer.from('first')]))
    await s3.behave({ fault: { method: 'PUT', does: 503 } })
    await expect(uploads.append(id, 5, Readable.from([Buffer.from(' half')]))).rejects.toMatchObject({
      code: 'unavailable',
      details: { part: 'objects' },
    })
    await s3.behave({ fault: { method: 'GET', does: 'hang' } })
    const { uploads: impatient } = await s3.open({ silenceMs: 300 })
    await expect(impatient.received(id)).rejects.toMatchObject({ code: 'unavailable' })
    await s3.behave({})
    expect(await uploads.received(id)).toBe(5)
    expect(await uploads.append(id, 5, Readable.from([Buffer.from(' half')]))).toBe(10)
  })

  it('lends no copy that lacks a byte, and leaves none behind', async () => {
    const { uploads } = s3.storage
    const id = randomUUID()
    await uploads.append(id, 0, Readable.from([Buffer.alloc(100_000)]))
    await uploads.append(id, 100_000, Readable.from([Buffer.alloc(100_000)]))
    // Of the three requests the first lists, the second brings the first piece.
    await s3.behave({ fault: { method: 'GET', does: 500, after: 2 } })
    await expect(uploads.local(id)).rejects.toMatchObject({ code: 'unavailable' })
    await s3.behave({})
    expect(await readdir(s3.scratchDir)).toEqual([])
  })
})
