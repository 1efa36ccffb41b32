import { describe, expect, it } from 'vitest'
import { type Quad, quadLean, quadTilt } from './geometry.ts'

const turned = (quad: Quad, degrees: number): Quad => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return quad.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]) as unknown as Quad
}
const box: Quad = [
  [0, 0],
  [100, 0],
  [100, 30],
  [0, 30],
]
const leaning: Quad = [
  [30, 0],
  [130, 0],
  [100, 30],
  [0, 30],
]

describe('tilt and lean of a quadrilateral', () => {
  it.each([0, 30, 90, 179, -60])('are those of its sides, however it is turned: %i degrees', (degrees) => {
    expect(quadTilt(turned(box, degrees))).toBeCloseTo(degrees, 6)
    expect(quadLean(turned(box, degrees))).toBeCloseTo(0, 6)
    expect(quadLean(turned(leaning, degrees))).toBeCloseTo(45, 6)
  })
})
