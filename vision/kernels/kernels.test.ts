import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../infra/samples/random.ts'
import { type Raster, brightnessAt } from '../raster.ts'
import { halve, histogram, lineLength, project, tileCounts, tileSide, tileSums } from './kernels.ts'

const scratch = mkdtempSync(join(tmpdir(), 'kernels-'))
afterAll(() => rmSync(scratch, { recursive: true }))

function noise(width: number, height: number, brightFrom = 0): Raster {
  const random = seededRandom(width * height)
  const pixels = Uint8Array.from({ length: width * height * 3 }, () => brightFrom + random() * (256 - brightFrom))
  return { pixels, width, height }
}

const at = ({ pixels, width }: Raster, x: number, y: number, channel: number) =>
  pixels[(y * width + x) * 3 + channel] as number

describe('the kernels', () => {
  it('are what their source compiles to', () => {
    const script = JSON.parse(readFileSync('package.json', 'utf8')).scripts['build:kernels'] as string
    const committed = fileURLToPath(new URL('kernels.wasm', import.meta.url))
    const compiled = join(scratch, 'kernels.wasm')
    const [command = '', ...options] = script.replace('vision/kernels/kernels.wasm', compiled).split(' ')
    execFileSync(`node_modules/.bin/${command}`, options)
    expect(readFileSync(compiled).equals(readFileSync(committed))).toBe(true)
  })

  it.each([
    [64, 48],
    [65, 49],
    [62, 2],
    [2, 2],
    [320, 240],
  ])('halve %i x %i pixels to the mean of four each', (width, height) => {
    const raster = noise(width, height)
    const half = halve(raster)
    expect([half.width, half.height, half.pixels.length]).toEqual([
      width >> 1,
      height >> 1,
      (width >> 1) * (height >> 1) * 3,
    ])
    const expected = half.pixels.map((_, i) => {
      const [x, y, channel] = [Math.floor(i / 3) % half.width, Math.floor(i / 3 / half.width), i % 3]
      const sum = [0, 1].flatMap((dy) => [0, 1].map((dx) => at(raster, 2 * x + dx, 2 * y + dy, channel)))
      return Math.floor((sum.reduce((a, b) => a + b) + 2) / 4)
    })
    expect(half.pixels).toEqual(expected)
  })

  it('sum the Laplacians of each tile and count its burnt pixels', () => {
    const raster = noise(tileSide * 3 + 5, tileSide * 2 + 31, 180)
    const tiles = tileSums(raster, 230)
    expect(tiles).toHaveLength(6)
    tiles.forEach((tile, i) => {
      const [left, top] = [(i % 3) * tileSide, Math.floor(i / 3) * tileSide]
      const laplacians: number[] = []
      let burnt = 0
      for (let y = top; y < top + tileSide; y += 4) {
        for (let x = left; x < left + tileSide; x++) {
          if (brightnessAt(raster.pixels, (y * raster.width + x) * 3) >= 230) burnt++
          if (x === left || x === left + tileSide - 1) continue
          const green = (dx: number, dy: number) => at(raster, x + dx, y + 1 + dy, 1)
          laplacians.push(green(-1, 0) + green(1, 0) + green(0, -1) + green(0, 1) - 4 * green(0, 0))
        }
      }
      expect(laplacians).toHaveLength(tileCounts.laplacians)
      expect(tile).toEqual({
        sum: laplacians.reduce((a, b) => a + b),
        squares: laplacians.reduce((a, b) => a + b * b, 0),
        burnt,
      })
      expect(burnt).toBeGreaterThan(0)
    })
  })

  it('find no tile in a picture that is smaller than one', () => {
    expect(tileSums(noise(31, 400), 250)).toEqual([])
  })

  it('count the brightness of every third pixel each way', () => {
    const raster = noise(100, 50)
    const expected = new Uint32Array(256)
    for (let y = 0; y < 50; y += 3) {
      for (let x = 0; x < 100; x += 3) {
        const brightness = brightnessAt(raster.pixels, (y * 100 + x) * 3)
        expected[brightness] = (expected[brightness] as number) + 1
      }
    }
    expect(histogram(raster)).toEqual(expected)
    expect(histogram(raster)).toEqual(expected)
  })

  it('multiply each line by each other one', () => {
    const random = seededRandom(5)
    const made = (lines: number) => Float64Array.from({ length: lines * lineLength }, () => random() - 0.5)
    const [lines, others] = [made(3), made(2)]
    const products = project(lines, others)
    expect(products).toHaveLength(6)
    products.forEach((product, i) => {
      const [line, other] = [(i % 3) * lineLength, Math.floor(i / 3) * lineLength]
      const expected = others
        .subarray(other, other + lineLength)
        .reduce((sum, value, j) => sum + value * (lines[line + j] as number), 0)
      expect(product).toBeCloseTo(expected, 12)
    })
  })

  it('keep nothing of the picture before', () => {
    const small = noise(64, 64)
    const before = { half: halve(small), tiles: tileSums(small, 128) }
    halve(noise(1280, 1280, 255))
    expect({ half: halve(small), tiles: tileSums(small, 128) }).toEqual(before)
  })
})
