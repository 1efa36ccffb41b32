import type { Material } from './raster.ts'
import { linear } from './texture.ts'

/** A colour as written in SVG (#rrggbb) to linear light. */
export function hexToLinear(color: string): [number, number, number] {
  const channel = (at: number) => linear[Number.parseInt(color.slice(at, at + 2), 16)] ?? 0
  return [channel(1), channel(3), channel(5)]
}

/** One colour all over. */
export function plainPaint(color: string, gloss = 0): Material {
  const [r, g, b] = hexToLinear(color)
  return (_hit, surface) => {
    surface.r = r
    surface.g = g
    surface.b = b
    surface.gloss = gloss
    return true
  }
}
