import { createHash, randomBytes } from 'node:crypto'
import { readFile, rm, writeFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObjectStore } from '../../../api/kernel/ports.ts'

interface ObjectStoreHarness {
  store: ObjectStore
  /** What a link is answered with that lacks a part or has a malformed one; 403 unless the store's own protocol says otherwise. */
  malformedLink?: number
  /** Lets the time that signed URLs go by move on. */
  advance(ms: number): Promise<void>
  stop(): Promise<void>
}

/** What every object store must do. `start` brings up an empty one whose signed URLs can be fetched. */
export function objectStoreContract(name: string, start: () => Promise<ObjectStoreHarness>): void {
  describe(`object store: ${name}`, () => {
    let harness: ObjectStoreHarness
    let store: ObjectStore
    let serial = 0
    beforeAll(async () => {
      harness = await start()
      store = harness.store
    })
    afterAll(() => harness.stop())

    const newKey = () => `evidence/2026/11/${(serial += 1)}.jpg`
    const stored = async (content: string) => {
      const key = newKey()
      await store.put(key, bytesOf(content), sha256(content))
      return key
    }

    it('gives back what was stored, from bytes or from a file', async () => {
      const content = randomBytes(300_000)
      const folder = await mkdtemp(join(tmpdir(), 'objects-'))
      const file = join(folder, 'photo.jpg')
      await writeFile(file, content)
      const [fromBytes, fromFile] = [newKey(), newKey()]

      await store.put(fromBytes, { bytes: content }, sha256(content))
      await store.put(fromFile, { file }, sha256(content))

      expect((await store.read(fromBytes)).equals(content)).toBe(true)
      expect((await store.read(fromFile)).equals(content)).toBe(true)
      expect(await store.size(fromFile)).toBe(content.length)
      expect((await readFile(file)).equals(content)).toBe(true)
      await rm(folder, { recursive: true })
    })

    it('stores an empty object', async () => {
      const key = await stored('')
      expect(await store.size(key)).toBe(0)
      expect(await store.read(key)).toHaveLength(0)
    })

    it('leaves an object as it is when the same content comes again', async () => {
      const key = await stored('original')
      await store.put(key, bytesOf('original'), sha256('original'))
      expect(String(await store.read(key))).toBe('original')
    })

    it('refuses other content under a key that is taken', async () => {
      const key = await stored('original')
      await expect(store.put(key, bytesOf('forged'), sha256('forged'))).rejects.toMatchObject({ code: 'conflict' })
      expect(String(await store.read(key))).toBe('original')
    })

    it('stores nothing when the content is not what was announced', async () => {
      const key = newKey()
      await expect(store.put(key, bytesOf('damaged'), sha256('whole'))).rejects.toMatchObject({ code: 'hash-mismatch' })
      expect(await store.size(key)).toBeNull()
    })

    it('lets one of many writers of a key win, and the object is whole', async () => {
      const key = newKey()
      const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000))
      const outcomes = await Promise.allSettled(
        contents.map((content) => store.put(key, bytesOf(content), sha256(content))),
      )

      const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled')
      expect(String(await store.read(key))).toBe(contents[winner])
      for (const outcome of outcomes.filter((_, index) => index !== winner)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
      }
    })

    it('serves all writers of a key that bring the same content', async () => {
      const key = newKey()
      await Promise.all(Array.from({ length: 8 }, () => store.put(key, bytesOf('same'), sha256('same'))))
      expect(String(await store.read(key))).toBe('same')
    })

    it('stores content of many megabytes, of which one of several writers wins too', async () => {
      const key = newKey()
      const contents = [11, 12, 13].map((megabytes) => randomBytes(megabytes * 1024 * 1024))
      const folder = await mkdtemp(join(tmpdir(), 'objects-'))
      const outcomes = await Promise.allSettled(
        contents.map(async (content, index) => {
          const file = join(folder, String(index))
          await writeFile(file, content)
          await store.put(key, { file }, sha256(content))
        }),
      )
      await rm(folder, { recursive: true })

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
      expect((await store.read(key)).equals(contents[winner] ?? Buffer.alloc(0))).toBe(true)
      const [other, at] = [contents[(winner + 1) % 3] ?? Buffer.alloc(0), 6 * 1024 * 1024]
      await expect(store.put(key, { bytes: other }, sha256(other))).rejects.toMatchObject({ code: 'conflict' })
      expect((await (await store.open(key, { start: at, end: at + 9 })).toArray()).join('')).toBe(
        [contents[winner]?.subarray(at, at + 10)].join(''),
      )
    })

    it('stores nothing of many megabytes that are not what was announced', async () => {
      const key = newKey()
      const damaged = { bytes: randomBytes(11 * 1024 * 1024) }
      await expect(store.put(key, damaged, sha256('whole'))).rejects.toMatchObject({ code: 'hash-mismatch' })
      expect(await store.size(key)).toBeNull()
    })

    it('knows damaged content also where the key holds what was announced', async () => {
      const key = await stored('original')
      await expect(store.put(key, bytesOf('damaged'), sha256('original'))).rejects.toMatchObject({
        code: 'hash-mismatch',
      })
      expect(String(await store.read(key))).toBe('original')
    })

    it('has nothing beyond the end of an object', async () => {
      expect(await text(await store.open(await stored('0123456789'), { start: 10, end: 19 }))).toBe('')
    })

    it('reads the bytes asked for, both ends included', async () => {
      const key = await stored('0123456789')
      expect(await text(await store.open(key, { start: 2, end: 4 }))).toBe('234')
      expect(await text(await store.open(key, { start: 8, end: 99 }))).toBe('89')
      expect(await text(await store.open(key))).toBe('0123456789')
    })

    it('says when there is no such object', async () => {
      const key = newKey()
      expect(await store.size(key)).toBeNull()
      for (const attempt of [store.open(key), store.read(key), store.local(key)]) {
        await expect(attempt).rejects.toMatchObject({ code: 'not-found' })
      }
    })

    it('tells what lies in a folder, also below folders of it', async () => {
      const names = ['folder/of/1', 'folder/of/deeper/2', 'folder/off']
      for (const name of names) await store.put(name, bytesOf(name), sha256(name))
      expect([...(await store.keysIn('folder/of/'))].sort()).toEqual(names.slice(0, 2))
      expect(await store.keysIn('folder/none/')).toEqual([])
      for (const folder of ['folder/of', '../', '/', ''])
        await expect(store.keysIn(folder)).rejects.toMatchObject({ code: 'bad-input' })
    })

    it('removes what is discarded, once and for all, and nothing beside it', async () => {
      const [key, beside] = [await stored('photo'), await stored('another')]
      const url = await store.signedUrl(key, { expiresInS: 60, contentType: 'image/jpeg' })
      expect(await store.discard(key)).toEqual({ gone: true })
      expect(await store.size(key)).toBeNull()
      expect((await fetch(url)).status).toBe(404)
      expect(await store.discard(key)).toEqual({ gone: true })
      expect(String(await store.read(beside))).toBe('another')
      await expect(store.discard('../outside')).rejects.toMatchObject({ code: 'bad-input' })
    })

    it('lends a local copy to programs that need a path', async () => {
      const local = await store.local(await stored('content'))
      expect(await readFile(local.path, 'utf8')).toBe('content')
      await local.release()
    })

    it.each([
      '../outside',
      'a/../../outside',
      '/etc/passwd',
      'a//b',
      'a/./b',
      '.hidden',
      'a/.hidden',
      'a\\b',
      'a\0b',
      'a/',
      '',
      'a b',
      '证据',
    ])('takes %j for no key', async (key) => {
      await expect(store.put(key, bytesOf('x'), sha256('x'))).rejects.toMatchObject({ code: 'bad-input' })
      await expect(store.read(key)).rejects.toMatchObject({ code: 'bad-input' })
      await expect(store.signedUrl(key, { expiresInS: 60, contentType: 'image/jpeg' })).rejects.toMatchObject({
        code: 'bad-input',
      })
    })

    describe('signed URLs', () => {
      it('open the object without a session, as the type and name they were made for', async () => {
        const key = await stored('photo')
        const url = await store.signedUrl(key, { expiresInS: 60, contentType: 'image/jpeg', fileName: '现场照片.jpg' })
        const answer = await fetch(url)
        expect(answer.status).toBe(200)
        expect(await answer.text()).toBe('photo')
        expect(answer.headers.get('content-type')).toBe('image/jpeg')
        expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('现场照片.jpg'))
      })

      it('give the range that a player asks for', async () => {
        const url = await store.signedUrl(await stored('0123456789'), { expiresInS: 60, contentType: 'video/mp4' })
        const answer = await fetch(url, { headers: { range: 'bytes=2-4' } })
        expect(answer.status).toBe(206)
        expect(answer.headers.get('content-range')).toBe('bytes 2-4/10')
        expect(await answer.text()).toBe('234')
        expect((await fetch(url, { headers: { range: 'bytes=50-60' } })).status).toBe(416)
      })

      it('open nothing once they have expired', async () => {
        const url = await store.signedUrl(await stored('photo'), { expiresInS: 60, contentType: 'image/jpeg' })
        await harness.advance(59_000)
        expect((await fetch(url)).status).toBe(200)
        await harness.advance(1_001)
        expect((await fetch(url)).status).toBe(403)
      })

      it('open nothing when any part of them was changed', async () => {
        const url = new URL(
          await store.signedUrl(await stored('photo'), {
            expiresInS: 60,
            contentType: 'image/jpeg',
            fileName: 'photo.jpg',
          }),
        )
        const other = new URL(url)
        other.pathname = other.pathname.replace(/[^/]+$/, (await stored('secret of another')).split('/').at(-1) ?? '')
        expect((await fetch(other)).status).toBe(403)

        const refusals = [403, harness.malformedLink ?? 403]
        for (const name of url.searchParams.keys()) {
          const changed = new URL(url)
          const value = changed.searchParams.get(name) ?? ''
          changed.searchParams.set(name, /^\d+$/.test(value) ? String(Number(value) + 1) : `${value}A`)
          expect([name, refusals.includes((await fetch(changed)).status)]).toEqual([name, true])
          changed.searchParams.delete(name)
          expect([name, refusals.includes((await fetch(changed)).status)]).toEqual([name, true])
        }
        expect((await fetch(url)).status).toBe(200)
      })
    })
  })
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

export function bytesOf(content: string): { bytes: Uint8Array } {
  return { bytes: Buffer.from(content) }
}
