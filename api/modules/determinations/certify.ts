import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { followUp } from '../accidents/service.ts'
import { awaiting, createDetermination, openForDecision, requireUnmoved, supersede } from './decide.ts'
import type { DeterminationTx } from './move.ts'
import type { CertifyAccident, DeterminationView } from './schema.ts'
import { viewById } from './views.ts'

/** What the versions before it are told. */
const supersededBy = '民警出具了道路交通事故证明'

/**
 * The officer certifies that the facts cannot be told (出具道路交通事故证明): what was found, what was not and why. Nobody bears a share, no claim
 * follows, the case is closed. It is in force at once; every earlier version ends, one in force as well.
 * Fails `not-now` unless the case is with an officer, `conflict` when somebody moved it first. Source: APR 67.
 */
export async function certifyAccident(
  ctx: Context,
  actor: StaffActor,
  accidentId: string,
  { version, ...certificate }: CertifyAccident,
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const file = await openForDecision(ctx, tx, actor, 'determination.certify', accidentId, version)
    const { accident } = file
    const change = { officerId: actor.id, closedAt: ctx.clock.now() }
    requireUnmoved(accident, await followUp(ctx, tx, accidentId, 'certified', { actor, change }))
    const states = [...awaiting, 'in-force'] as const
    await supersede(ctx, tx, accident, { actor, by: 'supersede', reason: supersededBy, states })
    const row = await createDetermination(ctx, tx, file, {
      actor,
      mandate: 'officer',
      procedure: null,
      authorisationId: null,
      proposals: [],
      decision: { contacts: [], reason: null, mutualClaim: null },
      certificate,
      departs: false,
      conflict: null,
      dueAt: null,
    })
    return viewById(ctx, tx, actor, row.id)
  })
}
