import { seededRandom } from '../samples/random.ts'
import { assumed } from './assumed.ts'
import { arrivalsOfDay, dayMs, peakMs } from './day.ts'
import { demandOf, type Demand } from './demand.ts'
import { parts, type Machines, type Part } from './machines.ts'
import type { Measured } from './measured.ts'
import { openPlatform, otherJobs, type Platform } from './platform.ts'
import type { Preset } from './presets.ts'
import { openCalendar, type Calendar } from './queueing/calendar.ts'
import { openDistribution, type Distribution } from './queueing/distribution.ts'
import { wholeAround } from './queueing/draws.ts'

const minuteMs = 60_000
/** How often the line of photos is looked at. */
const lookEveryMs = 1_000
/** Cases that begin late in the day end after it; nothing is counted of the rest. */
const endMs = dayMs
export const simulationSeed = 1

export interface Simulated {
  readonly cases: number
  readonly photos: number
  /** Photos whose verdict was fetched before the day's end. */
  readonly verdicts: number
  /** Of the whole day, and of what began in the peak hour. */
  readonly verdictMs: Quantiles
  readonly verdictAtPeakMs: Quantiles
  readonly readAtPeakMs: Quantiles
  /** Shares of the servers' time in the peak hour. */
  readonly busyAtPeak: Readonly<Record<Part | 'log', number>>
  /** Photos on their way to a verdict, at most. */
  readonly mostPhotosUnderWay: number
  /** From the end of the peak hour until no photo waited for a worker or vision; null where that was not before the day's end. */
  readonly caughtUpAfterMinutes: number | null
}

type Quantiles = Readonly<Record<'p50' | 'p95' | 'p99', number>>

/** One day of an installation. With `hostLost` one host is gone from the middle of the peak hour on. */
export function simulate(
  preset: Preset,
  measured: Measured,
  { machines, seed = simulationSeed, hostLost = false }: { machines: Machines; seed?: number; hostLost?: boolean },
): Simulated {
  const calendar = openCalendar()
  const random = seededRandom(seed)
  const demand = demandOf(measured, preset.photosPerCase)
  const platform = openPlatform(calendar, { demand, machines, preset, random })
  const verdicts = [openDistribution(), openDistribution()] as const
  const reads = [openDistribution(), openDistribution()] as const
  const seen = { cases: 0, photos: 0, underWay: 0, most: 0 }

  const timed = (way: (done: () => void) => void, [all, atPeak]: readonly [Distribution, Distribution]) => {
    const from = calendar.now()
    way(() => {
      const took = calendar.now() - from
      all.add(took)
      if (from >= peakMs.from && from < peakMs.to) atPeak.add(took)
    })
  }
  const takePhoto = () => {
    seen.photos++
    seen.most = Math.max(seen.most, ++seen.underWay)
    timed((done) => {
      platform.photo(() => {
        seen.underWay--
        done()
        platform.preview(() => undefined)
      })
    }, verdicts)
  }
  const read = () => timed(platform.read, reads)

  // Drawn apart, so that the same cases happen whatever becomes of a host.
  const arrivals = arrivalsOfDay(preset.casesPerDay, preset.peak, seededRandom(seed + 1))
  const next = () => {
    const { value, done } = arrivals.next()
    if (done) return
    calendar.after(value - calendar.now(), () => {
      seen.cases++
      liveCase({ calendar, platform, demand, random, takePhoto, read })
      next()
    })
  }
  next()
  if (hostLost) calendar.after((peakMs.from + peakMs.to) / 2, () => platform.loseHost(preset.perHost))

  calendar.runUntil(peakMs.from)
  const before = worked(platform)
  calendar.runUntil(peakMs.to)
  const busyAtPeak = busy(before, worked(platform), platform)
  const caughtUpAt = runUntilCaughtUp(calendar, platform)
  calendar.runUntil(endMs)
  return {
    cases: seen.cases,
    photos: seen.photos,
    verdicts: verdicts[0].count(),
    verdictMs: quantiles(verdicts[0]),
    verdictAtPeakMs: quantiles(verdicts[1]),
    readAtPeakMs: quantiles(reads[1]),
    busyAtPeak,
    mostPhotosUnderWay: seen.most,
    caughtUpAfterMinutes: caughtUpAt === null ? null : Math.round((caughtUpAt - peakMs.to) / 6_000) / 10,
  }
}

interface Happening {
  readonly calendar: Calendar
  readonly platform: Platform
  readonly demand: Demand
  readonly random: () => number
  readonly takePhoto: () => void
  readonly read: () => void
}

/** Photos in two walks around the cars; everything else at any moment of the case. */
function liveCase({ calendar, platform, demand, random, takePhoto, read }: Happening): void {
  const sometime = (run: () => void) => calendar.after(random() * assumed.caseMinutes * minuteMs, run)
  for (let nth = 0; nth < demand.photos; nth++) {
    const walk = nth < demand.photos / 2 ? 0 : 1
    const within = nth - walk * Math.ceil(demand.photos / 2)
    calendar.after(assumed.photosAtMinutes[walk] * minuteMs + within * assumed.photoEveryMs, takePhoto)
  }
  for (let nth = wholeAround(demand.requests, random); nth > 0; nth--)
    sometime(random() < demand.readShare ? read : () => platform.write(() => undefined))
  for (const [lane, count] of otherJobs(demand))
    for (let nth = wholeAround(count, random); nth > 0; nth--) sometime(() => platform.job(lane, () => undefined))
}

const worked = ({ stations, log }: Platform) => ({
  ...(Object.fromEntries(parts.map((part) => [part, stations[part].workedMs()])) as Record<Part, number>),
  log: log.workedMs(),
})

function busy(before: ReturnType<typeof worked>, after: ReturnType<typeof worked>, { stations }: Platform) {
  const share = (part: Part | 'log') =>
    (after[part] - before[part]) / (peakMs.to - peakMs.from) / (part === 'log' ? 1 : stations[part].servers())
  return Object.fromEntries(
    [...parts, 'log' as const].map((part) => [part, Math.round(share(part) * 1_000) / 1_000]),
  ) as Simulated['busyAtPeak']
}

/** Runs on until the lines before worker and vision are empty. Null where the day ends first. */
function runUntilCaughtUp(calendar: Calendar, { stations }: Platform): number | null {
  const isWaiting = () => stations.worker.waiting() + stations.vision.waiting() > stations.worker.servers()
  while (isWaiting() && calendar.now() < endMs) calendar.runUntil(Math.min(endMs, calendar.now() + lookEveryMs))
  return isWaiting() ? null : calendar.now()
}

const quantiles = (times: Distribution): Quantiles => ({
  p50: Math.round(times.quantile(0.5)),
  p95: Math.round(times.quantile(0.95)),
  p99: Math.round(times.quantile(0.99)),
})
