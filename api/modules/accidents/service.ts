import type { Accident } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Bilingual } from '../../kernel/rule-set.ts'
import type { RowReader } from '../../kernel/rows.ts'
import { transition } from '../../kernel/transitions.ts'
import { getCaseFile, isExpressway, readCase, type CasePhoto } from './case-file.ts'
import { accidentColumns, lockAccident, moveAccident, noteOnCase, type AccidentMove, type AccidentTx } from './move.ts'
import { takeOpenOrders } from './officer-orders.ts'
import { endApplications } from './online-application.ts'
import { positionOf } from './views.ts'
import { workflow, type AccidentState, type Consequence } from './workflow.ts'

export { listAccidents } from './case-list.ts'
export { markErased, withPlatesMasked } from './erase.ts'
export { contactsOf, getCaseFile, mayUnmask, type CaseFile, type CasePhoto } from './case-file.ts'
export { awaitsInsurance, compulsoryCover, covers, policiesOf, type CompulsoryCover } from './insurance.ts'
export { lockAccident, moveAccident, type AccidentTx } from './move.ts'
export {
  acceptOfficerOrder,
  listOfficerOrders,
  officerAskedSince,
  requestOfficer,
  sendToOfficer,
  takeOpenOrders,
} from './officer-orders.ts'
export { platesOf, platesOfCases } from './plates.ts'
export { applyOnline, withdrawApplication } from './online-application.ts'
export type { CaseParty } from './party-numbers.ts'
export { sealPlainParties } from './plain-numbers.ts'
export { giveDetails, invite, redeemInvitation } from './parties.ts'
export { getAccident, reportAccident } from './report.ts'
export * from './roadside.ts'
export { getTimeline } from './timeline.ts'
export type { AccidentState } from './workflow.ts'

/** The ids of the cases in these states. */
export async function casesIn(
  tx: Pick<AccidentTx, 'accident'>,
  states: readonly Exclude<AccidentState, 'closed' | 'withdrawn'>[],
): Promise<string[]> {
  const rows = await tx.accident.findMany({ where: { state: { in: [...states] } }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** The case itself, whole, or nothing. */
export async function findAccident(tx: RowReader, id: string): Promise<Accident | null> {
  const [accident] = await readAccidents(tx, [id])
  return accident ?? null
}

/** The cases that the rows of a list belong to, by id. Fails where one is not there. */
export async function accidentsById(tx: RowReader, ids: readonly string[]): Promise<(id: string) => Accident> {
  const found = new Map((await readAccidents(tx, ids)).map((accident) => [accident.id, accident]))
  return (id) => {
    const accident = found.get(id)
    if (!accident) throw new Error(`there is no case ${id}`)
    return accident
  }
}

const readAccidents = (tx: RowReader, ids: readonly string[]) => tx.$queryRaw<Accident[]>`
  select ${accidentColumns} from accident where id = any(${ids}::uuid[])`

/** What the evidence module needs to judge a photo. */
export interface CaseBrief {
  readonly id: string
  readonly number: string
  readonly occurredAt: Date
  readonly reportedAt: Date
  readonly position: { lon: number; lat: number; datum: 'WGS-84'; accuracyM: number | null } | null
  readonly vehicles: readonly { side: string; plateNumber: string; plateKind: string }[]
  readonly expressway: boolean
  readonly shots: readonly {
    code: string
    subject: string | null
    phase: string
    required: boolean
    title: Bilingual
  }[]
}

export async function caseBrief(ctx: Context, tx: RowReader, id: string): Promise<CaseBrief> {
  const { accident, vehicles, shots } = await getCaseFile(ctx, tx, id, systemActor)
  const position = positionOf(accident)
  return {
    id,
    number: accident.number,
    occurredAt: accident.occurredAt,
    reportedAt: accident.reportedAt,
    position: position ? { ...position, accuracyM: position.accuracyM ?? null } : null,
    vehicles: vehicles.map(({ side, plateNumber, plateKind }) => ({ side, plateNumber, plateKind })),
    expressway: isExpressway(accident),
    shots: shots.map(({ shot, subjectId }) => ({
      code: shot.code,
      subject: subjectId,
      phase: shot.phase,
      required: shot.required,
      title: shot.title,
    })),
  }
}

/** Replaces what the case knows of its photos: the shot list moves on, or asks again. The case as it is then. */
export async function notePhotos(
  ctx: Context,
  tx: AccidentTx,
  accidentId: string,
  photos: readonly CasePhoto[],
): Promise<Accident> {
  const accident = await lockAccident(tx, accidentId)
  if (!accident) fail('not-found')
  return noteOnCase(ctx, tx, accident, {
    actor: systemActor,
    action: 'accident.photos-noted',
    change: { shots: photos.map((photo) => ({ ...photo })) },
    details: { photos: photos.length, accepted: photos.filter((photo) => photo.accepted).length },
  })
}

/** What an act in a later module means for the case: guard and move in one, in that module's transaction. */
export async function followUp(
  ctx: Context,
  tx: AccidentTx,
  accidentId: string,
  consequence: Exclude<Consequence, 'need-officer' | 'declined'>,
  move: Pick<AccidentMove, 'actor' | 'change' | 'details' | 'announce'>,
): Promise<Accident> {
  const accident = await lockAccident(tx, accidentId)
  if (!accident) fail('not-found')
  const { progress, parties } = await readCase(ctx, tx, accident, move.actor)
  const step = transition(workflow, accident.state as AccidentState, consequence, progress)
  const byOfficer = consequence === 'officer-decided' || consequence === 'certified'
  const taken: Pick<AccidentMove, 'rows' | 'announce'> = byOfficer
    ? await takeOpenOrders(ctx, tx, accidentId, move.actor.id)
    : {}
  const ended = byOfficer ? await endApplications(tx, parties) : { change: {}, rows: [] }
  return moveAccident(ctx, tx, accident, {
    ...move,
    action: `accident.${consequence}`,
    to: step.to,
    change: { ...move.change, ...ended.change },
    rows: [...(taken.rows ?? []), ...ended.rows],
    announce: [...(taken.announce ?? []), ...(move.announce ?? [])],
  })
}
