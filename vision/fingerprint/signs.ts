/** A power of two that holds all amplitudes of a window. */
const length = 128
const rounds = 2
const digits = '0123456789abcdef'
/**
 * Fixed random signs. Fingerprints that are stored depend on them: they never change.
 * Source of the generator: Park and Miller, Random Number Generators: Good Ones Are Hard to Find (1988), with the multiplier 48271.
 */
const flips = randomSigns(20_261_126, rounds * length)

/**
 * 256 sums of all amplitudes, each with random signs, whose own signs are the fingerprint. So the share of bits in which two photos differ is the angle
 * between their amplitudes, and every bit is as good as the next. 128 sums are made at once by a Walsh-Hadamard transform.
 * Source: Charikar, Similarity Estimation Techniques from Rounding Algorithms (2002); Ailon and Chazelle, The Fast Johnson-Lindenstrauss Transform (2009).
 */
export function sumsOf(amplitudes: Float64Array): Float64Array {
  const sums = new Float64Array(rounds * length)
  for (let round = 0; round < rounds; round++) {
    const part = sums.subarray(round * length, (round + 1) * length)
    for (let i = 0; i < amplitudes.length; i++) {
      part[i] = (amplitudes[i] as number) * (flips[round * length + i] as number)
    }
    transform(part)
  }
  return sums
}

/** The signs as 64 hex characters, a set bit for a sum above zero. */
export function signsOf(sums: Float64Array): string {
  let text = ''
  for (let i = 0; i < sums.length; i += 4) {
    let nibble = 0
    for (let bit = i; bit < i + 4; bit++) nibble = nibble * 2 + ((sums[bit] as number) > 0 ? 1 : 0)
    text += digits.charAt(nibble)
  }
  return text
}

/** Walsh-Hadamard transform in place. */
function transform(values: Float64Array): void {
  for (let half = 1; half < length; half *= 2) {
    for (let start = 0; start < length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [values[i] as number, values[i + half] as number]
        values[i] = a + b
        values[i + half] = a - b
      }
    }
  }
}

function randomSigns(seed: number, count: number): Float64Array {
  const modulus = 2_147_483_647
  let state = seed
  return Float64Array.from({ length: count }, () => {
    state = (state * 48_271) % modulus
    return state < modulus / 2 ? -1 : 1
  })
}
