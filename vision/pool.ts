/**
 * Assessments in child processes, as many at once as there are cores. A run of the models cannot be stopped from inside its process, so a photo that
 * hangs costs one child, and a photo that crashes the decoder never takes the server with it (STACK.md section 9).
 */
import { availableParallelism, getPriority, setPriority } from 'node:os'
import type { AssessOptions, Assessment, UnreadableCode } from './contract.ts'
import { AssessOptions as AssessOptionsSchema } from './contract.ts'
import { type PoolChild, startChild } from './pool-child.ts'

export interface PoolOptions {
  /** Child processes; the number of cores unless told otherwise. */
  readonly children?: number
  /** From handing a photo to a child until that child is killed. */
  readonly timeoutMs?: number
  /** From starting a child until it is killed because it has not loaded its models. */
  readonly startTimeoutMs?: number
  /** From giving up on children that do not start until one is tried again. */
  readonly restartAfterMs?: number
  /** Photos that may wait for a child; more are refused with `busy`. */
  readonly maxWaiting?: number
  /** The module the children run. */
  readonly childModule?: URL
  /** A folder with plate models that vision/training exported, to read with in place of the usual ones. */
  readonly modelFolder?: string | undefined
  /** How far children stand back for other processes of the machine, 0 to 19 (nice(1)); as their parent does unless told otherwise. */
  readonly niceness?: number
}

/**
 * The pool itself, not the photo, is why there is no assessment. `busy`: too many photos wait, try again later. `closed`: the pool was closed.
 * `no-child`: children cannot be started; the message says why.
 */
export class PoolUnavailable extends Error {
  constructor(
    readonly code: 'busy' | 'closed' | 'no-child',
    message: string,
  ) {
    super(message)
    this.name = 'PoolUnavailable'
  }
}

interface Job {
  readonly bytes: Uint8Array
  readonly options: AssessOptions
  readonly resolve: (assessment: Assessment) => void
  readonly reject: (error: Error) => void
  attempts: number
}

interface Seat {
  child: PoolChild | null
  ready: boolean
  job: Job | null
  timer: NodeJS.Timeout | undefined
  timedOut: boolean
}

const ownChild = new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url)
/** A photo whose child died or hung is tried once more: the cause may have been another, such as memory or a machine that slept. */
const maxAttempts = 2
/** This many failed starts without a good one in between, and the pool says so instead of starting process after process. */
const maxFailedStarts = 3

export class VisionPool {
  readonly #seats: Seat[]
  readonly #waiting: Job[] = []
  readonly #options: Required<PoolOptions>
  readonly #idle: (() => void)[] = []
  readonly #peakRssMb = new Map<number, number>()
  #failedStarts = 0
  #startFailure: string | null = null
  #closed = false

