import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { transition } from '../../kernel/transitions.ts'
import { followChange, lockEvidenceOf, type EvidenceTx } from './change.ts'
import { openEvidence } from './reading.ts'
import type { EvidenceView } from './schema.ts'
import { evidenceFacts, mayKeep, toView } from './views.ts'
import { workflow, type EvidenceState } from './workflow.ts'

/**
 * The driver cannot or will not retake a photo that checks would have had retaken: it counts for its shot, and a person will look at it.
 * Fails `not-now` where it is accepted as it is or not yet assessed, `conflict` when it changed meanwhile.
 */
export async function keepEvidence(
  ctx: Context,
  actor: Actor,
  id: string,
  { version }: { version: number },
): Promise<EvidenceView> {
  return ctx.transact(async (tx: EvidenceTx) => {
    const { photo, accident } = await openEvidence(tx, actor, 'accident.add-evidence', id)
    if (!mayKeep(actor, accident, photo)) fail('forbidden', { action: 'evidence.keep', reason: 'reach' })
    const step = transition(workflow, photo.state as EvidenceState, 'keep', evidenceFacts(accident, photo))
    await lockEvidenceOf(tx, accident.id)
    const [row] = await tx.evidence.updateManyAndReturn({
      where: { id, version, state: step.from },
      data: { state: step.to, keptAt: ctx.clock.now(), version: { increment: 1 } },
    })
    if (!row) {
      const now = await tx.evidence.findUniqueOrThrow({ where: { id } })
      return fail('conflict', { state: now.state, version: now.version })
    }
    const followed = await followChange(ctx, tx, row, { actor, kind: 'kept' })
    return toView(ctx, actor, followed.accident, { ...row, custody: [...photo.custody, followed.custody] })
  })
}
