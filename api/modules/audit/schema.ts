import { z } from 'zod'

export const auditQuery = z.object({
  stream: z.string().max(100).optional(),
  actorId: z.uuid().optional(),
  action: z.string().max(60).optional(),
  /** Continue below this: `<ISO time>|<stream>|<seq>`. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type AuditQuery = z.infer<typeof auditQuery>

export const auditEventView = z
  .object({
    stream: z.string(),
    seq: z.number().int(),
    at: z.iso.datetime(),
    action: z.string(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorRole: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' })

export const auditEventList = z
  .object({ items: z.array(auditEventView), next: z.string().nullable() })
  .meta({ id: 'AuditEventList' })
