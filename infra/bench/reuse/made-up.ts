import { signsOf } from '../../../vision/fingerprint/signs.ts'

/** Bits in which a made-up photo differs from the real one it is most like: from a near relative to a stranger. */
const leastBits = 60
const mostBits = 128
const bits = 256
const strangers = 4

/**
 * Fingerprints of photos that do not exist but could: the sums of a real photo, turned towards a mixture of four other real photos' (or of their negatives,
 * in equal parts) by the angle at which 60 to 128 of 256 bits differ. So bits go together as they do among real photos, and every real photo has many
 * near relatives, which a uniformly random fingerprint never has.
 */
export function madeUpFingerprints(photos: readonly Float64Array[], random: () => number): () => string {
  const directions = photos.map(ofLengthOne)
  const anyOf = () => directions[Math.floor(random() * directions.length)] as Float64Array
  return () => {
    const angle = (Math.PI * (leastBits + random() * (mostBits - leastBits))) / bits
    const parent = anyOf()
    const mixture = new Float64Array(parent.length)
    const chosen = new Set([parent])
    while (chosen.size <= strangers) {
      const other = anyOf()
      if (!chosen.has(other)) add(mixture, other, random() < 0.5 ? -1 : 1)
      chosen.add(other)
    }
    const made = new Float64Array(parent.length)
    add(made, parent, Math.cos(angle))
    add(made, mixture, Math.sin(angle) / lengthOf(mixture))
    return signsOf(made)
  }
}

/** In a plain loop: it runs ten times for each of ten million rows. */
function add(sum: Float64Array, other: Float64Array, times: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + times * (other[i] as number)
}

const lengthOf = (sums: Float64Array) => Math.sqrt(sums.reduce((total, value) => total + value * value, 0))

function ofLengthOne(sums: Float64Array): Float64Array {
  const length = lengthOf(sums)
  return sums.map((value) => value / length)
}
