import { Histogram } from 'prom-client'

/**
 * What is measured of the platform's own work, beside the requests (http/metrics.ts). Labels have few values and none that is personal.
 * infra/monitoring reads these names.
 */

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800]

/** From when a job could have run to when it did. */
export const jobWait = new Histogram({
  name: 'kuaichu_job_wait_seconds',
  help: 'Time a job waited in its lane',
  labelNames: ['queue', 'job'],
  buckets: seconds,
})

export const jobDuration = new Histogram({
  name: 'kuaichu_job_duration_seconds',
  help: 'Time one attempt at a job took',
  labelNames: ['queue', 'job', 'outcome'],
  buckets: seconds,
})

/** What a driver waits: the target is under one second for 95 in a hundred. */
export const verdictTime = new Histogram({
  name: 'kuaichu_verdict_seconds',
  help: 'Time from the acknowledgement of a photo to its verdict',
  buckets: seconds,
})
