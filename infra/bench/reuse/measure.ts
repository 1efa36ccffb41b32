import type { Client } from 'pg'
import { hammingDistance, type Fingerprints } from '../../../vision/fingerprint/fingerprint.ts'
import { fingerprintsOfCopy, type RealPhoto } from './photos.ts'
import { type Match, countCandidates, search, timeSequentialSearch } from './search.ts'
import { insertOne, sizesInMb } from './store.ts'
import { distribution, foundByDistance, meanAndSpread, perQueryByRadius, type Found } from './summary.ts'

const insertsMeasured = 500
/** The first searches find a cold cache. */
const warmUp = 10
const sampled = 1_000

const idOf = (photo: number) => `ffffffff-0000-0000-0000-${photo.toString(16).padStart(12, '0')}`
const isReal = (id: string) => id.startsWith('ffffffff-0')

/** Stores the real photos among the made-up rows; then each search is for a copy of one of them. */
export async function measure(
  client: Client,
  photos: readonly RealPhoto[],
  queries: number,
  next: () => string,
  random: () => number,
) {
  for (const [index, { fingerprint }] of photos.entries()) await insertOne(client, idOf(index), fingerprint)
  const insertsPerSecond = await insertRate(client, next)

  const [times, candidates, found, wrong]: [number[], number[], Found[], Match[]] = [[], [], [], []]
  for (let query = -warmUp; query < queries; query++) {
    const index = Math.abs(query) % photos.length
    const photo = photos[index]
    if (!photo) continue
    const asked = await fingerprintsOfCopy(photo, random)
    const { matches, ms } = await search(client, asked)
    if (query < 0) continue
    times.push(ms)
    candidates.push(await countCandidates(client, asked))
    found.push({ distance: distanceTo(photo, asked), found: matches.some(({ id }) => id === idOf(index)) })
    wrong.push(...matches.filter(({ id }) => id !== idOf(index)))
  }
  const [first] = photos
  return {
    searchMs: distribution(times),
    sequentialMs: first ? await timeSequentialSearch(client, first) : null,
    candidates: distribution(candidates),
    queries,
    falseMatchesPerQuery: perQueryByRadius(
      wrong.filter(({ id }) => !isReal(id)),
      queries,
    ),
    otherPhotosPerQuery: perQueryByRadius(
      wrong.filter(({ id }) => isReal(id)),
      queries,
    ),
    copiesFound: found.filter((one) => one.found).length / queries,
    foundByDistance: foundByDistance(found),
    insertsPerSecond,
    ...(await sizesInMb(client)),
    likeness: likeness(photos, next),
  }
}

const distanceTo = ({ fingerprint: stored }: RealPhoto, { fingerprint, fingerprintIfCut }: Fingerprints) =>
  Math.min(...[fingerprint, ...fingerprintIfCut].map((asked) => hammingDistance(asked, stored)))

async function insertRate(client: Client, next: () => string): Promise<number> {
  const hexes = Array.from({ length: insertsMeasured }, next)
  const started = performance.now()
  for (const [index, hex] of hexes.entries())
    await insertOne(client, `fffffffe-0000-0000-0000-${index.toString(16).padStart(12, '0')}`, hex)
  return Math.round((insertsMeasured * 1000) / (performance.now() - started))
}

/** Bits between two photos, real ones and made-up ones: whether the made-up are as like each other as the real. */
function likeness(photos: readonly RealPhoto[], next: () => string) {
  const pairs = (hexes: readonly string[]) =>
    hexes.slice(1).map((hex, index) => hammingDistance(hex, hexes[index] as string))
  return {
    real: meanAndSpread(pairs(photos.map(({ fingerprint }) => fingerprint))),
    madeUp: meanAndSpread(pairs(Array.from({ length: sampled }, next))),
  }
}
