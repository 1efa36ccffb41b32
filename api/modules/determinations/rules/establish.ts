import type { Fact, SituationRow } from '../../../kernel/rule-set.ts'
import { otherSideClear } from './situation-row.ts'

/** A situation that the surveyor picked for a contact. Equal-fault situations name no party: they are about both sides. */
export interface PickedSituation {
  code: string
  faultPartyId: string | null
  /** Fact id -> answer value; `unknown` means that nobody can tell, an absent key that nobody was asked yet. */
  answers: Readonly<Record<string, string>>
}

/** `open`: questions are unanswered; `unknowable`: somebody answered that it cannot be told. */
export type Standing = 'established' | 'refuted' | 'officer' | 'unknowable' | 'open'

export interface Establishment {
  picked: PickedSituation
  row: SituationRow
  standing: Standing
  missing: Fact[]
  unknowable: Fact[]
  suggests: string[]
}

/**
 * What the answers make of a situation. One refuting answer rules it out, whatever else is open; it is established only
 * when every fact that counts has been answered in its favour.
 */
export function establish(picked: PickedSituation, row: SituationRow, othersAtFault: boolean): Establishment {
  const facts = othersAtFault ? row.facts.filter(({ id }) => id !== otherSideClear) : row.facts
  const answered = facts.map((fact) => {
    const value = picked.answers[fact.id]
    return { fact, value, answer: fact.answers.find((answer) => answer.value === value) }
  })
  const effects = answered.map(({ answer }) => answer?.effect)
  const unknowable = answered.filter(({ fact, value }) => value === 'unknown' && counts(fact)).map(({ fact }) => fact)
  const missing = answered.filter(({ answer, value }) => !answer && value !== 'unknown').map(({ fact }) => fact)
  return {
    picked,
    row,
    missing,
    unknowable,
    suggests: [...new Set(answered.flatMap(({ answer }) => answer?.suggests ?? []))],
    standing: standingOf(),
  }

  function standingOf(): Standing {
    if (effects.includes('refutes')) return 'refuted'
    if (unknowable.length > 0) return 'unknowable'
    if (effects.includes('officer')) return 'officer'
    return missing.some(counts) ? 'open' : 'established'
  }
}

/** A fact whose every answer is neutral is worth knowing but decides nothing. */
function counts(fact: Fact): boolean {
  return fact.answers.some(({ effect }) => effect !== 'neutral')
}
