import { Prisma, type Accident, type Party, type Vehicle } from '../../generated/prisma/client.ts'
import { z } from 'zod'
import { decide, requireAccess } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { RuleSet } from '../../kernel/rule-set.ts'
import type { Cents } from '../../kernel/money.ts'
import { columns, listed, withTimes, type JsonRow, type RowReader, type Times } from '../../kernel/rows.ts'
import { shanghaiDay } from '../../kernel/working-days.ts'
import type { AccidentFacts, VehicleFacts } from './rules/accident-facts.ts'
import { screen, type ScreeningAnswers, type ScreeningResult } from './rules/screen.ts'
import { missingShots, shotList, situationOf, type DueShot, type ShotEvidence } from './rules/shots.ts'
import { covers, policiesOf } from './insurance.ts'
import { licenceAnswer } from './licence.ts'
import { accidentColumns, lockAccident, type AccidentTx } from './move.ts'
import { withNumbers, type CaseParty } from './party-numbers.ts'
import type { AccidentProgress } from './workflow.ts'

/** A case with everything its rules look at, read in one go. */
export interface CaseFile {
  readonly accident: Accident
  readonly vehicles: readonly Vehicle[]
  readonly parties: readonly CaseParty[]
  readonly rules: RuleSet
  readonly screening: ScreeningResult
  readonly shots: readonly DueShot[]
  readonly missing: readonly DueShot[]
  readonly progress: AccidentProgress
}

