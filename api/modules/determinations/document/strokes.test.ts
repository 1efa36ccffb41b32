import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitStrokes, traceStroke } from './strokes.ts'

const box = { x: 100, y: 50, width: 200, height: 60 }
const coordinate = fc.double({ min: -5_000, max: 5_000, noNaN: true })
const strokes = fc.array(fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1 }), { minLength: 1 })

describe('a signature', () => {
  it('stays inside its box, whatever the size of the screen it was drawn on', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        for (const { x, y } of fitStrokes(drawn, box).flat()) {
          expect(x).toBeGreaterThanOrEqual(box.x - 1e-6)
          expect(x).toBeLessThanOrEqual(box.x + box.width + 1e-6)
          expect(y).toBeGreaterThanOrEqual(box.y - 1e-6)
          expect(y).toBeLessThanOrEqual(box.y + box.height + 1e-6)
        }
      }),
    )
  })

  it('keeps its proportions', () => {
    const [[from, to] = []] = fitStrokes(
      [
        [
          { x: 0, y: 0 },
          { x: 800, y: 400 },
        ],
      ],
      box,
    )
    expect(((to?.x ?? 0) - (from?.x ?? 0)) / ((to?.y ?? 0) - (from?.y ?? 0))).toBeCloseTo(2)
  })

  it('is drawn as curves from its first to its last point, a tap as a dot', () => {
    expect(
      traced([
        { x: 0, y: 0 },
        { x: 10, y: 10 },
        { x: 20, y: 0 },
      ]),
    ).toEqual(['M 0 0', 'Q 10 10 15 5', 'L 20 0'])
    expect(traced([{ x: 3, y: 4 }])).toEqual(['M 3 4', 'L 3.5 4'])
  })
})

function traced(stroke: { x: number; y: number }[]): string[] {
  const path: string[] = []
  const pen = {
    moveTo: (x: number, y: number) => (path.push(`M ${x} ${y}`), pen),
    lineTo: (x: number, y: number) => (path.push(`L ${x} ${y}`), pen),
    quadraticCurveTo: (cx: number, cy: number, x: number, y: number) => (path.push(`Q ${cx} ${cy} ${x} ${y}`), pen),
  }
  traceStroke(pen, stroke)
  return path
}
