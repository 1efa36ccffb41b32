import type { Town } from '../demo/driver.ts'

/** What the processes of a load run tell each other. */

/** A case that will happen: its running number, and when, in ms since the epoch. */
export interface Arrival {
  readonly nth: number
  readonly at: number
}

export interface KeptPhoto {
  readonly id: string
  readonly sha256: string
}

export type ToDrivers =
  | { readonly type: 'live'; readonly town: Town; readonly folder: string; readonly arrivals: readonly Arrival[] }
  | { readonly type: 'start-counting' }
  | { readonly type: 'go-home' }
export type ToStaff =
  | { readonly type: 'work'; readonly town: Town }
  | { readonly type: 'case'; readonly id: string }
  | { readonly type: 'start-counting' }
  | { readonly type: 'go-home' }
  | { readonly type: 'read-back'; readonly photos: readonly KeptPhoto[] }

export type FromClient =
  | { readonly type: 'ready' }
  | { readonly type: 'reported'; readonly id: string }
  /** A case is over, closed or given up. */
  | { readonly type: 'over'; readonly nth: number; readonly closed: boolean }
  | { readonly type: 'tally'; readonly tally: Tally }
  /** Why photos are lost, one line each. */
  | { readonly type: 'read'; readonly lost: readonly string[] }

/** What went over HTTP, as the client counts it: bodies without headers. */
export interface Traffic {
  readonly requests: number
  readonly photoRequests: number
  readonly sentBytes: number
  readonly receivedBytes: number
}

/** What a client process saw. Times in ms. */
export interface Tally {
  /** From the moment a driver meant to take a photo until his page knows the verdict. */
  readonly verdictMs: readonly number[]
  /** Of every GET of the API, as the client saw it. */
  readonly readMs: readonly number[]
  /** How much later than meant the generator itself began a case. */
  readonly lateMs: readonly number[]
  /** Every photo that was acknowledged. */
  readonly kept: readonly KeptPhoto[]
  /** What went wrong, one line each. */
  readonly errors: readonly string[]
  readonly traffic: Traffic
}
