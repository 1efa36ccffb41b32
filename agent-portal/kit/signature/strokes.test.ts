import { expect, it } from 'vitest'
import { scaleLines, signatureOf } from './strokes.ts'

const start = Date.parse('2026-03-05T10:00:00Z')
const lines = [
  {
    points: [
      { x: 10, y: 20, pressure: 0.4, time: start },
      { x: 30, y: 20, pressure: 0, time: start + 16 },
    ],
  },
  { points: [{ x: 5, y: 6, pressure: 0.6, time: start + 400 }] },
]

it('tells when the pen touched first and every point from then on', () => {
  expect(signatureOf(lines, { width: 320, height: 160 })).toEqual({
    widthPx: 320,
    heightPx: 160,
    startedAt: '2026-03-05T10:00:00.000Z',
    strokes: [
      [
        { x: 10, y: 20, pressure: 0.4, timeMs: 0 },
        { x: 30, y: 20, pressure: 0.5, timeMs: 16 },
      ],
      [{ x: 5, y: 6, pressure: 0.6, timeMs: 400 }],
    ],
  })
})

it('is no signature when nothing was drawn', () => {
  expect(signatureOf([], { width: 320, height: 160 })).toBeUndefined()
})

it('keeps proportions and times on a pad of another width', () => {
  expect(scaleLines(lines, 2)[1]?.points).toEqual([{ x: 10, y: 12, pressure: 0.6, time: start + 400 }])
})
