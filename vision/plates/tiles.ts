/** Overlapping tiles of a raster: what a model sees at once bounds the memory of its process, whatever the size of the photo. */
import { boundsOf } from '../geometry.ts'
import type { Raster } from '../raster.ts'
import type { RegionBox } from './region-boxes.ts'

/** A part of a raster in its own pixels. */
export interface Tile {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A box this much inside a larger one of another tile is the same text, cut by the edge of its own. */
const sameFrom = 0.6

/** As few tiles of one size as cover the raster, no side longer than `longest`; neighbours share at least `shared` pixels. */
export function tilesOf({ width, height }: Pick<Raster, 'width' | 'height'>, longest: number, shared: number): Tile[] {
  const columns = spans(width, longest, shared)
  return spans(height, longest, shared).flatMap((row) =>
    columns.map((column) => ({ left: column.from, top: row.from, width: column.length, height: row.length })),
  )
}

/** The boxes of all tiles, in pixels of one photo, without those that a neighbouring tile shows whole. */
export function mergeTiles(boxesOfTiles: readonly (readonly RegionBox[])[]): RegionBox[] {
  return boxesOfTiles.flatMap((boxes, tile) =>
    boxes.filter(
      (box) =>
        !boxesOfTiles.some(
          (others, other) => other !== tile && others.some((whole) => shows(whole, box, other < tile)),
        ),
    ),
  )
}

/** Of two equal boxes the one of the earlier tile stays. */
function shows({ quad: whole }: RegionBox, { quad: part }: RegionBox, isEarlier: boolean): boolean {
  const [a, b] = [boundsOf(whole), boundsOf(part)]
  const [areaOfWhole, areaOfPart] = [a, b].map((box) => (box.right - box.left) * (box.bottom - box.top))
  if (!areaOfWhole || !areaOfPart || areaOfWhole < areaOfPart || (areaOfWhole === areaOfPart && !isEarlier))
    return false
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 && width * height >= sameFrom * areaOfPart
}

function spans(total: number, longest: number, shared: number): { from: number; length: number }[] {
  if (total <= longest) return [{ from: 0, length: total }]
  const count = Math.ceil((total - shared) / (longest - shared))
  const length = Math.ceil((total + (count - 1) * shared) / count)
  return Array.from({ length: count }, (_, i) => ({ from: Math.round((i * (total - length)) / (count - 1)), length }))
}
