import type { Bilingual, LiabilityKind } from '../../../kernel/rule-set.ts'

/** Names of the kinds as a document prints them (APR 60). */
export const liabilityNames: Record<LiabilityKind, Bilingual> = {
  full: { zh: '全部责任', en: 'full responsibility' },
  main: { zh: '主要责任', en: 'main responsibility' },
  equal: { zh: '同等责任', en: 'equal responsibility' },
  secondary: { zh: '次要责任', en: 'secondary responsibility' },
  none: { zh: '无责任', en: 'no responsibility' },
}

/**
 * Percent of a kind where nobody entered a ratio. Commercial model terms; a ratio never makes a kind.
 * Source: DOMAIN 3.2, insurer code S23 and consumer page S34; the model terms themselves unverified.
 */
export const defaultShares: Record<LiabilityKind, number> = { full: 100, main: 70, equal: 50, secondary: 30, none: 0 }

export type CodeSystem = 'provincial-platform' | 'insurer-photo' | 'insurer-core'

/** What the foreign systems call each kind. 同等 is 13 and 次要 is 12 in the first: never pass a code through (DOMAIN 1.6). */
const foreignCodes: Record<CodeSystem, Record<LiabilityKind, string> & { unclear: string | null }> = {
  'provincial-platform': { full: '10', main: '11', equal: '13', secondary: '12', none: '14', unclear: null },
  'insurer-photo': { full: '1', main: '2', equal: '3', secondary: '4', none: '5', unclear: '0' },
  'insurer-core': { full: '0', main: '1', equal: '2', secondary: '3', none: '4', unclear: '9' },
}

/** The foreign code of a kind, or of "unclear"; null where that system has no code for it. */
export function foreignLiabilityCode(system: CodeSystem, kind: LiabilityKind | 'unclear'): string | null {
  return foreignCodes[system][kind]
}

/** The meaning of a foreign code; undefined for a code that the system does not have. */
export function liabilityOfForeignCode(system: CodeSystem, code: string): LiabilityKind | 'unclear' | undefined {
  const table = foreignCodes[system]
  const meanings = ['full', 'main', 'equal', 'secondary', 'none', 'unclear'] as const
  return meanings.find((meaning) => table[meaning] === code)
}
