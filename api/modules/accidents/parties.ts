import bwipjs from 'bwip-js/node'
import type { Party } from '../../generated/prisma/client.ts'
import type { Actor, DriverActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { hashSecret, newId, newSecret } from '../../kernel/ids.ts'
import { openCase, readCase } from './case-file.ts'
import { withParties } from './deadlines.ts'
import { licenceKnown } from './events.ts'
import { licenceChecksAllowed } from './licence.ts'
import { lockAccident, noteOnCase, type AccidentTx } from './move.ts'
import { sealNumbers, type CaseParty, type PartyChange } from './party-numbers.ts'
import type { AccidentView, PartyDetails } from './schema.ts'
import { toView } from './views.ts'
import { caseClosed, isFinal } from './workflow.ts'

const invitationValidMs = 2 * 3_600_000

/** Makes a link and QR code by which another party joins. An earlier one for the same side stops working. */
export async function invite(ctx: Context, actor: Actor, id: string, { side }: { side: string }) {
  const now = ctx.clock.now()
  const secret = newSecret(24)
  const expiresAt = new Date(now.getTime() + invitationValidMs)
  const url = `${ctx.policy.publicUrl}/join/${secret}`
  return ctx.transact(async (tx: AccidentTx) => {
    const { accident, parties } = await openCase(ctx, tx, actor, 'accident.contribute', id)
    if (isFinal(accident)) fail('not-now', { state: accident.state, reason: caseClosed })
    const party = parties.find((candidate) => candidate.side === side)
    if (!party) fail('bad-input', { issues: [{ path: 'side', message: 'names no party of this case' }] })
    if (party.joinedAt) fail('not-now', { reason: { zh: '这一方已经加入', en: 'this party has joined already' } })
    await tx.invitation.updateMany({ where: { accidentId: id, side, usedAt: null }, data: { expiresAt: now } })
    await tx.invitation.create({
      data: { id: newId(now.getTime()), accidentId: id, side, secretHash: hashSecret(secret), expiresAt },
    })
    await noteOnCase(ctx, tx, accident, { actor, action: 'accident.party-invited', details: { side } })
    return { url, qrSvg: bwipjs.toSVG({ bcid: 'qrcode', text: url, scale: 3 }), expiresAt: expiresAt.toISOString() }
  })
}

/** Joins a case with the link's secret. Using it again by the same driver answers the case; by another it fails `code-invalid`. */
export async function redeemInvitation(
  ctx: Context,
  actor: DriverActor,
  { secret }: { secret: string },
): Promise<AccidentView> {
  const now = ctx.clock.now()
  return ctx.transact(async (tx: AccidentTx) => {
    const invitation = await tx.invitation.findUnique({ where: { secretHash: hashSecret(secret) } })
    if (!invitation) fail('code-invalid')
    const { accidentId, side } = invitation
    const accident = await lockAccident(tx, accidentId)
    if (!accident) fail('code-invalid')
    const party = await tx.party.findUniqueOrThrow({ where: { accidentId_side: { accidentId, side } } })
    if (party.driverId === actor.id) return toView(actor, await readCase(ctx, tx, accident, actor), false)
    if (invitation.usedAt || invitation.expiresAt <= now) fail('code-invalid')
    if (accident.partyDriverIds.includes(actor.id)) {
      fail('not-now', { reason: { zh: '您已经是本案的一方', en: 'you are a party of this case already' } })
    }
    if (isFinal(accident)) fail('code-invalid')

    const used = await tx.invitation.updateMany({ where: { id: invitation.id, usedAt: null }, data: { usedAt: now } })
    if (used.count === 0) fail('code-invalid')
    const joined = await changeParty(tx, party, {
      driverId: actor.id,
      joinedAt: now,
      ...(await sealNumbers(ctx, party.id, { phone: actor.phone })),
    })
    const moved = await noteOnCase(ctx, tx, accident, {
      actor,
      action: 'accident.party-joined',
      change: { partyDriverIds: [...accident.partyDriverIds, actor.id] },
      details: { side },
      rows: [{ model: 'party', row: joined }],
    })
    return toView(actor, await readCase(ctx, tx, moved, actor), false)
  })
}

/**
 * A party's own details, statement and consent. Only the party itself gives them, and a statement once given stands. The licence register
 * confirms name and number, three times at most (`licence.ts`). Fails `conflict`, and `not-now` once the case is submitted.
 */
export async function giveDetails(
  ctx: Context,
  actor: DriverActor,
  id: string,
  side: string,
  input: PartyDetails,
): Promise<AccidentView> {
  const now = ctx.clock.now()
  return ctx.transact(async (tx: AccidentTx) => {
    const { accident, parties } = await openCase(ctx, tx, actor, 'accident.contribute', id)
    const party = parties.find((candidate) => candidate.side === side)
    if (!party) fail('not-found')
    if (party.driverId !== actor.id)
      fail('forbidden', { action: 'accident.contribute', reason: 'another party’s details' })
    if (!(withParties as readonly string[]).includes(accident.state)) {
      fail('not-now', {
        state: accident.state,
        reason: { zh: '案件已提交，不能再修改', en: 'the case has been submitted' },
      })
    }
    if (input.statement !== undefined && party.statement !== null && input.statement !== party.statement) {
      fail('not-now', { reason: { zh: '陈述提交后不能修改', en: 'a statement stands once it is given' } })
    }
    const { version, consent, licenceNumber, ...details } = input
    if (party.version !== version) fail('conflict', { state: accident.state, version: party.version })
    const check = checkDue(party, input)
    const changed = await changeParty(tx, party, {
      ...details,
      ...(await sealNumbers(ctx, party.id, { licenceNumber })),
      // What the register said, it said of the other name and number.
      ...(check ? { licenceState: null } : {}),
      ...(check === 'ask' ? { licenceChecks: party.licenceChecks + 1 } : {}),
      ...(input.statement && !party.statementAt ? { statementAt: now } : {}),
      ...(consent && !party.consentAt ? { consentAt: now } : {}),
    })
    const moved = await noteOnCase(ctx, tx, accident, {
      actor,
      action: 'accident.party-details',
      details: { side, given: Object.keys(input).filter((key) => key !== 'version') },
      rows: [{ model: 'party', row: changed }],
      announce: check === 'ask' ? [licenceKnown(id, side)] : [],
    })
    return toView(actor, await readCase(ctx, tx, moved, actor), false)
  })
}

/**
 * Whether the licence register must be asked again: about another name or number than before, once both are there. It only says whether
 * they belong together, and that so often and no more: whoever types somebody else's number learns nothing of him.
 * Fails `not-now` when the party has tried too often.
 */
function checkDue(party: CaseParty, input: PartyDetails): 'ask' | 'wait' | null {
  const { name = party.name, licenceNumber = party.numbers.licenceNumber } = input
  if (name === party.name && licenceNumber === party.numbers.licenceNumber) return null
  if (!name || !licenceNumber) return 'wait'
  if (party.licenceChecks >= licenceChecksAllowed) fail('not-now', { reason: checkedTooOften })
  return 'ask'
}

const checkedTooOften = {
  zh: '姓名和驾驶证号修改次数已用完，请要求民警到场处理',
  en: 'name and licence number have been changed too often: ask for an officer',
}

/** Changes a party row if it is still the version that was read. */
export async function changeParty(
  tx: AccidentTx,
  party: Pick<Party, 'id' | 'version'>,
  change: PartyChange,
): Promise<Party> {
  const [changed] = await tx.party.updateManyAndReturn({
    where: { id: party.id, version: party.version },
    data: { ...change, version: { increment: 1 } },
  })
  return changed ?? fail('conflict', { state: 'party-changed', version: party.version })
}

/**
 * What the background finds out about a party, under the lock of its case: its `version` stays, so that nobody who is about to give details is told
 * that somebody was faster.
 */
export function noteOnParty(tx: AccidentTx, { id }: Pick<Party, 'id'>, change: PartyChange): Promise<Party> {
  return tx.party.update({ where: { id }, data: change })
}
