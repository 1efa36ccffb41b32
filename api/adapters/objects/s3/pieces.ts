/** A run of bytes of an upload: from `start`, up to but without `end`. */
export interface Piece {
  readonly key: string
  readonly start: number
  readonly end: number
}

const digits = 12
const name = /\/(\d{12})-(\d{12})$/

/** The name tells where its bytes belong, so writers of one upload never replace each other's. */
export const pieceKey = (folder: string, start: number, end: number): string =>
  `${folder}${String(start).padStart(digits, '0')}-${String(end).padStart(digits, '0')}`

export function toPiece(key: string): Piece | null {
  const [, start, end] = name.exec(key) ?? []
  return start === undefined || end === undefined ? null : { key, start: Number(start), end: Number(end) }
}

/**
 * The pieces to read, in order, for the longest run of bytes from the first on that has no gap. Pieces may overlap: two processes that
 * took the same upload in wrote the same bytes to the same places. `skip` bytes of a piece are there already.
 */
export function coveringPieces(pieces: readonly Piece[]): (Piece & { skip: number })[] {
  const covering: (Piece & { skip: number })[] = []
  for (let covered = 0; ;) {
    const reaching = pieces.filter(({ start, end }) => start <= covered && end > covered)
    const [farthest] = reaching.sort((a, b) => b.end - a.end)
    if (!farthest) return covering
    covering.push({ ...farthest, skip: covered - farthest.start })
    covered = farthest.end
  }
}
