import { sealAudit } from '../../kernel/audit/root.ts'
import type { Sweep } from '../../kernel/jobs.ts'

const hourMs = 3_600_000

/** Seals every hour: a day is the longest that a root may be old, an hour is how much an intruder could hope to take back. */
export const auditSweeps: readonly Sweep[] = [
  {
    name: 'seal-audit',
    everyMs: hourMs,
    run: async (ctx) => {
      await sealAudit(ctx)
    },
  },
]
