import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import exifr from 'exifr'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { album } from './album.ts'
import { labelOf, photosFolder, readLabels } from './label.ts'
import { takePhoto } from './photo.ts'

const labels = readLabels()
const labelled = (file: string) => labels.find((label) => label.file === file)
const path = (file: string) => join(photosFolder, file)
const scale = 0.25

/** A picture as the mean colours of 20 x 15 patches: grain and JPEG vanish, a moved car does not. */
async function patches(picture: Sharp): Promise<number[]> {
  const small = picture.resize(20, 15, { fit: 'fill', kernel: 'cubic' }).removeAlpha().raw()
  return [...(await small.toBuffer())]
}

describe('the sample photos', () => {
  it('are the album, the labels and the folder alike', () => {
    const files = album.map(({ file }) => file)
    expect(labels.map(({ file }) => file)).toEqual(files)
    expect(
      readdirSync(photosFolder)
        .filter((file) => file.endsWith('.jpg'))
        .sort(),
    ).toEqual([...files].sort())
  })

  it('stay small enough for a repository', () => {
    const bytes = album.reduce((sum, { file }) => sum + statSync(path(file)).size, 0)
    expect(bytes).toBeLessThan(3_000_000)
  })

  it('show every plate of the first accident from the front, from behind and close up', () => {
    const seenIn = (plate: string) =>
      labels
        .filter(({ file, plates }) => file.startsWith('a1-') && plates.some((label) => label.plate === plate))
        .map(({ shot }) => shot)
    expect(seenIn('黑E6A152')).toEqual(expect.arrayContaining(['overview-front', 'overview-rear', 'plate']))
    expect(seenIn('黑ED20867')).toEqual(expect.arrayContaining(['overview-front', 'overview-rear', 'plate']))
  })

  it.each(album)('$file has the size its label states and plates inside it', async ({ file }) => {
    expect(existsSync(path(file))).toBe(true)
    const { width, height, format } = await sharp(path(file)).metadata()
    const label = labelled(file)
    expect([width, height]).toEqual(label?.size)
    expect(format).toBe('jpeg')
    for (const [x, y] of label?.plates.flatMap(({ corners }) => corners) ?? []) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(height)
    }
  })

  it.each(album)('$file carries the time and place that the album states, or none', async ({ file, taken }) => {
    const exif = (await exifr.parse(path(file), { gps: true, reviveValues: false })) as
      Record<string, unknown> | undefined
    if (!taken) return expect(exif?.['DateTimeOriginal']).toBeUndefined()

    expect(`${exif?.['DateTimeOriginal']}${exif?.['OffsetTimeOriginal']}`).toBe(
      taken.at.slice(0, 10).replaceAll('-', ':') + ' ' + taken.at.slice(11),
    )
    expect(exif?.['latitude']).toBeCloseTo(taken.latitude, 5)
    expect(exif?.['longitude']).toBeCloseTo(taken.longitude, 5)
  })
})

describe('the renderer', () => {
  it.each(album)('makes $file again: same labels, same picture', async (sample) => {
    const photo = await takePhoto(sample.scene, sample.exposure, { scale })

    const again = labelOf(sample, photo)
    const before = labelled(sample.file)
    expect({ ...again, plates: again.plates.map(({ plate, color }) => [plate, color]) }).toEqual({
      ...before,
      plates: before?.plates.map(({ plate, color }) => [plate, color]),
    })
    const pixels = (label: typeof before) => label?.plates.flatMap(({ corners }) => corners.flat()) ?? []
    pixels(again).forEach((pixel, i) => expect(pixel).toBeCloseTo(pixels(before)[i] ?? NaN, 0))

    const { width, height, rgb } = photo
    const rendered = await patches(sharp(rgb, { raw: { width, height, channels: 3 } }))
    const committed = await patches(sharp(path(sample.file)).resize(width, height))
    const differences = rendered.map((value, i) => Math.abs(value - (committed[i] ?? 0)))
    expect(Math.max(...differences)).toBeLessThan(12)
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(3)
  })

  it('gives the same pixels for the same seed', async () => {
    const [sample] = album
    if (!sample) throw new Error('The album is empty')
    const first = await takePhoto(sample.scene, sample.exposure, { scale: 0.125, samples: 1 })
    const second = await takePhoto(sample.scene, sample.exposure, { scale: 0.125, samples: 1 })
    expect(second.rgb.equals(first.rgb)).toBe(true)
  })
})
