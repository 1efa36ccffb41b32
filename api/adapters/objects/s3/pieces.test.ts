import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coveringPieces, pieceKey, toPiece } from './pieces.ts'

const piece = (start: number, end: number) => ({ key: pieceKey('uploads/1/', start, end), start, end })
const runsOf = (pieces: ReturnType<typeof piece>[]) =>
  coveringPieces(pieces).map(({ start, end, skip }) => [start + skip, end])

describe('the pieces of an upload', () => {
  it('are known by their names, which sort as their offsets do', () => {
    expect(toPiece(pieceKey('uploads/1/', 0, 5_000_000))).toEqual(piece(0, 5_000_000))
    expect(toPiece('uploads/1/else')).toBeNull()
    expect(pieceKey('', 999, 1000) < pieceKey('', 1000, 2000)).toBe(true)
  })

  it('are none of use before the first byte is there', () => {
    expect(runsOf([])).toEqual([])
    expect(runsOf([piece(5, 9)])).toEqual([])
  })

  it('end at the first gap', () => {
    expect(runsOf([piece(0, 4), piece(4, 6), piece(7, 9)])).toEqual([
      [0, 4],
      [4, 6],
    ])
  })

  it('may overlap: what two processes wrote counts once', () => {
    expect(runsOf([piece(0, 3), piece(0, 5), piece(3, 7)])).toEqual([
      [0, 5],
      [5, 7],
    ])
  })

  it('cover, for any pieces, every byte before the first missing one, once', () => {
    const some = fc.array(
      fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 10 })).map(([start, length]) => piece(start, start + length)),
    )
    fc.assert(
      fc.property(some, (pieces) => {
        const there = (at: number) => pieces.some(({ start, end }) => start <= at && at < end)
        let received = 0
        while (there(received)) received += 1
        const read = runsOf(pieces).flatMap(([from = 0, to = 0]) =>
          Array.from({ length: to - from }, (_, at) => from + at),
        )
        expect(read).toEqual(Array.from({ length: received }, (_, at) => at))
      }),
    )
  })
})
