import type { Readable } from 'node:stream'
import type { AssessOptions, Assessment } from '../../vision/contract.ts'
import type { Lane } from './lanes.ts'
import type { FieldPlace, IndexedField, Sealed } from './sealed.ts'

/**
 * Everything outside this code, as the modules see it. One folder per adapter under api/adapters;
 * each port has one contract suite that every adapter must pass (tests/api/ports).
 */

/**
 * Write-once store of originals, derivatives and documents. Keys look like `evidence/2026/11/<id>`; `/` makes folders. A store that cannot be
 * reached fails `unavailable`. Only `discard` takes something away: what the record says was erased.
 */
export interface ObjectStore {
  /**
   * Stores the bytes of a local file or buffer under `key`, durable when it resolves (file and directory synced).
   * An existing key with the same content is left as it is; with other content it fails `conflict`.
   */
  put(key: string, source: { file: string } | { bytes: Uint8Array }, sha256: string): Promise<void>
  /** Opens an object, or the given bytes of it (both ends included). Fails `not-found`. */
  open(key: string, range?: { start: number; end: number }): Promise<Readable>
  read(key: string): Promise<Buffer>
  /** Size in bytes, or null where there is no such object. */
  size(key: string): Promise<number | null>
  /** A local path to the content for programs that need one; call `release` when done. */
  local(key: string): Promise<{ path: string; release(): Promise<void> }>
  /** The keys of all objects in a folder, whose name ends with `/`, and in the folders below it; none where there is no such folder. */
  keysIn(folder: string): Promise<readonly string[]>
  /**
   * Removes an object whose time of storage is over, with every version that the store keeps of it. Where there is none, that is well. An object that
   * a lock of the store still keeps stays, and the answer says until when.
   */
  discard(key: string): Promise<Discarded>
  /** A URL that opens this object without a session until it expires. */
  signedUrl(key: string, options: { expiresInS: number; contentType: string; fileName?: string }): Promise<string>
}

/** `lockedUntil` null: the store refused, and does not say for how long. */
export type Discarded = { readonly gone: true } | { readonly gone: false; readonly lockedUntil: Date | null }

/**
 * Bytes of uploads that nobody has acknowledged yet, where every http process finds them. Writers that are at one upload at once write the same
 * bytes to the same places: what lies there is judged when it is acknowledged.
 */
export interface UploadArea {
  /** How many bytes are there, from the first one on without a gap; 0 where there are none. */
  received(id: string): Promise<number>
  /**
   * Writes what the stream brings from this offset on, and answers the offset after it. Of a stream that breaks off, what came stays, and its
   * error is passed on.
   */
  append(id: string, offset: number, bytes: Readable): Promise<number>
  /** A local path to the bytes received; call `release` when done. */
  local(id: string): Promise<{ path: string; release(): Promise<void> }>
  /** Removes the bytes; where there are none, that is well. */
  discard(id: string): Promise<void>
}

/** Seals single values before they are written, and opens what was read (infra/decisions/0006). */
export interface FieldCipher {
  seal(at: FieldPlace, value: string): Promise<Sealed>
  /**
   * The value that was sealed for this place; a plain one of before values were sealed comes back as it is. Throws where it was changed,
   * was sealed for another place, or its key is not there.
   */
  open(at: FieldPlace, stored: string): Promise<string>
  /** A keyed hash of the value, the same for the same value of the same column: to find by it what is sealed. */
  indexOf(field: IndexedField, value: string): string
}

/**
 * Background work, delivered at least once: an effect is keyed by a unique row, never by the queue's job id. Each job lies in the lane that its
 * name belongs to. What cannot be reached fails `unavailable`.
 */
export interface Queue {
  /** Adds a job. Where one with the same `key` still waits, that one gets the payload. The smaller `priority` runs first, 0 when none is given. */
  add(name: string, payload: Record<string, string>, options?: { key?: string; priority?: number }): Promise<void>
  /** Starts running jobs with the given handlers; jobs of other names stay for other workers. */
  work(handlers: Readonly<Record<string, JobHandler>>, options: { concurrency: number }): Promise<void>
  /** How each lane stands, for health, measurements and the administrator's page. */
  lanes(): Promise<readonly LaneState[]>
  /** Jobs that failed for good, the last one first. They stay until somebody deals with them. */
  failedJobs(options: { limit: number }): Promise<readonly FailedJob[]>
  /** One of them. Fails `not-found`. */
  failedJob(id: string): Promise<FailedJob>
  /** Has a failed job tried anew from its first attempt; one with its key that waits meanwhile does its work. Fails `not-found`. */
  retry(id: string): Promise<void>
  /** Forgets a failed job. Fails `not-found`. */
  dismiss(id: string): Promise<void>
  /** From now on no worker looks for jobs of this lane, until `resume`. What runs ends; a worker in the midst of a look may take one more. */
  pause(lane: Lane): Promise<void>
  resume(lane: Lane): Promise<void>
  /** Stops taking jobs, waits for the running ones, closes connections. */
  close(): Promise<void>
}

export interface JobHandler {
  readonly maxAttempts: number
  run(payload: Record<string, string>, attempt: JobAttempt): Promise<void>
}

