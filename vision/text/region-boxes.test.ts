import { describe, expect, it } from 'vitest'
import { quadCentre, quadHeight, quadTilt, quadWidth } from '../geometry.ts'
import { regionBoxes } from './region-boxes.ts'

const [width, height] = [200, 120]

/** 1 inside a rectangle of 80 x 20 round (100, 60), turned by `degrees`. */
function turnedRectangle(degrees: number): Float32Array {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) - 100, Math.floor(i / width) - 60]
    return Math.abs(x * cos + y * sin) <= 40 && Math.abs(y * cos - x * sin) <= 10 ? 1 : 0
  })
}

describe('regionBoxes', () => {
  it.each([0, 15, -15, 40, -40])('finds a rectangle turned by %i degrees, reading left to right', (degrees) => {
    const boxes = regionBoxes(turnedRectangle(degrees), width, height, 0)
    expect(boxes).toHaveLength(1)
    for (const { quad, fill } of boxes) {
      expect(Math.abs(quadTilt(quad) - degrees)).toBeLessThan(2)
      expect(Math.abs(quadWidth(quad) - 81)).toBeLessThan(3)
      expect(Math.abs(quadHeight(quad) - 21)).toBeLessThan(3)
      expect(Math.hypot(quadCentre(quad)[0] - 100.5, quadCentre(quad)[1] - 60.5)).toBeLessThan(1.5)
      expect(fill).toBeGreaterThan(0.85)
    }
  })

  it('keeps regions apart and passes over specks', () => {
    const map = new Float32Array(width * height)
    for (let y = 20; y < 30; y++) for (let x = 10; x < 60; x++) map[y * width + x] = map[y * width + x + 100] = 1
    map[100 * width + 100] = 1
    expect(regionBoxes(map, width, height, 0)).toHaveLength(2)
  })

  it('does not join the end of one row of the map to the start of the next', () => {
    const map = new Float32Array(width * height)
    for (let y = 20; y < 30; y++) for (let x = 0; x < 20; x++) map[y * width + x + width] = map[y * width + x + 180] = 1
    expect(regionBoxes(map, width, height, 0)).toHaveLength(2)
  })
})
