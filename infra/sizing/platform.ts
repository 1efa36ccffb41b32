import { lanes, type Lane } from '../../api/kernel/lanes.ts'
import { assumed } from './assumed.ts'
import type { Demand } from './demand.ts'
import { parts, serversOf, type Machines, type Part } from './machines.ts'
import type { Preset } from './presets.ts'
import { openBatches } from './queueing/batches.ts'
import type { Calendar } from './queueing/calendar.ts'
import { draw, wholeAround } from './queueing/draws.ts'
import { openStation, type Station } from './queueing/station.ts'

/** The parts of an installation as stations, and the ways through them. Each way ends with `done`. */
export type Platform = ReturnType<typeof openPlatform>

type Step = (done: () => void) => void

/** As the modules' jobs say; a lane of two priorities has about the one between, and no two the same: lanes that take turns are told apart by it. */
const priorities: Readonly<Record<Lane, number>> = {
  assessment: 0,
  documents: 4,
  'hand-off': 5,
  notices: 10,
  maintenance: 11,
}

export function openPlatform(
  calendar: Calendar,
  { demand, machines, preset, random }: { demand: Demand; machines: Machines; preset: Preset; random: () => number },
) {
  const orderAt = (part: Part) => (part === 'worker' && preset.queue === 'bull' ? 'turns' : 'priority')
  const stations = Object.fromEntries(
    parts.map((part) => [part, openStation(calendar, machines.servers[part], orderAt(part))]),
  ) as Record<Part, Station>
  const { spread } = assumed
  const log = openBatches(calendar, () => draw({ meanMs: assumed.syncMs, spread: spread.sync }, random))

  const at =
    (part: Part, meanMs: number, cv: number, priority = 0): Step =>
    (done) =>
      stations[part].visit(draw({ meanMs, spread: cv }, random), done, priority)
  const inTurn = (steps: readonly Step[], done: () => void, from = 0): void => {
    const step = steps[from]
    if (step) step(() => inTurn(steps, done, from + 1))
    else done()
  }

  const database = at('database', demand.databaseMs, spread.work)
  /** Statements, and syncs of the log for those that wrote. */
  const transactions = (): Step[] => [
    database,
    ...Array<Step>(wholeAround(demand.syncs, random)).fill((done) => log.visit(done)),
  ]
  const photoToStore = at('store', demand.photoBytes / (preset.storeMbPerS * 1_000), 0)
  const http = at('http', demand.httpMs, spread.work)
  const onWorker = (lane: Lane) => at('worker', demand.workerMs[lane], spread.work, priorities[lane])
  const redis = at('redis', demand.redisMs, spread.work)

  return {
    stations,
    log,
    /** A read answers without waiting for the disk. */
    read: (done: () => void) => inTurn([http, database], done),
    write: (done: () => void) => inTurn([http, ...transactions()], done),
    job: (lane: Lane, done: () => void) => inTurn([redis, onWorker(lane), ...transactions()], done),
    /** From the shutter, without the phone's own way to us, until the page has fetched the verdict. */
    photo: (done: () => void) => {
      const requests = Math.max(2, wholeAround(demand.requestsPerPhoto, random))
      const upload = Array.from({ length: requests - 1 }, () => [http, ...transactions()]).flat()
      const assess = [redis, photoToStore, onWorker('assessment'), at('vision', demand.visionMs, spread.vision)]
      inTurn([...upload, photoToStore, ...assess, ...transactions(), http, database], done)
    },
    preview: (done: () => void) => inTurn([photoToStore, redis, onWorker('documents'), ...transactions()], done),
    loseHost: (perHost: Preset['perHost']) => {
      const gone = serversOf(perHost)
      stations.http.lose(gone.http, assumed.requestsReturnMs)
      stations.worker.lose(gone.worker, assumed.jobsReturnMs)
      stations.vision.lose(gone.vision, assumed.jobsReturnMs)
    },
  }
}

/** Jobs of a case beside its photos' assessments and previews. */
export const otherJobs = ({ jobs, photos }: Demand): (readonly [Lane, number])[] =>
  lanes
    .filter((lane) => lane !== 'assessment')
    .map((lane) => [lane, Math.max(0, lane === 'documents' ? jobs[lane] - photos : jobs[lane])])
