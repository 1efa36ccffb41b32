import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UploadArea } from '../../../api/kernel/ports.ts'

interface UploadAreaHarness {
  area: UploadArea
  /** The same area as another process sees it. */
  elsewhere: UploadArea
  stop(): Promise<void>
}

/** What every upload area must do. */
export function uploadAreaContract(name: string, start: () => Promise<UploadAreaHarness>): void {
  describe(`upload area: ${name}`, () => {
    let harness: UploadAreaHarness
    let area: UploadArea
    beforeAll(async () => {
      harness = await start()
      area = harness.area
    })
    afterAll(() => harness.stop())

    const photo = randomBytes(300_000)
    const append = (to: UploadArea, id: string, from: number, end: number) =>
      to.append(id, from, Readable.from([photo.subarray(from, end)]))
    const bytesAt = async (place: UploadArea, id: string) => {
      const { path, release } = await place.local(id)
      const bytes = await readFile(path)
      await release()
      return bytes
    }

    it('has nothing of an upload that nobody began', async () => {
      expect(await area.received(randomUUID())).toBe(0)
    })

    it('goes on where another process stopped', async () => {
      const id = randomUUID()
      expect(await append(area, id, 0, 100_000)).toBe(100_000)
      expect(await harness.elsewhere.received(id)).toBe(100_000)
      expect(await append(harness.elsewhere, id, 100_000, 100_001)).toBe(100_001)
      expect(await append(area, id, 100_001, photo.length)).toBe(photo.length)
      for (const place of [area, harness.elsewhere]) {
        expect(await place.received(id)).toBe(photo.length)
        expect((await bytesAt(place, id)).equals(photo)).toBe(true)
      }
    })

    it('keeps what came of a request that broke off, and passes the break on', async () => {
      const id = randomUUID()
      const broken = async function* () {
        yield photo.subarray(0, 70_000)
        yield photo.subarray(70_000, 90_000)
        throw new Error('the phone drove into a tunnel')
      }
      await expect(area.append(id, 0, Readable.from(broken()))).rejects.toThrow('tunnel')
      expect(await harness.elsewhere.received(id)).toBe(90_000)
      await append(harness.elsewhere, id, 90_000, photo.length)
      expect((await bytesAt(area, id)).equals(photo)).toBe(true)
    })

    it('never has less after a slower writer of the same bytes', async () => {
      const id = randomUUID()
      let goOn = () => {}
      const until = new Promise<void>((resolve) => (goOn = resolve))
      const slow = async function* () {
        yield photo.subarray(0, 50_000)
        await until
        throw new Error('cut off')
      }
      const slowly = area.append(id, 0, Readable.from(slow())).catch(() => undefined)
      await append(harness.elsewhere, id, 0, 200_000)
      goOn()
      await slowly
      expect(await area.received(id)).toBe(200_000)
      await append(area, id, 200_000, photo.length)
      expect((await bytesAt(area, id)).equals(photo)).toBe(true)
    })

    it('takes a clip of many megabytes in one request', async () => {
      const id = randomUUID()
      const clip = randomBytes(20 * 1024 * 1024)
      const chunks = Array.from({ length: 320 }, (_, at) => clip.subarray(at * 65_536, (at + 1) * 65_536))
      expect(await area.append(id, 0, Readable.from(chunks))).toBe(clip.length)
      expect(await area.received(id)).toBe(clip.length)
      expect((await bytesAt(harness.elsewhere, id)).equals(clip)).toBe(true)
    })

    it('writes nothing for a request without bytes', async () => {
      const id = randomUUID()
      expect(await area.append(id, 0, Readable.from([]))).toBe(0)
      expect(await area.received(id)).toBe(0)
    })

    it('forgets what is discarded, also twice, and nothing else', async () => {
      const [id, other] = [randomUUID(), randomUUID()]
      await append(area, id, 0, 10)
      await append(area, other, 0, 10)
      await harness.elsewhere.discard(id)
      await area.discard(id)
      expect(await area.received(id)).toBe(0)
      expect(await area.received(other)).toBe(10)
    })

    it.each(['../outside', '', 'a b'])('takes %j for no upload', async (id) => {
      await expect(area.received(id)).rejects.toMatchObject({ code: 'bad-input' })
      await expect(append(area, id, 0, 1)).rejects.toMatchObject({ code: 'bad-input' })
      await expect(area.local(id)).rejects.toMatchObject({ code: 'bad-input' })
      await expect(area.discard(id)).rejects.toMatchObject({ code: 'bad-input' })
    })
  })
}
