/**
 * Perceptual hash for finding a photo again: 256 signs of the low frequencies of a 64 x 64 brightness image, against their median. Survives
 * re-encoding, halving and brightening; not cropping or mirroring. Source: Zauner, Implementation and Benchmarking of Perceptual Image Hash
 * Functions (2010), DCT hash, widened from 64 to 256 bits.
 */
import { type Raster, greyOf } from './raster.ts'

const side = 64
const kept = 16
/** cosines[k * side + x] = cos(pi (2x + 1) k / 2 side), for k = 1 to kept: the constant term is brightness, which must not count. */
const cosines = Float64Array.from({ length: kept * side }, (_, i) =>
  Math.cos((Math.PI * (2 * (i % side) + 1) * (Math.floor(i / side) + 1)) / (2 * side)),
)

/** 64 hex characters. */
export function fingerprint(raster: Raster): string {
  const small = averaged(raster)
  const rows = new Float64Array(side * kept)
  for (let y = 0; y < side; y++) {
    for (let k = 0; k < kept; k++) {
      let sum = 0
      for (let x = 0; x < side; x++) sum += (small[y * side + x] as number) * (cosines[k * side + x] as number)
      rows[y * kept + k] = sum
    }
  }
  const frequencies = Array.from({ length: kept * kept }, (_, i) => {
    let sum = 0
    for (let y = 0; y < side; y++) {
      sum += (rows[y * kept + (i % kept)] as number) * (cosines[Math.floor(i / kept) * side + y] as number)
    }
    return sum
  })
  const median = [...frequencies].sort((a, b) => a - b)[frequencies.length / 2] ?? 0
  return hex(frequencies.map((value) => value > median))
}

/** Number of differing bits, 0 to 256: unrelated photos differ in about half, copies of one photo in fewer than 30. */
export function hammingDistance(a: string, b: string): number {
  if (a.length !== b.length) throw new RangeError('fingerprints of different length')
  let distance = 0
  for (let i = 0; i < a.length; i++) {
    let difference = parseInt(a.charAt(i), 16) ^ parseInt(b.charAt(i), 16)
    for (; difference > 0; difference &= difference - 1) distance++
  }
  return distance
}

/** Mean brightness of each of 64 x 64 areas, whatever the size of the raster. */
function averaged(raster: Raster): Float64Array {
  const grey = greyOf(raster)
  const { width, height } = raster
  const small = new Float64Array(side * side)
  for (let v = 0; v < side; v++) {
    const [top, bottom] = band(v, height)
    for (let u = 0; u < side; u++) {
      const [left, right] = band(u, width)
      let sum = 0
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += grey[y * width + x] as number
      small[v * side + u] = sum / ((bottom - top) * (right - left))
    }
  }
  return small
}

function band(index: number, length: number): [from: number, to: number] {
  const from = Math.min(length - 1, Math.floor((index * length) / side))
  return [from, Math.max(from + 1, Math.floor(((index + 1) * length) / side))]
}

function hex(bits: readonly boolean[]): string {
  let text = ''
  for (let i = 0; i < bits.length; i += 4) {
    text += bits
      .slice(i, i + 4)
      .reduce((nibble, bit) => nibble * 2 + Number(bit), 0)
      .toString(16)
  }
  return text
}
