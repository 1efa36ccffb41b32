import { yuan } from '../../../kernel/money.ts'
import type { Bilingual, CompulsoryLimits } from '../../../kernel/rule-set.ts'

/**
 * Limits of the compulsory insurance by time of the accident. Limits are per accident, all victims together (CTPR 21, 23).
 * The property limit is 2,000 for any degree of fault and 100 without; it is never multiplied by a share.
 */
export const compulsoryLimits: readonly CompulsoryLimits[] = [
  {
    validFrom: '2008-02-01',
    validTo: '2020-09-19',
    source: 'S33; start date unverified',
    verified: true,
    withFault: { deathDisability: yuan(110_000), medical: yuan(10_000), property: yuan(2_000) },
    withoutFault: { deathDisability: yuan(11_000), medical: yuan(1_000), property: yuan(100) },
  },
  {
    validFrom: '2020-09-19',
    validTo: null,
    source: 'S33; switch date unverified',
    verified: true,
    withFault: { deathDisability: yuan(180_000), medical: yuan(18_000), property: yuan(2_000) },
    withoutFault: { deathDisability: yuan(18_000), medical: yuan(1_800), property: yuan(100) },
  },
]

export const estimateLabel: Bilingual = {
  zh: '估算，以保险公司理算为准',
  en: 'Estimate: the insurer decides',
}
