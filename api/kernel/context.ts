import type { Logger } from 'pino'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { Clock } from './clock.ts'
import type { Query } from './query.ts'
import type { RuleSet } from './rule-set.ts'
import type {
  FieldCipher,
  Insurers,
  LiveChannel,
  ObjectStore,
  Queue,
  Registries,
  SmsGateway,
  UploadArea,
  Vision,
} from './ports.ts'

/** Everything a use case may use, made once by the composition root (api/context.ts) and passed in. Nothing is a singleton. */
export interface Context {
  readonly policy: PlatformPolicy
  readonly clock: Clock
  readonly log: Logger
  /** For reads outside a transaction. */
  readonly db: PrismaClient
  /** The same, as plain SQL, for the reads that are sent all day. */
  readonly query: Query
  /** One transaction; what it leaves behind (traces.ts), the answer of an idempotent request included, is written at its end. */
  transact<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T>
  /** For personal numbers: sealed before they are written, opened where they are read. */
  readonly fields: FieldCipher
  readonly objects: ObjectStore
  readonly uploads: UploadArea
  readonly queue: Queue
  readonly live: LiveChannel
  readonly vision: Vision
  readonly sms: SmsGateway
  readonly registries: Registries
  readonly insurers: Insurers
  /** Law and city policy as they stood at a moment. Fails where no rule set covers it. */
  readonly rules: { inForceAt(at: Date, cityCode: string): RuleSet }
}

/** What the city or the installation decides about the platform itself. */
export interface PlatformPolicy {
  readonly publicUrl: string
  readonly cityCode: string
  /** Where a report names no district. */
  readonly districtCode: string
  readonly dataDir: string
  /** Roles that must give a second factor (TOTP) at every sign-in. */
  readonly secondFactorRoles: readonly string[]
  /** Whether anything is erased at all when its period is over (modules/retention). */
  readonly erasesWhenDue: boolean
  /** Ed25519 private key (PEM) that signs the audit roots. */
  readonly auditSigningKey: string
}
