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
  let covered = 0
  /** Reaches farthest of those that begin within what is covered. */
  let next: Piece | undefined
  const take = () => {
    if (!next) return
    covering.push({ ...next, skip: covered - next.start })
    covered = next.end
    next = undefined
  }
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    if (piece.start > covered) take()
    if (piece.start > covered) break
    if (piece.end > (next?.end ?? covered)) next = piece
  }
  take()
  return covering
}
