import type { Accident, Vehicle } from '../../generated/prisma/client.ts'
import { decide } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { mask } from '../../kernel/mask.ts'
import { availableActions } from '../../kernel/transitions.ts'
import { answersOf, mayUnmask, photosOf, questionsDue, type CaseFile } from './case-file.ts'
import { policiesOf } from './insurance.ts'
import type { CaseParty } from './party-numbers.ts'
import { platesOf } from './plates.ts'
import { missingShots, situationOf } from './rules/shots.ts'
import type { AccidentView, CasePlates } from './schema.ts'
import { humanActions, workflow, type AccidentAction, type AccidentState, type HumanAction } from './workflow.ts'

/** The access rule behind each button. */
const accessOf: Readonly<Record<HumanAction, ActionName>> = {
  answer: 'accident.contribute',
  'clear-road': 'accident.contribute',
  submit: 'accident.contribute',
  'request-officer': 'accident.request-officer',
  withdraw: 'accident.withdraw',
  take: 'accident.take',
  'hand-back': 'accident.hand-back',
  'return-to-parties': 'accident.return-to-parties',
  'take-over': 'accident.take-over',
  conclude: 'accident.conclude',
  'apply-online': 'accident.apply-online',
  'withdraw-application': 'accident.apply-online',
}

const isHuman = (action: AccidentAction): action is HumanAction => (humanActions as readonly string[]).includes(action)

/** What this actor may do to the case now, and why not. */
export function actionsFor(actor: Actor, { accident, progress }: CaseFile) {
  const may = (action: AccidentAction) => isHuman(action) && decide(actor, accessOf[action], accident).allowed
  return availableActions(workflow, accident.state as AccidentState, progress, may).filter(
    (entry): entry is typeof entry & { action: HumanAction } => isHuman(entry.action),
  )
}

/** What lists show of a case. */
export type SummarisedCase = Pick<
  Accident,
  | 'id'
  | 'number'
  | 'state'
  | 'version'
  | 'occurredAt'
  | 'reportedAt'
  | 'placeText'
  | 'districtCode'
  | 'route'
  | 'surveyorId'
  | 'dueAt'
>

export function toSummary(accident: SummarisedCase, plates: CasePlates) {
  return {
    id: accident.id,
    number: accident.number,
    state: accident.state as AccidentState,
    version: accident.version,
    occurredAt: accident.occurredAt.toISOString(),
    reportedAt: accident.reportedAt.toISOString(),
    placeText: accident.placeText,
    districtCode: accident.districtCode,
    route: accident.route as AccidentView['route'],
    plates,
    surveyorId: accident.surveyorId,
    dueAt: accident.dueAt?.toISOString() ?? null,
  }
}

/** The case as this reader may see it. */
export function toView(actor: Actor, file: CaseFile, officerRequested: boolean): AccidentView {
  const { accident, vehicles, parties, rules, screening, shots } = file
  const unmasked = mayUnmask(actor, accident)
  const allSpoke = parties.every((party) => party.statement !== null)
  const answers = answersOf(accident)
  const photos = photosOf(accident)
  return {
    ...toSummary(accident, platesOf(vehicles)),
    position: positionOf(accident),
    weather: accident.weather as AccidentView['weather'],
    roadKind: accident.roadKind as AccidentView['roadKind'],
    situation: situationOf(vehicles.length),
    clearedAt: accident.clearedAt?.toISOString() ?? null,
    ruleSetVersion: accident.ruleSetVersion,
    reasons: screening.reasons.map(({ code, articles, text }) => ({ code, articles: [...articles], text })),
    instructions: screening.instructions.map(({ code, text }) => ({ code, text })),
    questions: questionsDue(accident, rules).map(({ code, asked, question, help }) => ({
      code,
      asked,
      question,
      help,
      answer: answers[code] ?? null,
    })),
    shots: shots.map((due) => ({
      code: due.shot.code,
      subject: due.subjectId,
      phase: due.shot.phase,
      required: due.shot.required,
      title: due.shot.title,
      advice: due.shot.advice,
      done: missingShots([{ ...due, shot: { ...due.shot, required: true } }], photos).length === 0,
    })),
    vehicles: vehicles.map((vehicle) => vehicleView(vehicle, unmasked, isOwn(actor, parties, vehicle.side))),
    parties: parties.map((party) => partyView(actor, party, unmasked, allSpoke)),
    actions: actionsFor(actor, file),
    officerRequested,
    jointlyAppliedAt: accident.jointlyAppliedAt?.toISOString() ?? null,
    reason: accident.reason,
    erasedAt: accident.personalErasedAt?.toISOString() ?? null,
  }
}

export function positionOf(accident: Accident): AccidentView['position'] {
  const { lon, lat, accuracyM } = accident
  return lon === null || lat === null ? null : { lon, lat, datum: 'WGS-84', accuracyM }
}

const isOwn = (actor: Actor, parties: readonly CaseParty[], side: string) =>
  parties.some((party) => party.side === side && party.driverId !== null && party.driverId === actor.id)

/**
 * The owner's name is whole only to whoever handles the case: anybody may report a plate as his own, and must not learn from it whose it is.
 */
function vehicleView(vehicle: Vehicle, unmasked: boolean, own: boolean): AccidentView['vehicles'][number] {
  const policyNumber = policiesOf(vehicle)?.compulsory.number || null
  return {
    side: vehicle.side,
    plateNumber: vehicle.plateNumber,
    plateKind: vehicle.plateKind,
    vehicleKind: vehicle.vehicleKind,
    brand: vehicle.brand,
    colour: vehicle.colour,
    ownerName: vehicle.ownerName && (unmasked ? vehicle.ownerName : mask.name(vehicle.ownerName)),
    insurerId: vehicle.insurerId,
    policyNumber: policyNumber && (unmasked || own ? policyNumber : mask.policy(policyNumber)),
    inspectionUntil: vehicle.inspectionUntil,
    registryState: vehicle.registryState as AccidentView['vehicles'][number]['registryState'],
  }
}

function partyView(
  actor: Actor,
  party: CaseParty,
  unmasked: boolean,
  allSpoke: boolean,
): AccidentView['parties'][number] {
  const you = party.driverId !== null && party.driverId === actor.id
  const shown = unmasked || you
  const { phone, licenceNumber } = party.numbers
  return {
    side: party.side,
    you,
    joined: party.joinedAt !== null,
    name: party.name && (shown ? party.name : mask.name(party.name)),
    phone: phone && (shown ? phone : mask.phone(phone)),
    licenceNumber: licenceNumber && (shown ? licenceNumber : mask.idNumber(licenceNumber)),
    licenceState: party.licenceState,
    statementGiven: party.statement !== null,
    statement: you || unmasked || allSpoke ? party.statement : null,
    lossCents: shown ? party.lossCents : null,
    consented: party.consentAt !== null,
    appliedOnline: party.appliedOnlineAt !== null,
    version: party.version,
  }
}
