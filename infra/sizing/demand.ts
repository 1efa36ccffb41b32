import { lanes, type Lane } from '../../api/kernel/lanes.ts'
import { assumed } from './assumed.ts'
import type { Measured } from './measured.ts'

/** What one case asks of the parts, for any number of photos. CPU in ms of one core. */
export interface Demand {
  readonly photos: number
  /** Requests that are there whatever the number of photos; requests for one photo, its verdict's fetch among them. */
  readonly requests: number
  readonly requestsPerPhoto: number
  /** Of the former, the share that only reads. */
  readonly readShare: number
  readonly httpMs: number
  readonly visionMs: number
  readonly photoBytes: number
  readonly jobs: Readonly<Record<Lane, number>>
  /** The worker's own CPU for one job of a lane, without vision's. */
  readonly workerMs: Readonly<Record<Lane, number>>
  readonly redisMs: number
  /** PostgreSQL's CPU for one request or job, and syncs of its log for one that writes. */
  readonly databaseMs: number
  readonly syncs: number
}

/** Lanes in which every photo has a job; what else is in them belongs to the case. */
const photoLanes: readonly Lane[] = ['assessment', 'documents']

export function demandOf({ photos: allPhotos, reads: allReads, cases, perCase }: Measured, photos: number): Demand {
  const measuredPhotos = allPhotos / cases
  const jobs = laneRecord((lane) => {
    const count = perCase.jobs[lane] ?? 0
    return photoLanes.includes(lane) ? count - measuredPhotos + photos : count
  })
  const allJobs = lanes.reduce((sum, lane) => sum + (perCase.jobs[lane] ?? 0), 0)
  const calls = perCase.requests + allJobs
  const { cpuMs } = perCase
  const requests = perCase.requests - perCase.photoRequests
  const reads = allReads / cases
  return {
    photos,
    requests,
    requestsPerPhoto: perCase.photoRequests / measuredPhotos,
    // Of a photo's requests one reads: its page fetches the verdict.
    readShare: Math.min(1, (reads - measuredPhotos) / requests),
    httpMs: cpuMs.http / perCase.requests,
    visionMs: cpuMs.vision / measuredPhotos,
    photoBytes: perCase.sentBytes / measuredPhotos,
    jobs,
    workerMs: workerMsByLane(perCase),
    redisMs: cpuMs.redis / allJobs,
    databaseMs: cpuMs.database / calls,
    syncs: perCase.walSyncs / (perCase.requests - reads + allJobs),
  }
}

/** Only the process as a whole is measured: its CPU is shared out as the lanes' run times are, vision's part of them left out. */
function workerMsByLane({ cpuMs, jobs, jobMs }: Measured['perCase']): Record<Lane, number> {
  const own = laneRecord((lane) => {
    const ran = jobMs[lane] ?? 0
    return lane === 'assessment' ? Math.max(ran - cpuMs.vision, 0.1 * ran) : ran
  })
  const total = lanes.reduce((sum, lane) => sum + own[lane], 0)
  return laneRecord((lane) => (jobs[lane] ? (cpuMs.worker * own[lane]) / total / jobs[lane] : 0))
}

const laneRecord = (of: (lane: Lane) => number) =>
  Object.fromEntries(lanes.map((lane) => [lane, of(lane)])) as Record<Lane, number>

/** What a case keeps busy of each part, in ms of one server of it. */
export function workPerCase(demand: Demand, storeMbPerS: number) {
  const { photos, jobs } = demand
  const requests = demand.requests + photos * demand.requestsPerPhoto
  const allJobs = lanes.reduce((sum, lane) => sum + jobs[lane], 0)
  return {
    http: requests * demand.httpMs,
    worker: lanes.reduce((sum, lane) => sum + jobs[lane] * demand.workerMs[lane], 0),
    vision: photos * demand.visionMs,
    database: (requests + allJobs) * demand.databaseMs,
    redis: allJobs * demand.redisMs,
    store: (photos * demand.photoBytes * (1 + assumed.readsPerPhoto)) / (storeMbPerS * 1_000),
  }
}