  constructor({
    children = availableParallelism(),
    timeoutMs = 20_000,
    startTimeoutMs = 60_000,
    restartAfterMs = 60_000,
    maxWaiting = 1000,
    childModule = ownChild,
    modelFolder = '',
    niceness = 0,
  }: PoolOptions = {}) {
    this.#options = {
      children,
      timeoutMs,
      startTimeoutMs,
      restartAfterMs,
      maxWaiting,
      childModule,
      modelFolder,
      niceness,
    }
    this.#seats = Array.from({ length: children }, () => ({
      child: null,
      ready: false,
      job: null,
      timer: undefined,
      timedOut: false,
    }))
    for (const seat of this.#seats) this.#start(seat)
  }

  /** Process ids of the living children. */
  get pids(): number[] {
    return this.#seats.flatMap(({ child }) => child?.pid ?? [])
  }

  /** Largest resident memory each living child has reported, summed, in MB. */
  get peakRssMb(): number {
    return [...this.#peakRssMb.values()].reduce((sum, mb) => sum + mb, 0)
  }

  /** Photos in work and photos waiting. */
  get load(): { busy: number; waiting: number } {
    return { busy: this.#seats.filter(({ job }) => job).length, waiting: this.#waiting.length }
  }

  /**
   * One photo's assessment. A photo that hangs twice answers `timed-out`, one whose child died twice `crashed`. Rejects with PoolUnavailable.
   */
  assess(bytes: Uint8Array, options: AssessOptions = {}): Promise<Assessment> {
    if (this.#closed) return Promise.reject(new PoolUnavailable('closed', 'the pool is closed'))
    if (this.#startFailure) return Promise.reject(new PoolUnavailable('no-child', this.#startFailure))
    if (this.#waiting.length >= this.#options.maxWaiting) {
      return Promise.reject(new PoolUnavailable('busy', `${this.#waiting.length} photos are waiting`))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bytes, options, resolve, reject, attempts: 0 })
      this.#handOut()
    })
  }

  /** Kills every child and waits until they are gone; photos in work or waiting are rejected with `closed`. */
  async close(): Promise<void> {
    this.#closed = true
    this.#rejectAll(new PoolUnavailable('closed', 'the pool was closed'))
    for (const { timer } of this.#seats) clearTimeout(timer)
    const gone = new Promise<void>((resolve) => this.#idle.push(resolve))
    for (const { child } of this.#seats) child?.kill()
    this.#tellIdle()
    await gone
  }

  #start(seat: Seat): void {
    seat.ready = false
    seat.timedOut = false
    const { childModule, modelFolder } = this.#options
    const child = startChild(childModule, modelFolder ? [modelFolder] : [], {
      ready: () => {
        clearTimeout(seat.timer)
        seat.ready = true
        this.#failedStarts = 0
        this.#startFailure = null
        this.#handOut()
      },
      startupFailed: () => {},
      assessed: ({ assessment, rssMb }) => {
        if (child.pid !== undefined) this.#peakRssMb.set(child.pid, rssMb)
        this.#release(seat)?.resolve(assessment)
        this.#handOut()
      },
      gone: (reason) => this.#onGone(seat, reason),
    })
    seat.child = child
    if (child.pid !== undefined) standBack(child.pid, this.#options.niceness)
    seat.timer = setTimeout(() => child.kill(), this.#options.startTimeoutMs)
  }

  #handOut(): void {
    for (const seat of this.#seats) {
      if (!seat.ready || seat.job) continue
      const job = this.#waiting.shift()
      if (!job) return
      job.attempts++
      seat.job = job
      seat.timer = setTimeout(() => {
        seat.timedOut = true
        seat.child?.kill()
      }, this.#options.timeoutMs)
      seat.child?.ask({ bytes: job.bytes, options: AssessOptionsSchema.parse(job.options) })
    }
  }

  #release(seat: Seat): Job | null {
    const { job } = seat
    if (job) clearTimeout(seat.timer)
    seat.job = null
    return job
  }

  #onGone(seat: Seat, reason: string): void {
    const { timedOut, ready, child } = seat
    const job = this.#release(seat)
    clearTimeout(seat.timer)
    if (child?.pid !== undefined) this.#peakRssMb.delete(child.pid)
    seat.child = null
    if (this.#closed) return this.#tellIdle()
    if (job && job.attempts < maxAttempts) this.#waiting.unshift(job)
    else if (timedOut) job?.resolve(unreadable('timed-out', `no answer within ${this.#options.timeoutMs} ms, twice`))
    else job?.resolve(unreadable('crashed', `the analysis ${reason}, twice`))
    if (!ready && ++this.#failedStarts >= maxFailedStarts) this.#giveUpSeat(seat, reason)
    else this.#start(seat)
    // Another child may be idle: the photo need not wait for the new one to load its models.
    this.#handOut()
  }

  /**
   * The seat stays empty for a while: what keeps children from starting, such as a lack of memory, may pass. With the last one the pool is
   * of no use till then and says so.
   */
  #giveUpSeat(seat: Seat, reason: string): void {
    seat.timer = setTimeout(() => this.#start(seat), this.#options.restartAfterMs)
    seat.timer.unref()
    if (this.pids.length > 0) return
    this.#startFailure = `vision child does not start: ${reason}`
    this.#rejectAll(new PoolUnavailable('no-child', this.#startFailure))
  }

  #rejectAll(error: PoolUnavailable): void {
    const running = this.#seats.flatMap((seat) => this.#release(seat) ?? [])
    for (const job of [...running, ...this.#waiting.splice(0)]) job.reject(error)
  }

  #tellIdle(): void {
    if (this.pids.length === 0) for (const resolve of this.#idle.splice(0)) resolve()
  }
}

function unreadable(code: UnreadableCode, message: string): Assessment {
  return { ok: false, error: { code, message } }
}

/** A process that somebody has made stand back further stays there. */
function standBack(pid: number, niceness: number): void {
  try {
    if (getPriority(pid) < niceness) setPriority(pid, niceness)
  } catch {
    // It is gone already, or this system has no such thing: then it takes its turn as everybody does.
  }
}
