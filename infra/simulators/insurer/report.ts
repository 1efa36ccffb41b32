import { z } from 'zod'

const text = z.string().min(1)
const cents = z.number().int().nonnegative()

/** A claim report (报案) as the insurers take it; kinds of liability in each insurer's own code. */
export const Report = z.strictObject({
  accidentNumber: text,
  occurredAt: z.iso.datetime({ offset: true }),
  place: text,
  weather: z.string(),
  accidentForm: z.string(),
  documentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  documentUrl: z.url(),
  mutualClaim: z.boolean(),
  parties: z
    .array(
      z.strictObject({
        side: text,
        plateNumber: text,
        plateKind: z.string().regex(/^\d{2}$/),
        driverName: text,
        driverPhone: text,
        licenceNumber: text,
        policyNumber: text,
        insurerId: text,
        liabilityCode: text,
        sharePercent: z.number().min(0).max(100),
        lossCents: cents,
      }),
    )
    .min(1),
  lines: z.array(z.strictObject({ from: text, to: text, cover: text, amountCents: cents })),
})
export type Report = z.infer<typeof Report>
