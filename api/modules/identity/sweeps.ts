import type { Sweep } from '../../kernel/jobs.ts'

const dayMs = 24 * 3_600_000
/** Ended sessions answer questions about who was signed in; the audit log keeps the rest. */
const sessionsKeptMs = 30 * dayMs

/** Forgets sessions long over, and one-time codes that were never used. A code that confirmed a signature stays with it. */
export const identitySweeps: readonly Sweep[] = [
  {
    name: 'forget-sessions',
    everyMs: dayMs / 4,
    run: async ({ db, clock }) => {
      const now = clock.now().getTime()
      const long = new Date(now - sessionsKeptMs)
      await db.session.deleteMany({ where: { OR: [{ endedAt: { lt: long } }, { expiresAt: { lt: long } }] } })
      await db.oneTimeCode.deleteMany({ where: { usedAt: null, expiresAt: { lt: new Date(now - dayMs) } } })
    },
  },
]
