import { z } from 'zod'
import { orNull } from '../../kernel/or-null.ts'
import { byId, districtCode, page } from '../identity/schema.ts'
import { searchText } from './case-search.ts'
import { accidentStates, humanActions } from './workflow.ts'
import { platePattern } from './plate-input.ts'

export { byId, page }

export const bilingual = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Bilingual' })
export const reasonOrNone = bilingual.optional()
const side = z.string().regex(/^[A-H]$/, 'a side from A to H')
const version = z.number().int().min(1)
const reason = z.string().trim().min(2).max(500)

export const position = z
  .object({
    lon: z.number().min(-180).max(180),
    lat: z.number().min(-90).max(90),
    datum: z.literal('WGS-84'),
    accuracyM: z.number().min(0).max(100_000).nullable().default(null),
  })
  .meta({ id: 'Position' })

export const weather = z.enum(['clear', 'cloudy', 'rain', 'snow', 'fog', 'wind', 'hail', 'dust'])
export const roadKind = z.enum(['urban', 'rural', 'expressway', 'car-park'])

const plate = z.object({
  plateNumber: platePattern,
  /** Plate kind code (号牌种类), e.g. 02 small car, 52 small new-energy car. */
  plateKind: z.string().regex(/^\d{2}$/),
})

export const reportAccident = z
  .object({
    occurredAt: z.iso.datetime(),
    placeText: z.string().trim().min(2).max(200),
    position: orNull(position).default(null),
    districtCode: districtCode.optional(),
    weather,
    roadKind,
    /** The reporter's own vehicle: side A. */
    ownVehicle: plate,
    /** The others, in order: sides B, C ... */
    otherVehicles: z.array(plate).max(7).default([]),
  })
  .meta({ id: 'ReportAccident' })
export type ReportAccident = z.infer<typeof reportAccident>

export const answerScreening = z
  .object({
    version,
    answers: z.partialRecord(
      z.enum(['X01', 'X02', 'X03', 'X04', 'X05', 'X06', 'X07', 'X08', 'X09', 'Y01', 'Y02']),
      z.enum(['yes', 'no', 'unknown']),
    ),
  })
  .meta({ id: 'AnswerScreening' })
export type AnswerScreening = z.infer<typeof answerScreening>

export const atVersion = z.object({ version }).meta({ id: 'AtVersion' })
export const withReason = z.object({ version, reason }).meta({ id: 'WithReason' })
export const requestOfficer = z.object({ reason }).meta({ id: 'RequestOfficer' })

export const partyDetails = z
  .object({
    version,
    name: z.string().trim().min(1).max(60).optional(),
    licenceNumber: z
      .string()
      .regex(/^\d{17}[\dX]$/, 'eighteen characters')
      .optional(),
    statement: z.string().trim().min(4).max(2000).optional(),
    /** What the party thinks the damage to his own vehicle costs, in cents; asked because city policy may bound it. */
    lossCents: z.number().int().min(0).max(100_000_000).optional(),
    /** Agrees that the case goes to the insurers named on it (PIPL 23). */
    consent: z.literal(true).optional(),
  })
  .meta({ id: 'PartyDetails' })
export type PartyDetails = z.infer<typeof partyDetails>
export const bySide = z.object({ id: z.uuid(), side })

export const invite = z.object({ side }).meta({ id: 'Invite' })
export const invitationView = z
  .object({ url: z.url(), qrSvg: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'Invitation' })
export const redeemInvitation = z.object({ secret: z.string().min(20).max(100) }).meta({ id: 'RedeemInvitation' })

/** One character finds nearly everything; none of these is a wildcard to the database. */
const find = z
  .string()
  .max(40)
  .transform(searchText)
  .refine((text) => /^[\p{L}\p{N}]{2,24}$/u.test(text), 'at least two letters or digits of a case or plate number')

