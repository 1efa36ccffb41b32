/**
 * Perceptual hash for finding a photo again: 256 signs of sums of the low frequencies of its brightness. Survives re-encoding, scaling and brightening by
 * itself, and cuts of up to 5 % a side by hypotheses: what is hashed is the photo without its outer 5 %, which a cut copy still shows, and a copy tells
 * what that would hash to had this or that much been cut off. Mirrored or turned photos are other photos to it. Figures: README.md.
 */
import type { Raster } from '../raster.ts'
import { brightnessGrid } from './grid.ts'
import { lowFrequencies, type Span } from './frequencies.ts'
import { signsOf, sumsOf } from './signs.ts'

/** What is left out at each side, as a share of the whole photo. */
const margin = 0.05
/** Cuts that are tried along one direction, as shares of the uncut photo lost before and after. The hash bears 1.25 % between them. */
const cuts = [
  [0, 0],
  [0.025, 0],
  [0.05, 0],
  [0, 0.025],
  [0, 0.05],
  [0.025, 0.025],
  [0.05, 0.05],
] as const
const spans = cuts.map(([before, after]) => inner(before, after))

export interface Fingerprints {
  /** 64 hex characters. */
  readonly fingerprint: string
  /** The fingerprint of the uncut photo, if this one lost its edges: one for each of 48 ways of cutting. */
  readonly fingerprintIfCut: string[]
}

/** Takes 2 ms of processor time on a working raster of 1280 x 960. */
export function fingerprintsOf(raster: Raster): Fingerprints {
  const [fingerprint = '', ...fingerprintIfCut] = lowFrequencies(brightnessGrid(raster), spans).map(sumsOf).map(signsOf)
  return { fingerprint, fingerprintIfCut }
}

/** The sums whose signs are the fingerprint (`signsOf`): for making up others like it. */
export function fingerprintSums(raster: Raster): Float64Array {
  const [amplitudes = new Float64Array()] = lowFrequencies(brightnessGrid(raster), spans.slice(0, 1))
  return sumsOf(amplitudes)
}

/** Number of differing bits, 0 to 256: unrelated photos differ in about half, copies of one photo seldom in more than 24. */
export function hammingDistance(a: string, b: string): number {
  if (a.length !== b.length) throw new RangeError('fingerprints of different length')
  let distance = 0
  for (let i = 0; i < a.length; i++) {
    let difference = parseInt(a.charAt(i), 16) ^ parseInt(b.charAt(i), 16)
    for (; difference > 0; difference &= difference - 1) distance++
  }
  return distance
}

/** Where the inner part of the uncut photo lies in one that lost `before` and `after` of it. */
function inner(before: number, after: number): Span {
  const left = 1 - before - after
  return { from: (margin - before) / left, to: 1 - (margin - after) / left }
}
