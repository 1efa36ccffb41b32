import { readFileSync } from 'node:fs'
import ort from 'onnxruntime-node'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Corners, type Vehicle } from '../contract.ts'
import { type Photo, decodePhoto } from '../decode.ts'
import { type Point, quadCentre } from '../geometry.ts'
import type { Model } from '../models/sessions.ts'
import { type VehicleFinder, createVehicleFinder, openVehicleFinder } from './vehicles.ts'

const grey = async (width: number, height: number): Promise<Photo> =>
  decodePhoto(
    await sharp({ create: { width, height, channels: 3, background: 'grey' } })
      .png()
      .toBuffer(),
    { maxPixels: 60_000_000 },
  )

/** A model that sees one car of this score in the left half of everything, and what it was shown. */
function seeing(score: number): { model: Model; shown: number[][] } {
  const shown: number[][] = []
  const run: Model['run'] = (feeds) => {
    shown.push([...(feeds['photo'] as ort.Tensor).dims])
    return Promise.resolve({
      boxes: new ort.Tensor('float32', Float32Array.of(0, 0.25, 0.5, 1), [1, 1, 4]),
      scores: new ort.Tensor('float32', Float32Array.of(score, 0, 0, 0, 0, 0), [1, 1, 6]),
    })
  }
  return { model: { run }, shown }
}

function finderOf(firstScore: number, secondScore: number) {
  const [first, second] = [seeing(firstScore), seeing(secondScore)]
  const finder = createVehicleFinder({ first: first.model, second: second.model, versions: [], totalBytes: 0 })
  return { finder, first, second }
}

describe('findVehicles', () => {
  it('tells boxes in pixels of the photo', async () => {
    const { finder, first } = finderOf(0.9, 0)
    const [found] = await finder.findVehicles(await grey(2560, 1280))
    expect(found).toMatchObject({ kind: 'car', box: { left: 0, top: 320, width: 1280, height: 960 } })
    expect(first.shown).toEqual([[1, 160, 320, 3]])
  })

  it('asks the second model only where the first is not sure', async () => {
    const sure = finderOf(0.55, 0.9)
    await sure.finder.findVehicles(await grey(400, 300))
    expect(sure.second.shown).toEqual([])
    const unsure = finderOf(0.2, 0.4)
    expect(await unsure.finder.findVehicles(await grey(400, 300))).toHaveLength(1)
    expect(unsure.second.shown).toEqual([[1, 288, 384, 3]])
    expect(await finderOf(0.2, 0.2).finder.findVehicles(await grey(400, 300))).toEqual([])
  })

  // The memory of a child hangs on it (README.md, Memory).
  it.each([
    [1, 1],
    [1, 3000],
    [3000, 2],
    [4000, 3000],
  ])('shows the models little of a photo of %i x %i', async (width, height) => {
    const { finder, first, second } = finderOf(0, 0)
    expect(await finder.findVehicles(await grey(width, height))).toEqual([])
    expect(Math.max(...sidesOf(first))).toBeLessThan(640)
    expect(Math.max(...sidesOf(second))).toBe(384)
    expect(Math.min(...sidesOf(second))).toBeGreaterThanOrEqual(32)
  })
})

/** Of the picture that a model was shown first. */
function sidesOf({ shown }: { shown: number[][] }): number[] {
  return shown[0]?.slice(1, 3) ?? []
}

const samples = new URL('../../infra/samples/photos/', import.meta.url)
const sample = (name: string) => decodePhoto(readFileSync(new URL(name, samples)), { maxPixels: 60_000_000 })

const Label = z.object({ file: z.string(), plates: z.array(z.object({ corners: Corners })) })

/** The middle of each plate that is labelled. */
function platesOf(name: string): Point[] {
  const lines = readFileSync(new URL('labels.jsonl', samples), 'utf8').trim().split('\n')
  const label = lines.map((line) => Label.parse(JSON.parse(line))).find(({ file }) => file === name)
  return (label?.plates ?? []).map(({ corners }) => quadCentre(corners))
}

const isInside = ({ left, top, width, height }: Vehicle['box'], x: number, y: number) =>
  x > left && x < left + width && y > top && y < top + height

describe('with the real models', () => {
  let finder: VehicleFinder
  beforeAll(async () => {
    finder = await openVehicleFinder()
  }, 60_000)

  it('finds both cars of a rendered accident, around the plates they bear', async () => {
    const found = await finder.findVehicles(await sample('a1-overview-front.jpg'))
    expect(found.map(({ kind }) => kind)).toEqual(['car', 'car'])
    for (const [x, y] of platesOf('a1-overview-front.jpg')) {
      const around = found.filter(({ box }) => isInside(box, x, y))
      expect(around).toHaveLength(1)
    }
  })

  it('sees the one car that the frame cuts off from near by', async () => {
    const photo = await sample('a1-contact.jpg')
    const [car, ...others] = await finder.findVehicles(photo)
    expect(others).toEqual([])
    expect((car?.box.width ?? 0) / photo.image.width).toBeGreaterThan(0.8)
  })

  it('finds nothing on a grey wall, whatever its proportions', { timeout: 60_000 }, async () => {
    for (const [width, height] of [
      [1, 1],
      [640, 480],
      [1, 3000],
      [3000, 2],
    ] as const) {
      expect(await finder.findVehicles(await grey(width, height))).toEqual([])
    }
  })
})
