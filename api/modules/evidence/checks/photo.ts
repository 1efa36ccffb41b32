import type { Facts } from '../../../../vision/contract.ts'
import type { Bilingual } from '../../../kernel/rule-set.ts'
import type { CaseBrief } from '../../accidents/service.ts'
import type { Capture, Check } from '../schema.ts'
import type { ShotDemand } from './shot-demands.ts'

/** What a photo is judged by besides what is in it. */
export interface PhotoContext {
  readonly demand: ShotDemand
  /** A side, a contact, or null for the whole case. */
  readonly subject: string | null
  readonly capture: Capture
  readonly receivedAt: Date
  readonly brief: Pick<CaseBrief, 'occurredAt' | 'reportedAt' | 'position' | 'vehicles'>
  /** Earlier photos that are this one again, as far as bytes and fingerprints tell. */
  readonly lookAlikes: readonly LookAlike[]
}

export interface LookAlike {
  readonly evidenceId: string
  readonly sameCase: boolean
  /** Taken for the same shot of the same subject: a retake looks like what it replaces. */
  readonly sameShot: boolean
  readonly sameBytes: boolean
  /** Differing bits of 256. */
  readonly distance: number
}

export interface ReadablePhoto extends PhotoContext {
  readonly facts: Facts
}

export type Verdict = Omit<Check, 'id'>

/** Looks at one thing. Null: it does not matter for this shot. */
export type Judge = (photo: ReadablePhoto) => Verdict | null

type Measure = Check['measured']

interface Held {
  readonly measured: Measure
  readonly bound?: Measure
  readonly related?: readonly string[]
}

/** `advice` in plain words: what is seen, then what to do. */
export function verdict(
  status: Check['status'],
  { measured, bound = null, related }: Held,
  zh: string,
  en: string,
): Verdict {
  const advice: Bilingual = { zh, en }
  return { status, measured, bound, advice, ...(related && related.length > 0 ? { related: [...related] } : {}) }
}

/** Three decimals: what a person compares, and what a row stores. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000

interface Bounds {
  readonly warn: number
  readonly fail: number
}

export function whenBelow(value: number, bounds: Bounds): Check['status'] {
  if (value < bounds.fail) return 'fail'
  return value < bounds.warn ? 'warn' : 'pass'
}

export function whenAbove(value: number, bounds: Bounds): Check['status'] {
  if (value > bounds.fail) return 'fail'
  return value > bounds.warn ? 'warn' : 'pass'
}
