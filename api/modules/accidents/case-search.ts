import { comparablePlate, normalisePlate, provinces } from '../../../vision/plates/grammar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { greatestIdAt, leastIdAt } from '../../kernel/ids.ts'
import { endOfDay, startOfDay } from '../../kernel/working-days.ts'
import { clockSkewMs, latestReportMs } from './report-window.ts'
import type { AccidentState } from './workflow.ts'

/** What a reader looks for among the cases that he may see. */
export interface CaseSearch {
  /** In storage form (`searchText`): how a case number begins, or any part of a plate number. */
  readonly find?: string
  readonly state?: AccidentState
  /** Days of Asia/Shanghai on which it happened, both included: `2026-03-05`. */
  readonly from?: string
  readonly to?: string
}

/** District, day and running number; the last grows when a sequence outlives its six digits. */
const longestNumber = 24

/**
 * What was typed, as plates are stored; a plate that begins with its province is read as forgivingly as a camera's (O is 0, I is 1), for no
 * plate bears those letters after its second place.
 */
export function searchText(typed: string): string {
  const text = normalisePlate(typed)
  return provinces.includes(text.slice(0, 1)) ? comparablePlate(text) : text
}

/** State and days as conditions on the cases, beside the reader's scope: they can only narrow what he may see. */
export function narrowed({ state, from, to }: Omit<CaseSearch, 'find'>): Prisma.Sql[] {
  return [
    ...(state ? [Prisma.sql`state = ${state}`] : []),
    ...(from ? since(startOfDay(from)) : []),
    ...(to ? until(endOfDay(to)) : []),
  ]
}

/**
 * An id tells when its case was reported (version 7), and that is no more than the reporting window away from when it happened. Without these bounds a
 * database walks through all that is newer than the days asked for.
 */
const since = (at: Date) => [
  Prisma.sql`"occurredAt" >= ${at}`,
  Prisma.sql`id >= ${leastIdAt(at.getTime() - clockSkewMs)}`,
]
const until = (at: Date) => [
  Prisma.sql`"occurredAt" <= ${at}`,
  Prisma.sql`id <= ${greatestIdAt(at.getTime() + latestReportMs)}`,
]

/** Whether a case is what was looked for; OFFSET 0 has it asked of one case after another, and not of all vehicles first. */
export function isFound(find: string): Prisma.Sql {
  const bears = Prisma.sql`exists (select from vehicle where "accidentId" = accident.id and ${bearsPart(find)} offset 0)`
  const range = numbersFrom(find)
  return range ? Prisma.sql`(${range} or ${bears})` : bears
}

/** The ids of all cases that are what was looked for, in whatever order; asked of the indexes. */
export function foundIds(find: string): Prisma.Sql {
  // Trigrams find no two characters; an index of neighbours does.
  const neighbours = find.length === 2 ? Prisma.sql`plate_pairs("plateNumber") @> array[${find}]` : Prisma.sql`true`
  const vehicles = Prisma.sql`select "accidentId" as id from vehicle where ${bearsPart(find)} and ${neighbours}`
  const range = numbersFrom(find)
  return range
    ? Prisma.sql`select id from accident where ${range} union ${vehicles}`
    : Prisma.sql`${vehicles} group by 1`
}

/** What was typed is letters and digits: nothing of it is a wildcard. */
const bearsPart = (part: string) => Prisma.sql`"plateNumber" like ${`%${part}%`}`

/** Case numbers that begin so: a range, which the index of the numbers serves under any collation, for they are digits only. */
function numbersFrom(digits: string): Prisma.Sql | undefined {
  if (!/^\d+$/.test(digits)) return undefined
  return Prisma.sql`number between ${digits} and ${digits.padEnd(longestNumber, '9')}`
}
