import { z } from 'zod'

/** What the registers answer, as it stands on the wire; the values are those of the port (kernel/ports.ts). Dates in Asia/Shanghai. */
const text = z.string().min(1)
const date = z.iso.date()

export const VehicleRecord = z.object({
  plateNumber: text,
  plateKind: text,
  vehicleKind: text,
  brand: text,
  colour: text,
  vin: z.string().regex(/^[A-HJ-NPR-Z0-9]{17}$/),
  ownerName: text,
  useNature: text,
  inspectionValidTo: date,
  status: text,
})

export const LicenceRecord = z.object({
  licenceNumber: text,
  holderName: text,
  classes: z.array(text).min(1),
  validTo: date,
  status: z.enum(['normal', 'suspended', 'revoked', 'expired']),
})

const policy = z.object({ number: text, validFrom: date, validTo: date })

export const PoliciesRecord = z.object({
  insurerId: text,
  compulsory: policy,
  commercial: policy.extend({ thirdPartySumCents: z.number().int().nonnegative(), ownDamage: z.boolean() }).nullable(),
})

/** An answer repeats its question, so that it cannot be taken for the answer to another one. */
export function answerWith<T>(record: z.ZodType<T>) {
  const question = z.record(z.string(), z.string())
  return z.discriminatedUnion('status', [
    z.object({ status: z.literal('found'), question, record }),
    z.object({ status: z.literal('not-found'), question }),
  ])
}
