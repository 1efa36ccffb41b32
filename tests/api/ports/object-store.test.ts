import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type ErrorRequestHandler } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directoryObjects, type DirectoryObjects } from '../../../api/adapters/objects/directory.ts'
import { signedFilesRouter } from '../../../api/adapters/objects/signed-files.ts'
import { settableClock } from '../../../api/kernel/clock.ts'
import { errorCodes, isFailure } from '../../../api/kernel/errors.ts'
import { bytesOf, objectStoreContract, sha256 } from './object-store.contract.ts'

async function startDirectory() {
  const folder = await mkdtemp(join(tmpdir(), 'objects-'))
  const clock = settableClock(new Date('2026-11-02T08:00:00Z'))
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // Below a folder that is not there yet, hidden like `.data`.
  const store = directoryObjects({ root: join(folder, '.data', 'objects'), signingSecret: 'test', publicUrl, clock })
  app.use(signedFilesRouter(store), statusOfFailure)
  return {
    store,
    publicUrl,
    advance: async (ms: number) => clock.advance(ms),
    stop: async () => {
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}

const statusOfFailure: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(isFailure(error) ? errorCodes[error.code].status : 500).end()
}

objectStoreContract('directory', startDirectory)

describe('a directory of objects', () => {
  let harness: Awaited<ReturnType<typeof startDirectory>>
  let store: DirectoryObjects
  beforeAll(async () => {
    harness = await startDirectory()
    store = harness.store
  })
  afterAll(() => harness.stop())

  it('keeps objects read-only and leaves no unfinished file behind', async () => {
    await store.put('documents/1', bytesOf('signed'), sha256('signed'))
    await store.put('documents/1', bytesOf('forged'), sha256('forged')).catch(() => undefined)
    await store.put('documents/2', bytesOf('damaged'), sha256('whole')).catch(() => undefined)
    expect((await stat(join(store.root, 'documents/1'))).mode & 0o222).toBe(0)
    expect(await readdir(join(store.root, '.incoming'))).toEqual([])
  })

  it('keeps folders and objects apart', async () => {
    await store.put('a/object', bytesOf('x'), sha256('x'))
    await expect(store.put('a', bytesOf('y'), sha256('y'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(store.put('a/object/below', bytesOf('y'), sha256('y'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(store.read('a')).rejects.toMatchObject({ code: 'not-found' })
    expect(await store.size('a/object/below')).toBeNull()
  })

  it('lists nothing and opens nothing without a signature', async () => {
    await store.put('evidence/9', bytesOf('x'), sha256('x'))
    for (const path of ['/files', '/files/', '/files/evidence', '/files/evidence/9', '/files/..%2f..%2fetc%2fpasswd']) {
      expect([403, 404]).toContain((await fetch(harness.publicUrl + path)).status)
    }
  })

  it('lets no page run what a photo holds', async () => {
    await store.put('evidence/10', bytesOf('<script>alert(1)</script>'), sha256('<script>alert(1)</script>'))
    const page = await fetch(await store.signedUrl('evidence/10', { expiresInS: 60, contentType: 'text/html' }))
    expect(page.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('content-security-policy')).toContain('sandbox')
    expect(page.headers.get('cache-control')).toMatch(/^private/)
  })

  it('shows photos and documents in the page', async () => {
    await store.put('documents/11', bytesOf('%PDF-1.7'), sha256('%PDF-1.7'))
    for (const contentType of ['application/pdf', 'image/jpeg']) {
      const page = await fetch(await store.signedUrl('documents/11', { expiresInS: 60, contentType }))
      expect(page.headers.get('content-disposition')).toMatch(/^inline/)
    }
  })

  it('says not-found for a signed URL whose object is not there', async () => {
    expect(
      (await fetch(await store.signedUrl('evidence/none', { expiresInS: 60, contentType: 'image/png' }))).status,
    ).toBe(404)
  })

  it.runIf(hasStrace())('has the file and every new folder on disk before it says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'objects-'))
    const root = join(folder, 'objects')
    const synced = syncedPaths(root, 'evidence/2026/11/1')
    const [file] = synced.filter((path) => path.startsWith(join(root, '.incoming/')))
    const folders = [folder, root, join(root, 'evidence'), join(root, 'evidence/2026')]
    expect(synced).toEqual(expect.arrayContaining([file, ...folders]))
    expect(synced.at(-1)).toBe(join(root, 'evidence/2026/11'))
    await rm(folder, { recursive: true })
  })
})

function hasStrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

/** What one `put` synced, in order, as the kernel saw it. */
function syncedPaths(root: string, key: string): string[] {
  const program = fileURLToPath(new URL('./put-object.ts', import.meta.url))
  const args = ['-f', '-y', '-e', 'trace=fsync,fdatasync', process.execPath, '--import', 'tsx', program, root, key]
  const { stderr } = spawnSync('strace', args, { encoding: 'utf8' })
  return [...stderr.matchAll(/fsync\(\d+<([^>]+)>/g)].map((match) => String(match[1]))
}
