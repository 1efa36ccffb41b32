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
