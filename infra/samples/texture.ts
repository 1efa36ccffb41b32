import sharp from 'sharp'

/** A picture drawn as SVG, ready to be laid on a surface: linear light, in halving sizes so that far ones do not shimmer. */
export interface Texture {
  readonly levels: readonly { readonly width: number; readonly height: number; readonly rgba: Uint8Array }[]
}

/** One reading of a texture, reused: linear red, green, blue and coverage, each 0 to 1. */
export interface Ink {
  r: number
  g: number
  b: number
  a: number
}

/** sRGB byte to linear light, IEC 61966-2-1. */
export const linear: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

const drawn = new Map<string, Promise<Texture>>()

/** Draws an SVG `width` pixels wide. The same drawing is drawn once: cars appear in many photos. */
export function drawTexture(svg: string, width: number): Promise<Texture> {
  const key = `${width} ${svg}`
  const texture = drawn.get(key) ?? rasterise(svg, width)
  drawn.set(key, texture)
  return texture
}

async function rasterise(svg: string, width: number): Promise<Texture> {
  const drawing = sharp(Buffer.from(svg), { density: 200 }).resize({ width }).ensureAlpha().raw()
  const full = await drawing.toBuffer({ resolveWithObject: true })
  const raw = { width: full.info.width, height: full.info.height, channels: 4 } as const
  const levels = [{ width: raw.width, height: raw.height, rgba: new Uint8Array(full.data) }]
  for (let size = Math.floor(width / 2); size >= 8; size = Math.floor(size / 2)) {
    const { data, info } = await sharp(full.data, { raw })
      .resize({ width: size })
      .raw()
      .toBuffer({ resolveWithObject: true })
    levels.push({ width: info.width, height: info.height, rgba: new Uint8Array(data) })
  }
  return { levels }
}

/** Reads the texture at (u, v) in [0, 1], origin top left, where one pixel of the photo spans `footprint` of its width. */
export function readTexture({ levels }: Texture, u: number, v: number, footprint: number, into: Ink): void {
  const wanted = Math.max(0, Math.log2(Math.max(footprint, 1e-9) * (levels[0]?.width ?? 1)))
  const level = levels[Math.min(levels.length - 1, Math.round(wanted))]
  into.r = into.g = into.b = into.a = 0
  if (!level || u < 0 || u > 1 || v < 0 || v > 1) return

  const x = Math.min(Math.max(u * level.width - 0.5, 0), level.width - 1.001)
  const y = Math.min(Math.max(v * level.height - 0.5, 0), level.height - 1.001)
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  for (let corner = 0; corner < 4; corner++) {
    const right = corner & 1
    const below = corner >> 1
    const weight = (right ? x - x0 : 1 - x + x0) * (below ? y - y0 : 1 - y + y0)
    const at = ((y0 + below) * level.width + x0 + right) * 4
    const a = ((level.rgba[at + 3] ?? 0) / 255) * weight
    into.r += (linear[level.rgba[at] ?? 0] ?? 0) * a
    into.g += (linear[level.rgba[at + 1] ?? 0] ?? 0) * a
    into.b += (linear[level.rgba[at + 2] ?? 0] ?? 0) * a
    into.a += a
  }
  if (into.a === 0) return
  into.r /= into.a
  into.g /= into.a
  into.b /= into.a
}
