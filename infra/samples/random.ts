/** A small seeded generator of numbers in [0, 1): mulberry32. The same seed gives the same picture. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Smooth noise over the plane in [0, 1]: the same place always has the same value. */
export function valueNoise(x: number, y: number): number {
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const u = fade(x - x0)
  const v = fade(y - y0)
  const low = hash(x0, y0) * (1 - u) + hash(x0 + 1, y0) * u
  const high = hash(x0, y0 + 1) * (1 - u) + hash(x0 + 1, y0 + 1) * u
  return low * (1 - v) + high * v
}

const fade = (t: number) => t * t * (3 - 2 * t)

export function hash(x: number, y: number): number {
  let mixed = Math.imul(x, 374761393) ^ Math.imul(y, 668265263)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1274126177)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
