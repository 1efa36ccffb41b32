import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { photosFolder } from '../samples/label.ts'
import { openAlbum, photosPerCase } from './photos.ts'

it('gives a case six different photos, and no two cases the same bytes', () => {
  const album = openAlbum(photosFolder)
  const sent = [0, 1, 2, 3].flatMap((nth) => {
    const { first, rest } = album.photosFor(nth)
    const photos = [...first, ...rest]
    expect(new Set(photos.map(({ file }) => file)).size).toBe(photosPerCase)
    return photos.map(({ bytes }) => bytes.toString('base64'))
  })
  expect(new Set(sent).size).toBe(4 * photosPerCase)
})

it('changes no pixel of what it makes different', async () => {
  const { first } = openAlbum(photosFolder).photosFor(0)
  const again = openAlbum(photosFolder).photosFor(2).first
  const pixels = async (bytes: Buffer | undefined) => sharp(bytes).raw().toBuffer()
  expect(again[0]?.file).toBe(first[0]?.file)
  expect((await pixels(again[0]?.bytes)).equals(await pixels(first[0]?.bytes))).toBe(true)
})

it('says what a folder lacks before anything is started', () => {
  const empty = mkdtempSync(join(tmpdir(), 'kuaichu-load-'))
  expect(() => openAlbum(empty)).toThrow('holds 0 photos; a case takes 6 different ones')
  rmSync(empty, { recursive: true })
})
