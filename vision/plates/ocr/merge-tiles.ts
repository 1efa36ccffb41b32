/** What the text detector found in overlapping tiles, each line once. */
import { boundsOf } from '../../geometry.ts'
import type { RegionBox } from './region-boxes.ts'

/** A box this much inside a larger one of another tile is the same text, cut by the edge of its own. */
const sameFrom = 0.6

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
