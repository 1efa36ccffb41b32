import type { Catalogue } from './draft.ts'

export type Situation = Catalogue['situations'][number]

/** The situations whose name, code or role holds every word that was typed, in either language. */
export function findSituations(situations: readonly Situation[], typed: string): Situation[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return situations.filter(({ code, name, faultRole }) => {
    const text = [code, name.zh, name.en, faultRole.zh, faultRole.en].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What surveyors see most often comes first; the rest follows. */
const oftenFirst = ['rear-end', 'lane-change', 'reversing', 'give-way', 'signal', 'door']

const rankOf = ({ shortCode }: Situation): number => {
  const rank = oftenFirst.indexOf(shortCode)
  return rank < 0 ? oftenFirst.length : rank
}

/** In groups by the short situation that insurers know (事故情形), within each in the catalogue's own order. */
export function bySituationGroup(situations: readonly Situation[]): Map<string, Situation[]> {
  const groups = new Map<string, Situation[]>()
  for (const situation of situations.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    groups.set(situation.shortCode, [...(groups.get(situation.shortCode) ?? []), situation])
  }
  return groups
}

/** The facts to ask now: those the engine misses and those already answered, in the order of the catalogue. */
export function askedFacts(
  situation: Situation,
  answers: Readonly<Record<string, string>>,
  missing: readonly { readonly code: string; readonly fact: { readonly id: string } }[],
): Situation['facts'] {
  const open = new Set(missing.filter(({ code }) => code === situation.code).map(({ fact }) => fact.id))
  return situation.facts.filter(({ id }) => open.has(id) || answers[id] !== undefined)
}
