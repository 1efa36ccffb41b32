import type { Assessment } from '../../../vision/contract.ts'
import type { Evidence } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { verdictTime } from '../../kernel/measures.ts'
import { caseBrief } from '../accidents/service.ts'
import { followChange, lockEvidenceOf, type EvidenceTx } from './change.ts'
import { isAccepted, judgePhoto, judgeUnread } from './checks.ts'
import { demandOf } from './checks/shot-demands.ts'
import type { Check } from './schema.ts'
import { findLookAlikes, noteFingerprint } from './similar.ts'
import { keptFacts, storable, storedCapture } from './stored.ts'
import type { EvidenceState } from './workflow.ts'

/**
 * Looks at a received photo and says what it is worth. Delivered twice it acts once: only a photo that is still `received`, in the version that
 * was looked at, gets the verdict. On the last attempt a photo that vision could not be asked about goes to a person instead of waiting for ever.
 */
export async function assessEvidence(ctx: Context, id: string, { last }: { last: boolean }): Promise<void> {
  const photo = await ctx.db.evidence.findUnique({ where: { id } })
  if (photo?.state !== 'received') return
  const bytes = await ctx.objects.read(photo.objectKey)
  const assessment = await ctx.vision.assess(bytes).catch((error: unknown) => {
    if (!last) throw error
    ctx.log.error({ err: error, evidenceId: id }, 'vision cannot be asked; a person must look at this photo')
    return null
  })
  const checks = assessment ? await judge(ctx, photo, assessment) : judgeUnread('not-analysed')
  await ctx.transact((tx: EvidenceTx) => conclude(ctx, tx, photo, assessment, checks))
}

async function judge(ctx: Context, photo: Evidence, assessment: Assessment): Promise<Check[]> {
  if (!assessment.ok) return judgeUnread(assessment.error.code)
  await noteFingerprint(ctx.db, photo, assessment.facts)
  return judgePhoto(assessment, {
    demand: demandOf(photo.shot),
    subject: photo.subject,
    capture: storedCapture(photo),
    receivedAt: photo.receivedAt,
    brief: await caseBrief(ctx, ctx.db, photo.accidentId),
    lookAlikes: await findLookAlikes(ctx.db, photo, assessment.facts),
  })
}

async function conclude(
  ctx: Context,
  tx: EvidenceTx,
  photo: Evidence,
  assessment: Assessment | null,
  checks: Check[],
): Promise<void> {
  await lockEvidenceOf(tx, photo.accidentId)
  const state: EvidenceState = assessment?.ok ? 'assessed' : 'unreadable'
  const [row] = await tx.evidence.updateManyAndReturn({
    where: { id: photo.id, state: 'received', version: photo.version },
    data: {
      state,
      assessedAt: ctx.clock.now(),
      checks: storable(checks),
      ...(assessment?.ok ? { facts: storable(keptFacts(assessment.facts)) } : {}),
      version: { increment: 1 },
    },
  })
  if (!row) return
  verdictTime.observe((ctx.clock.now().getTime() - photo.receivedAt.getTime()) / 1000)
  const named = (status: Check['status']) => checks.filter((check) => check.status === status).map((check) => check.id)
  await followChange(ctx, tx, row, {
    actor: systemActor,
    kind: 'assessed',
    details: { state, accepted: isAccepted({ checks, keptAt: null }), failed: named('fail'), warned: named('warn') },
  })
}