/** Reads a case for an actor who wants to look at it. Every page does so again and again: it is one statement. */
export async function viewCase(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<CaseFile & { officerRequested: boolean }> {
  const statement = Prisma.sql`
    select ${wholeCase(id)}, exists (select from officer_order where "accidentId" = accident.id) as "officerRequested"
    from accident where id = ${id}::uuid`
  type Row = WholeCase & { officerRequested: boolean }
  const [row] = await ctx.query<Row>(statement, { prepared: 'case-file' })
  if (!row) fail('not-found')
  const { officerRequested, vehicles, parties, ...accident } = row
  requireAccess(actor, 'accident.read', accident, 'accident.read')
  return { ...(await fileOf(ctx, { accident, vehicles, parties }, actor)), officerRequested }
}

/** The case with everything its rules look at; fails `not-found`. The caller has checked access. */
export async function getCaseFile(ctx: Context, tx: RowReader, id: string, actor: Actor): Promise<CaseFile> {
  const [row] = await tx.$queryRaw<WholeCase[]>`select ${wholeCase(id)} from accident where id = ${id}::uuid`
  if (!row) fail('not-found')
  const { vehicles, parties, ...accident } = row
  return fileOf(ctx, { accident, vehicles, parties }, actor)
}

/**
 * Reads a case for an actor who wants to do something to it, and holds it until he has: whoever comes second sees what the first made of
 * it. Every use case that changes a case opens here.
 */
export async function openCase(
  ctx: Context,
  tx: AccidentTx,
  actor: Actor,
  action: ActionName,
  id: string,
): Promise<CaseFile> {
  const accident = await lockAccident(tx, id)
  if (!accident) fail('not-found')
  requireAccess(actor, action, accident, 'accident.read')
  return readCase(ctx, tx, accident, actor)
}

/** Fails `conflict` when the caller looked at another version than this one. */
export function requireVersion(file: CaseFile, version: number): void {
  const { accident } = file
  if (accident.version !== version) fail('conflict', { state: accident.state, version: accident.version })
}

/** The rest of a case whose own row is at hand. */
export async function readCase(ctx: Context, tx: RowReader, accident: Accident, actor: Actor): Promise<CaseFile> {
  const [beside] = await tx.$queryRaw<Beside[]>`select ${besideCase(accident.id)}`
  return fileOf(ctx, { accident, vehicles: beside?.vehicles ?? [], parties: beside?.parties ?? [] }, actor)
}

interface Beside {
  readonly vehicles: readonly JsonRow<Vehicle>[]
  readonly parties: readonly JsonRow<Party>[]
}

type WholeCase = Accident & Beside

const vehicleColumns = columns('vehicle', Prisma.VehicleScalarFieldEnum)
const partyColumns = columns('party', Prisma.PartyScalarFieldEnum)
const vehicleTimes: Times<Vehicle> = {}
const partyTimes: Times<Party> = { statementAt: true, joinedAt: true, consentAt: true, appliedOnlineAt: true }

const besideCase = (id: string) => Prisma.sql`
  ${listed(Prisma.sql`select ${vehicleColumns} from vehicle where "accidentId" = ${id}::uuid order by side`)} as vehicles,
  ${listed(Prisma.sql`select ${partyColumns} from party where "accidentId" = ${id}::uuid order by side`)} as parties`

const wholeCase = (id: string) => Prisma.sql`${accidentColumns}, ${besideCase(id)}`

async function fileOf(
  ctx: Context,
  { accident, ...beside }: Beside & { readonly accident: Accident },
  actor: Actor,
): Promise<CaseFile> {
  const vehicles = beside.vehicles.map((row) => withTimes(row, vehicleTimes))
  const parties = await Promise.all(beside.parties.map((row) => withNumbers(ctx, withTimes(row, partyTimes))))
  return weigh(ctx, { accident, vehicles, parties }, actor)
}

/** The same case after a change of its own row, its vehicles and parties as they were. */
export const withAccident = (ctx: Context, { vehicles, parties }: CaseFile, accident: Accident, actor: Actor) =>
  weigh(ctx, { accident, vehicles, parties }, actor)

/** What the rules say of it. */
function weigh(
  ctx: Context,
  { accident, vehicles, parties }: Pick<CaseFile, 'accident' | 'vehicles' | 'parties'>,
  actor: Actor,
): CaseFile {
  const rules = ctx.rules.inForceAt(accident.occurredAt, accident.cityCode)
  const answers = withRegisters(accident, vehicles, parties)
  const screening = screen(answers, factsOf(accident, vehicles, parties), rules)
  const shots = shotsDue(accident, vehicles, rules)
  const missing = missingShots(shots, photosOf(accident))
  return {
    accident,
    vehicles,
    parties,
    rules,
    screening,
    shots,
    missing,
    progress: progressOf(accident, parties, rules, missing, screening, actor),
  }
}

export const answersOf = (accident: Pick<Accident, 'screening'>) => accident.screening as ScreeningAnswers

/**
 * What the registers know is not left to the answers: a driver without a valid licence (X02), a vehicle whose inspection has run out (Y01).
 * Compulsory insurance is a condition of its own (Z01). No register makes an answer milder than people gave it.
 * Source: DOMAIN.md 1.2, "check the registers, not a sticker".
 */
function withRegisters(
  accident: Accident,
  vehicles: readonly Vehicle[],
  parties: readonly CaseParty[],
): ScreeningAnswers {
  const answers = answersOf(accident)
  const day = shanghaiDay(accident.occurredAt)
  const licence = answers.X02 === 'yes' ? 'yes' : licenceAnswer(parties.map(({ licenceState }) => licenceState))
  return {
    ...answers,
    ...(licence ? { X02: licence } : {}),
    ...(vehicles.some(({ inspectionUntil }) => inspectionUntil !== null && inspectionUntil < day)
      ? { Y01: 'yes' }
      : {}),
  }
}

export function isExpressway(accident: Pick<Accident, 'roadKind'>): boolean {
  return accident.roadKind === 'expressway'
}

const photosSchema = z.array(z.object({ shot: z.string(), subject: z.string().nullable(), accepted: z.boolean() }))
export type CasePhoto = z.infer<typeof photosSchema>[number]

export function photosOf(accident: Pick<Accident, 'shots'>): ShotEvidence[] {
  return photosSchema.parse(accident.shots).map(({ subject, ...photo }) => ({ ...photo, subjectId: subject }))
}

function shotsDue(accident: Accident, vehicles: readonly Vehicle[], rules: RuleSet): DueShot[] {
  const sides = vehicles.map((vehicle) => vehicle.side)
  return shotList(
    {
      situation: situationOf(sides.length),
      cityCode: accident.cityCode,
      expressway: isExpressway(accident),
      vehicleIds: sides,
      partyIds: sides,
      contactIds: contactsOf(sides),
    },
    rules.shots,
  )
}

/** One contact between each vehicle and the next in the row: A-B, B-C ... The deciding person may name others later. */
export function contactsOf(sides: readonly string[]): string[] {
  return sides.slice(1).map((side, index) => `${sides[index] ?? ''}-${side}`)
}

function factsOf(accident: Accident, vehicles: readonly Vehicle[], parties: readonly CaseParty[]): AccidentFacts {
  return {
    occurredAt: accident.occurredAt,
    parties: vehicles.map(() => 'motor'),
    vehicles: vehicles.map((vehicle) =>
      vehicleFacts(
        accident,
        vehicle,
        parties.find((party) => party.side === vehicle.side),
      ),
    ),
    expressway: isExpressway(accident),
  }
}

const militaryKinds = ['31', '32']
const foreignKinds = ['03', '04', '05', '06', '20', '26', '27']

function vehicleFacts(accident: Accident, vehicle: Vehicle, party: CaseParty | undefined): VehicleFacts {
  const policies = policiesOf(vehicle)
  const known = vehicle.registryState === 'found' || vehicle.registryState === 'not-found'
  const day = shanghaiDay(accident.occurredAt)
  const insured = policies !== null && covers(policies.compulsory, day)
  return {
    compulsoryInsured: known ? insured : null,
    insuredInProvince: null,
    plateClass: militaryKinds.includes(vehicle.plateKind)
      ? 'military'
      : foreignKinds.includes(vehicle.plateKind)
        ? 'foreign'
        : 'ordinary',
    estimatedLossCents: (party?.lossCents ?? null) as Cents | null,
  }
}

/** Which questions are due: the stop questions at once, the others when the road is clear. */
export function questionsDue(accident: Accident, rules: RuleSet) {
  const later = accident.clearedAt !== null
  return rules.screening.filter((question) => question.asked === 'stop' || later).sort((a, b) => a.order - b.order)
}

function progressOf(
  accident: Accident,
  parties: readonly CaseParty[],
  rules: RuleSet,
  missing: readonly DueShot[],
  { route }: ScreeningResult,
  actor: Actor,
): AccidentProgress {
  const answers = answersOf(accident)
  return {
    missingBeforeClearing: missing.filter(({ shot }) => shot.phase === 'before-clearing').length,
    missingShots: missing.length,
    unansweredQuestions: questionsDue(accident, rules).filter(({ code }) => answers[code] === undefined).length,
    partiesNotJoined: parties.filter((party) => party.joinedAt === null).length,
    statementsMissing: parties.filter((party) => party.statement === null).length,
    licencesMissing: parties.filter(({ name, numbers, consentAt }) => !name || !numbers.licenceNumber || !consentAt)
      .length,
    othersJoined: accident.partyDriverIds.filter((id) => id !== accident.reporterDriverId).length,
    taken: accident.surveyorId !== null,
    takenByCaller: accident.surveyorId !== null && accident.surveyorId === actor.id,
    appliedByCaller: parties.some(({ driverId, appliedOnlineAt }) => driverId === actor.id && appliedOnlineAt !== null),
    onlineBarred: route !== 'A' || accident.clearedAt === null,
  }
}

/** Whether this reader sees personal values of the case unmasked: whoever handles it. */
export const mayUnmask = (actor: Actor, accident: Accident) => decide(actor, 'accident.unmask', accident).allowed
