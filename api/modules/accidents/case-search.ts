import { comparablePlate, normalisePlate, provinces } from '../../../vision/plates/grammar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { endOfDay, startOfDay } from '../../kernel/working-days.ts'
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

/** The search as conditions on the cases, beside the reader's scope: it can only narrow what he may see. */
export function searched({ find, state, from, to }: CaseSearch): Prisma.Sql[] {
  return [
    ...(find ? [Prisma.sql`(${Prisma.join([...beginsWith(find), bearsPlate(find)], ' or ')})`] : []),
    ...(state ? [Prisma.sql`state = ${state}`] : []),
    ...(from ? [Prisma.sql`"occurredAt" >= ${startOfDay(from)}`] : []),
    ...(to ? [Prisma.sql`"occurredAt" <= ${endOfDay(to)}`] : []),
  ]
}

/** As a range, which the index of the numbers serves under any collation: they are digits only. */
function beginsWith(digits: string): Prisma.Sql[] {
  if (!/^\d+$/.test(digits)) return []
  return [Prisma.sql`number between ${digits} and ${digits.padEnd(longestNumber, '9')}`]
}

/** What was typed is letters and digits: nothing of it is a wildcard. */
const bearsPlate = (part: string) =>
  Prisma.sql`id in (select "accidentId" from vehicle where "plateNumber" like ${`%${part}%`})`
