import type { Accident } from '../../generated/prisma/client.ts'
import type { AccidentState } from './workflow.ts'

const hourMs = 3_600_000

/** Parties who have not finished by then have left; what is reported later than a day goes to the police anyhow (APR 18). */
export const partiesHaveMs = 24 * hourMs
/** The parties wait by the road for the surveyor who took their case: after this it is anybody's again. Ours; no article sets one. */
const surveyorHasMs = 2 * hourMs

/** The parties have the case: it waits for what only they can give. */
export const withParties = ['safety', 'photographing', 'completing'] as const satisfies readonly AccidentState[]
const isWithParties = (state: string) => (withParties as readonly string[]).includes(state)

type Holding = Pick<Accident, 'state' | 'surveyorId' | 'dueAt'>

/**
 * Until when whoever has the case after a move must move it on: the parties from the report or the return on, a surveyor from the taking
 * on. Null where nobody's time runs here: with an officer, with a determination (which has its own deadline), at the end.
 */
export function dueAtAfter(before: Holding, after: Pick<Holding, 'state' | 'surveyorId'>, now: Date): Date | null {
  if (isWithParties(after.state)) {
    return isWithParties(before.state) ? before.dueAt : new Date(now.getTime() + partiesHaveMs)
  }
  if (after.state !== 'deciding' || after.surveyorId === null) return null
  const sameHand = before.state === 'deciding' && before.surveyorId === after.surveyorId
  return sameHand ? before.dueAt : new Date(now.getTime() + surveyorHasMs)
}