export interface JobAttempt {
  readonly number: number
  readonly last: boolean
  /** Since when it could have run: what lies between is the time it waited. */
  readonly dueAt: Date
}

export interface LaneState {
  readonly lane: Lane
  /** To run now, or later after a failure. */
  readonly waiting: number
  readonly running: number
  readonly failed: number
  readonly paused: boolean
}

export interface FailedJob {
  readonly id: string
  readonly lane: Lane
  readonly name: string
  /** Ids only. */
  readonly payload: Readonly<Record<string, string>>
  readonly attempts: number
  /** The kind of the last failure, never what it quotes. */
  readonly reason: string
  readonly failedAt: Date
}

/** Tells open pages that something changed: ids and versions only; they fetch what they may see. */
export interface LiveChannel {
  /** In this order. */
  publish(...messages: readonly LiveMessage[]): Promise<void>
  subscribe(listener: (message: LiveMessage) => void): () => void
  close(): Promise<void>
}

export interface LiveMessage {
  /** Who may hear it: `accident:<id>`, `reviews:<district>`, `staff:<id>`, `session:<id>` ... */
  readonly room: string
  /** What happened: `evidence.assessed`, `accident.moved`, `session.ended` ... */
  readonly type: string
  readonly id: string
  readonly version: number
}

/** Photo bytes in, facts out; runs in child processes, so nothing hostile in a photo stops us. */
export interface Vision {
  /** Never rejects for what is in the photo: an unreadable one is an answer. */
  assess(bytes: Uint8Array, options?: AssessOptions): Promise<Assessment>
  close(): Promise<void>
}

/** The text message gateway. */
export interface SmsGateway {
  send(message: { phone: string; template: string; parameters: Record<string, string>; key: string }): Promise<void>
}

/** The state's registers, by plate number and kind; what they know nobody types. `down` is an answer: go on, flagged. */
export interface Registries {
  vehicle(plate: PlateKey): Promise<RegistryAnswer<RegisteredVehicle>>
  licence(licenceNumber: string): Promise<RegistryAnswer<DrivingLicence>>
  policies(plate: PlateKey): Promise<RegistryAnswer<InsurancePolicies>>
}

/** A vehicle is known by number AND kind: the number alone is not unique (DOMAIN.md 0.11). */
export interface PlateKey {
  readonly plateNumber: string
  readonly plateKind: string
}

export type RegistryAnswer<T> =
  { readonly status: 'found'; readonly value: T } | { readonly status: 'not-found' } | { readonly status: 'down' }

export interface RegisteredVehicle extends PlateKey {
  readonly vehicleKind: string
  readonly brand: string
  readonly colour: string
  readonly vin: string
  readonly ownerName: string
  readonly useNature: string
  /** Inspection valid to, date in Asia/Shanghai. */
  readonly inspectionValidTo: string
  readonly status: string
}

export interface DrivingLicence {
  readonly licenceNumber: string
  readonly holderName: string
  readonly classes: readonly string[]
  readonly validTo: string
  readonly status: 'normal' | 'suspended' | 'revoked' | 'expired'
}

export interface InsurancePolicies {
  readonly insurerId: string
  /** Compulsory insurance (交强险). */
  readonly compulsory: { readonly number: string; readonly validFrom: string; readonly validTo: string }
  /** Commercial covers (商业险), null where none was bought. Sums in cents. */
  readonly commercial: {
    readonly number: string
    readonly validFrom: string
    readonly validTo: string
    readonly thirdPartySumCents: number
    readonly ownDamage: boolean
  } | null
}

/** An insurer's claim intake: signed HTTP, idempotent by `key`. */
export interface Insurers {
  /**
   * Reports a claim. `accepted` bears the insurer's claim number; `rejected` is final and says why;
   * `unavailable` may be tried again with the same key.
   */
  reportClaim(insurerId: string, report: ClaimReport, key: string): Promise<ClaimAnswer>
}

export interface ClaimReport {
  readonly accidentNumber: string
  readonly occurredAt: string
  readonly place: string
  readonly weather: string
  readonly accidentForm: string
  readonly documentSha256: string
  readonly documentUrl: string
  readonly mutualClaim: boolean
  readonly parties: readonly {
    readonly side: string
    readonly plateNumber: string
    readonly plateKind: string
    readonly driverName: string
    readonly driverPhone: string
    readonly licenceNumber: string
    readonly policyNumber: string
    readonly insurerId: string
    /** By meaning, in words; the adapter maps it to the insurer's own code (DOMAIN.md 1.6). */
    readonly liability: 'full' | 'main' | 'equal' | 'secondary' | 'none'
    readonly sharePercent: number
    readonly lossCents: number
  }[]
  readonly lines: readonly {
    readonly from: string
    readonly to: string
    readonly cover: string
    readonly amountCents: number
  }[]
}

export type ClaimAnswer =
  | { readonly status: 'accepted'; readonly claimNumber: string }
  | { readonly status: 'rejected'; readonly reason: string }
  | { readonly status: 'unavailable'; readonly reason: string }
