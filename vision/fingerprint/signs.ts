/** A power of two that holds all amplitudes of a window. */
const length = 128
const rounds = 2
/**
 * Fixed random signs. Fingerprints that are stored depend on them: they never change.
 * Source of the generator: Park and Miller, Random Number Generators: Good Ones Are Hard to Find (1988), with the multiplier 48271.
 */
const flips = randomSigns(20_261_126, rounds * length)

/**
 * Amplitudes to 256 bits in hex: the signs of 2 x 128 sums, each of all amplitudes with random signs. So the share of bits in which two photos differ is
 * the angle between their amplitudes, and every bit is as good as the next. The sums of a round are made at once by a Walsh-Hadamard transform.
 * Source: Charikar, Similarity Estimation Techniques from Rounding Algorithms (2002); Ailon and Chazelle, The Fast Johnson-Lindenstrauss Transform (2009).
 */
export function signsOf(amplitudes: Float64Array): string {
  let text = ''
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(length)
    amplitudes.forEach((value, i) => (sums[i] = value * (flips[round * length + i] as number)))
    transform(sums)
    for (let i = 0; i < length; i += 4) {
      let nibble = 0
      for (let bit = i; bit < i + 4; bit++) nibble = nibble * 2 + ((sums[bit] as number) > 0 ? 1 : 0)
      text += nibble.toString(16)
    }
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
