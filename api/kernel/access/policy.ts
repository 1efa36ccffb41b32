import type { Condition } from './condition.ts'
import type { DriverActor, Role, StaffActor, StaffRole, SystemActor } from './roles.ts'

/**
 * Who may do what to which rows: DOMAIN.md section 1.7 and ARCHITECTURE.md section 7 as one pure table.
 * A role that is not named must not. The condition speaks of the row's own columns; `true` is every row.
 */
type Rule = Partial<{ [R in Role]: (actor: ActorOf<R>) => Condition }>

type ActorOf<R extends Role> = R extends StaffRole ? StaffActor : R extends 'driver' ? DriverActor : SystemActor

const ownCase = (actor: DriverActor): Condition => ({ partyDriverIds: { has: actor.id } })
const ownDistricts = (actor: StaffActor): Condition => ({ districtCode: { in: actor.districtCodes } })
const everywhere = (): Condition => true

const authorisedDistricts = (actor: StaffActor) => actor.authorisations.map((a) => a.districtCode)

/** A surveyor sees what lies unclaimed in the districts he is authorised for, and what he took himself. */
const surveyorsCases = (actor: StaffActor): Condition => ({
  AND: [
    { districtCode: { in: authorisedDistricts(actor) } },
    { OR: [{ surveyorId: actor.id }, { AND: [{ surveyorId: null }, { state: { in: ['deciding'] } }] }] },
  ],
})
const takenBySurveyor = (actor: StaffActor): Condition => ({
  AND: [{ districtCode: { in: authorisedDistricts(actor) } }, { surveyorId: actor.id }],
})
const untakenInDistricts = (actor: StaffActor): Condition => ({
  AND: [{ districtCode: { in: authorisedDistricts(actor) } }, { surveyorId: null }, { state: 'deciding' }],
})

const insurersCases = (actor: StaffActor): Condition => ({ insurerIds: { hasSome: insurerOf(actor) } })
const insurersRows = (actor: StaffActor): Condition => ({ insurerId: { in: insurerOf(actor) } })
const insurerOf = (actor: StaffActor) => (actor.insurerId ? [actor.insurerId] : [])

/** Nobody reviews what he himself decided or countersigned. `not` skips nulls, as SQL does, hence the pair. */
const othersWork = (actor: StaffActor): Condition => ({
  AND: [
    ownDistricts(actor),
    { decidedById: { not: actor.id } },
    { OR: [{ countersignedById: null }, { countersignedById: { not: actor.id } }] },
  ],
})

const police = (condition: (actor: StaffActor) => Condition) =>
  ({ officer: condition, 'senior-officer': condition }) satisfies Rule

export const policy = {
  accident: {
    report: { driver: everywhere },
    read: {
      driver: ownCase,
      surveyor: surveyorsCases,
      'insurer-clerk': insurersCases,
      'insurer-administrator': insurersCases,
      auxiliary: ownDistricts,
      dispatcher: ownDistricts,
      auditor: everywhere,
      ...police(ownDistricts),
    },
    /** Screening answers, own statement, own details, road clear, hand over to the surveyor. */
    contribute: { driver: ownCase, ...police(ownDistricts) },
    'add-evidence': { driver: ownCase, surveyor: takenBySurveyor, auxiliary: ownDistricts, ...police(ownDistricts) },
    /** "Send an officer" (要求交警到场): always there for the parties; no surveyor can take it back (APR 20(2)). */
    'request-officer': {
      driver: ownCase,
      surveyor: surveyorsCases,
      auxiliary: ownDistricts,
      dispatcher: ownDistricts,
      ...police(ownDistricts),
    },
    /** Each party for itself; together they ask the police to determine online (APR 20). */
    'apply-online': { driver: ownCase },
    withdraw: { driver: (actor) => ({ reporterDriverId: actor.id }), ...police(ownDistricts) },
    take: { surveyor: untakenInDistricts },
    'hand-back': { surveyor: takenBySurveyor },
    /** Once the case is with an officer, only an officer gives it back: no surveyor undoes "send an officer". */
    'return-to-parties': {
      surveyor: (actor) => ({ AND: [takenBySurveyor(actor), { state: 'deciding' }] }),
      ...police(ownDistricts),
    },
    'take-over': police(ownDistricts),
    conclude: police(ownDistricts),
    /** See names, numbers and phones unmasked: whoever handles the case. */
    unmask: { surveyor: takenBySurveyor, ...police(ownDistricts) },
  },
  officerOrder: {
    read: { dispatcher: ownDistricts, auxiliary: ownDistricts, ...police(ownDistricts) },
    accept: police(ownDistricts),
  },
  determination: {
    propose: { surveyor: takenBySurveyor, ...police(ownDistricts) },
    issue: { surveyor: takenBySurveyor },
    'issue-as-officer': police(ownDistricts),
    /** Facts that cannot be told: the certificate of APR 67. */
    certify: police(ownDistricts),
    countersign: police(ownDistricts),
    sign: { driver: ownCase },
    /** Opening the officer's document is its electronic service (送达); handing it over, and noting a refusal, is the officer's (APR 24). */
    receive: { driver: ownCase },
    serve: police(ownDistricts),
  },
  claim: {
    read: {
      'insurer-clerk': insurersRows,
      'insurer-administrator': insurersRows,
      auditor: everywhere,
      ...police(ownDistricts),
    },
    /** Send a claim that the insurer refused once more. */
    retry: { 'insurer-clerk': insurersRows, ...police(ownDistricts) },
  },
  review: {
    read: police(othersWork),
    decide: police(othersWork),
  },
  /** How long a case is kept, and the hold that keeps it longer: whoever answers for the file, and the auditor. Read against the case. */
  retention: {
    read: { auditor: everywhere, ...police(ownDistricts) },
    hold: { auditor: everywhere, ...police(ownDistricts) },
    /** What will go soon, everywhere: numbers of cases and dates, nothing of what is in them. */
    foresee: { auditor: everywhere, 'system-administrator': everywhere },
  },
  staffUser: {
    read: { 'security-administrator': everywhere, auditor: everywhere, 'insurer-administrator': insurersRows },
    manage: { 'security-administrator': (actor) => ({ id: { not: actor.id } }) },
    /** Choose as the one to be authorised: an officer learns who the surveyors are, and nothing of other accounts. */
    authorise: { 'senior-officer': () => ({ role: 'surveyor' }) },
  },
  /** What accounts and authorisations are made with, by name. */
  insurer: { read: { 'security-administrator': everywhere, auditor: everywhere } },
  unit: {
    read: { 'security-administrator': everywhere, auditor: everywhere, 'senior-officer': ownDistricts },
  },
  authorisation: {
    read: {
      'security-administrator': everywhere,
      auditor: everywhere,
      'insurer-administrator': insurersRows,
      surveyor: (actor) => ({ surveyorId: actor.id }),
      'senior-officer': ownDistricts,
    },
    /** Granting and revoking is the police's: a senior officer of the district. */
    grant: { 'senior-officer': ownDistricts },
    revoke: { 'senior-officer': ownDistricts, 'security-administrator': everywhere },
  },
  auditEvent: {
    read: { auditor: everywhere },
  },
  platform: {
    operate: { 'system-administrator': everywhere },
  },
} as const satisfies Record<string, Record<string, Rule>>

export type Resource = keyof typeof policy
export type Action<R extends Resource = Resource> = R extends Resource
  ? Extract<keyof (typeof policy)[R], string>
  : never
/** `determination.issue`, `accident.read` ... */
export type ActionName = { [R in Resource]: `${R}.${Action<R>}` }[Resource]
