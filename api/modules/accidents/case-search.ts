import { comparablePlate, normalisePlate, provinces } from '../../../vision/plates/grammar.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
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

/** The search as conditions beside the reader's scope: it can only narrow what he may see. */
export function searched({ find, state, from, to }: CaseSearch): Prisma.AccidentWhereInput[] {
  return [
    find ? { OR: [...beginsWith(find), { vehicles: { some: { plateNumber: { contains: find } } } }] } : {},
    state ? { state } : {},
    from ? { occurredAt: { gte: startOfDay(from) } } : {},
    to ? { occurredAt: { lte: endOfDay(to) } } : {},
  ]
}

/** As a range, which the index of the numbers serves under any collation: they are digits only. */
function beginsWith(digits: string): Prisma.AccidentWhereInput[] {
  if (!/^\d+$/.test(digits)) return []
  return [{ number: { gte: digits, lte: digits.padEnd(longestNumber, '9') } }]
}
