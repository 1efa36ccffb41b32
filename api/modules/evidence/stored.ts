import { z } from 'zod'
import { Facts } from '../../../vision/contract.ts'
import type { Evidence } from '../../generated/prisma/client.ts'
import { capture, check, type Capture, type Check } from './schema.ts'

const checks = z.array(check).nullable()
/** Facts without what only the search at their arrival needs. */
const KeptFacts = Facts.omit({ fingerprintIfCut: true })
type KeptFacts = z.infer<typeof KeptFacts>
const facts = KeptFacts.nullable()

/** The JSON columns of a row, as the types they were written from. */
export const storedChecks = (row: Pick<Evidence, 'checks'>): Check[] | null => checks.parse(row.checks)
export const storedFacts = (row: Pick<Evidence, 'facts'>): KeptFacts | null => facts.parse(row.facts)
/** Of all that vision said, what the row keeps. */
export const keptFacts = (said: Facts): KeptFacts => KeptFacts.parse(said)
export const storedCapture = (row: Pick<Evidence, 'capture'>): Capture => capture.parse(row.capture)

/**
 * A value as PostgreSQL's jsonb takes it: EXIF is whatever somebody wrote into a file, and jsonb refuses NUL and half surrogate pairs. A photo must not
 * escape its verdict by that.
 */
export function storable<T>(value: T): T {
  const clean = (_: string, part: unknown) =>
    typeof part === 'string' ? part.replace(/\0|\p{Surrogate}/gu, '\ufffd') : part
  return JSON.parse(JSON.stringify(value, clean)) as T
}