export const listQuery = page
  .extend({
    state: z.enum(accidentStates).optional(),
    taken: z.enum(['mine', 'nobody']).optional(),
    /** How a case number begins, or any part of a plate number. */
    find: find.optional(),
    /** Days of Asia/Shanghai on which it happened, both included. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], message: 'must not lie before `from`' })
export type ListQuery = z.output<typeof listQuery>

const vehicleView = z
  .object({
    side,
    plateNumber: z.string(),
    plateKind: z.string(),
    vehicleKind: z.string().nullable(),
    brand: z.string().nullable(),
    colour: z.string().nullable(),
    ownerName: z.string().nullable(),
    insurerId: z.string().nullable(),
    policyNumber: z.string().nullable(),
    inspectionUntil: z.string().nullable(),
    registryState: z.enum(['pending', 'found', 'not-found', 'down']),
  })
  .meta({ id: 'CaseVehicle' })

const partyView = z
  .object({
    side,
    you: z.boolean(),
    joined: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    licenceNumber: z.string().nullable(),
    /** What the licence register said; `name-differs`: the number exists, the name is not its holder's. */
    licenceState: z.string().nullable(),
    statementGiven: z.boolean(),
    /** Each party's own; the other side's only after both have spoken. */
    statement: z.string().nullable(),
    lossCents: z.number().int().nullable(),
    consented: z.boolean(),
    /** Applies for an online determination by the police. */
    appliedOnline: z.boolean(),
    version,
  })
  .meta({ id: 'CaseParty' })

const questionView = z
  .object({
    code: z.string(),
    asked: z.enum(['stop', 'later']),
    question: bilingual,
    help: bilingual,
    answer: z.enum(['yes', 'no', 'unknown']).nullable(),
  })
  .meta({ id: 'ScreeningQuestion' })

const shotView = z
  .object({
    code: z.string(),
    subject: z.string().nullable(),
    phase: z.enum(['before-clearing', 'after-clearing']),
    required: z.boolean(),
    title: bilingual,
    advice: bilingual,
    done: z.boolean(),
  })
  .meta({ id: 'DueShot' })

export const availableAction = z
  .object({ action: z.enum(humanActions), allowed: z.boolean(), reason: reasonOrNone })
  .meta({ id: 'AccidentActionState' })

/** The vehicles of a case as lists show them. */
export const casePlates = z.array(z.object({ side, plateNumber: z.string(), plateKind: z.string() }))
export type CasePlates = z.infer<typeof casePlates>

const caseSummary = {
  id: z.uuid(),
  number: z.string(),
  state: z.enum(accidentStates),
  version,
  occurredAt: z.iso.datetime(),
  reportedAt: z.iso.datetime(),
  placeText: z.string(),
  districtCode: z.string(),
  route: z.enum(['A', 'B', 'C', 'D', 'E']).nullable(),
  plates: casePlates,
  surveyorId: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
}
export const accidentSummary = z.object(caseSummary).meta({ id: 'AccidentSummary' })
export const accidentList = z
  .object({ items: z.array(accidentSummary), next: z.string().nullable() })
  .meta({ id: 'AccidentList' })

export const accidentView = z
  .object({
    ...caseSummary,
    position: orNull(position),
    weather,
    roadKind,
    situation: z.enum(['two-car', 'single', 'chain']),
    clearedAt: z.iso.datetime().nullable(),
    ruleSetVersion: z.string(),
    reasons: z.array(z.object({ code: z.string(), articles: z.array(z.string()), text: bilingual })),
    instructions: z.array(z.object({ code: z.string(), text: bilingual })),
    questions: z.array(questionView),
    shots: z.array(shotView),
    vehicles: z.array(vehicleView),
    parties: z.array(partyView),
    actions: z.array(availableAction),
    officerRequested: z.boolean(),
    /** Since when all parties apply for an online determination together (APR 20). */
    jointlyAppliedAt: z.iso.datetime().nullable(),
    /** Why the case was returned, taken over, concluded or withdrawn; `expired` when nobody went on with it. */
    reason: z.string().nullable(),
    /** When names, numbers, statements and documents were erased because their time of storage was over; what they were is null since. */
    erasedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Accident' })
export type AccidentView = z.input<typeof accidentView>

export const timelineView = z
  .object({
    items: z.array(
      z.object({
        at: z.iso.datetime(),
        action: z.string(),
        actorRole: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'Timeline' })

export const officerOrderView = z
  .object({
    id: z.uuid(),
    accidentId: z.uuid(),
    accidentNumber: z.string(),
    placeText: z.string(),
    districtCode: z.string(),
    /** All parties apply for an online determination (APR 20): nobody need drive out. */
    jointApplication: z.boolean(),
    reason: z.string(),
    requestedBy: z.string(),
    state: z.enum(['open', 'accepted']),
    createdAt: z.iso.datetime(),
    acceptedAt: z.iso.datetime().nullable(),
    version,
  })
  .meta({ id: 'OfficerOrder' })
export const officerOrderList = z
  .object({ items: z.array(officerOrderView), next: z.string().nullable() })
  .meta({ id: 'OfficerOrderList' })
