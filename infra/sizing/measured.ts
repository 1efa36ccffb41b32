import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { lanes } from '../../api/kernel/lanes.ts'

/** What a load run says of one case (infra/load/README.md, `perCase`); only what sizing needs of it. */
const perCase = z.object({
  requests: z.number().positive(),
  photoRequests: z.number().positive(),
  sentBytes: z.number().positive(),
  receivedBytes: z.number().positive(),
  cpuMs: z.object({
    http: z.number().positive(),
    worker: z.number().positive(),
    vision: z.number().positive(),
    database: z.number().positive(),
    redis: z.number().positive(),
    simulators: z.number(),
    generator: z.number(),
  }),
  memoryMb: z.object({
    http: z.number().positive(),
    worker: z.number().positive(),
    vision: z.number().positive(),
    database: z.number().positive(),
  }),
  jobs: z.record(z.enum(lanes), z.number()),
  jobMs: z.record(z.enum(lanes), z.number()),
  transactions: z.number(),
  statements: z.number().nullable(),
  walBytes: z.number().positive(),
  walSyncs: z.number().positive(),
  databaseBytes: z.number().positive(),
  objectBytes: z.number().positive(),
  connections: z.number().positive(),
})

const measuredSchema = z.object({
  at: z.iso.date(),
  /** The command, and the machine in plain words. */
  how: z.string().min(1),
  machine: z.string().min(1),
  cases: z.number().int().positive(),
  photos: z.number().int().positive(),
  /** Requests that only read, of all cases. */
  reads: z.number().int().positive(),
  verdictP50Ms: z.number(),
  verdictP95Ms: z.number(),
  readP95Ms: z.number(),
  perCase,
})
export type Measured = z.infer<typeof measuredSchema>

const summarySchema = measuredSchema
  .omit({ at: true, how: true, machine: true })
  .extend({ lost: z.literal(0), errors: z.literal(0) })

const file = new URL('./measured.json', import.meta.url)

export const readMeasured = (): Measured => measuredSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

export const writeMeasured = (measured: Measured): void => writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`)

/**
 * A load run's summary as the data that sizing starts from. A run that lost something, went wrong, or could not see the platform's parts
 * is refused, with what to do.
 */
export function measuredFrom(summary: unknown, told: Pick<Measured, 'at' | 'how' | 'machine'>): Measured {
  const parsed = summarySchema.safeParse(summary)
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))]
    throw new Error(
      `this summary cannot be used, look at ${fields.join(', ')}: it must come from a load run that starts the platform itself (no --url), with REDIS_URL set, and without losses and errors`,
    )
  }
  const { lost: _lost, errors: _errors, ...rest } = parsed.data
  return { ...told, ...rest }
}
