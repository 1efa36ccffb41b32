import { cpus } from 'node:os'
import { quantile } from '../bench/quantile.ts'
import type { Cost } from './cost.ts'
import type { Tally, Traffic } from './messages.ts'

interface Run {
  readonly cases: number
  readonly closed: number
  readonly lost: number
  readonly perMinute: number
  readonly tookMs: number
  readonly cpuMsPerCase: number
  readonly peakRssMb: number
  /** Null for a platform that was not started by the run. */
  readonly cost: Cost | null
}

/** The one JSON object of `--json`. */
export function summarise(
  { cases, closed, lost, perMinute, tookMs, cpuMsPerCase, peakRssMb, cost }: Run,
  tallies: readonly Tally[],
) {
  const all = <T>(of: (tally: Tally) => readonly T[]) => tallies.flatMap(of)
  const verdicts = all(({ verdictMs }) => verdictMs)
  return {
    cases,
    photos: all(({ kept }) => kept).length,
    lost,
    errors: all(({ errors }) => errors).length,
    verdictP50Ms: quantile(verdicts, 0.5),
    verdictP95Ms: quantile(verdicts, 0.95),
    readP95Ms: quantile(
      all(({ readMs }) => readMs),
      0.95,
    ),
    /** Closed cases over the time from the first arrival to the last case's end. */
    casesPerMinute: Math.round((closed / tookMs) * 600_000) / 10,
    peakRssMb,
    /** Of all processes that the run started, generator included: what a case costs on a machine that is busy with other things, too. */
    cpuMsPerCase,
    closed,
    rate: perMinute,
    reads: all(({ readMs }) => readMs).length,
    /** How late the generator itself began its cases: what it measures is worth nothing where this is long. */
    lateP95Ms: quantile(
      all(({ lateMs }) => lateMs),
      0.95,
    ),
    /** By part: what sizing is made from (infra/SIZING.md). */
    perCase: { ...trafficPerCase(tallies, cases), ...cost },
    cpuModel: cpus()[0]?.model ?? 'unknown',
  }
}

function trafficPerCase(tallies: readonly Tally[], cases: number): Traffic {
  const of = (kind: keyof Traffic) => tallies.reduce((sum, { traffic }) => sum + traffic[kind], 0) / cases
  return {
    requests: Math.round(of('requests') * 10) / 10,
    photoRequests: Math.round(of('photoRequests') * 10) / 10,
    sentBytes: Math.round(of('sentBytes')),
    receivedBytes: Math.round(of('receivedBytes')),
  }
}
