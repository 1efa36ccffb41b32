/** Overlapping tiles of a raster: what a model sees at once bounds the memory of its process, whatever the size of the photo. */
import type { Raster } from './raster.ts'

/** A part of a raster in its own pixels. */
export interface Tile {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** All of a raster. */
export function wholeTile({ width, height }: Pick<Raster, 'width' | 'height'>): Tile {
  return { left: 0, top: 0, width, height }
}

/** As few tiles of one size as cover the raster, no side longer than `longest`; neighbours share at least `shared` pixels. */
export function tilesOf({ width, height }: Pick<Raster, 'width' | 'height'>, longest: number, shared: number): Tile[] {
  const columns = spans(width, longest, shared)
  return spans(height, longest, shared).flatMap((row) =>
    columns.map((column) => ({ left: column.from, top: row.from, width: column.length, height: row.length })),
  )
}

function spans(total: number, longest: number, shared: number): { from: number; length: number }[] {
  if (total <= longest) return [{ from: 0, length: total }]
  const count = Math.ceil((total - shared) / (longest - shared))
  const length = Math.ceil((total + (count - 1) * shared) / count)
  return Array.from({ length: count }, (_, i) => ({ from: Math.round((i * (total - length)) / (count - 1)), length }))
}
