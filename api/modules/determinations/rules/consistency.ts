import type { Bilingual, LiabilityKind } from '../../../kernel/rule-set.ts'
import { defaultShares } from './liability.ts'

/** One party's part in one contact; `percent` is null until somebody enters or defaults it. */
export interface Share {
  partyId: string
  kind: LiabilityKind
  percent: number | null
}

export interface SharedContact {
  partyIds: readonly string[]
  shares: readonly Share[]
  /** Why it is nobody's fault (交通意外), when it is. */
  accidentReason?: string | null
}

export type ShareProblemCode =
  | 'party-missing'
  | 'party-twice'
  | 'not-of-this-contact'
  | 'full-beside-fault'
  | 'main-without-secondary'
  | 'equal-alone'
  | 'secondary-alone'
  | 'accident-reason-required'
  | 'ratios-required'
  | 'ratio-contradicts-kind'
  | 'not-hundred'

export interface ShareProblem {
  code: ShareProblemCode
  text: Bilingual
}

const texts: Record<ShareProblemCode, Bilingual> = {
  'party-missing': { zh: '有当事人没有写明责任', en: 'a party of the contact has no share' },
  'party-twice': { zh: '同一当事人写了两次责任', en: 'a party has two shares' },
  'not-of-this-contact': { zh: '有当事人不属于这次碰撞', en: 'a party does not belong to this contact' },
  'full-beside-fault': { zh: '一方全责时，其他各方都应无责', en: 'beside full responsibility all others have none' },
  'main-without-secondary': { zh: '有主要责任时，至少一方负次要责任', en: 'main needs at least one secondary' },
  'equal-alone': { zh: '同等责任至少要有两方', en: 'equal needs at least two' },
  'secondary-alone': { zh: '次要责任须有主要或同等责任方', en: 'secondary needs a main, or equals, beside it' },
  'accident-reason-required': { zh: '各方无责（交通意外）须写明理由', en: 'nobody at fault: state the reason' },
  'ratios-required': { zh: '三方以上有责，须填写各方比例', en: 'three or more liable: enter the ratios' },
  'ratio-contradicts-kind': { zh: '比例与责任类型不符', en: 'a ratio contradicts its kind' },
  'not-hundred': { zh: '各方比例相加应为100%', en: 'the ratios must add up to 100' },
}

/**
 * The rule of DOMAIN 1.6, contact by contact: one full, all others none; main needs a secondary; equals are at least two
 * and beside no full; nobody at fault needs a reason; ratios add up to 100. An empty answer means consistent.
 */
export function checkShares(contact: SharedContact): ShareProblem[] {
  const codes = [...partyProblems(contact), ...kindProblems(contact), ...ratioProblems(contact)]
  return [...new Set(codes)].map((code) => ({ code, text: texts[code] }))
}

/**
 * Fills in the default percent of each kind, where the defaults add up: up to two liable parties. With three or more, or
 * with kinds that do not add up, the ratios stay null for the deciding person. Entered ratios are never touched.
 */
export function withDefaultRatios(shares: readonly Share[]): Share[] {
  const filled = shares.map((share) => ({ ...share, percent: share.percent ?? defaultShares[share.kind] }))
  const total = filled.reduce((sum, { percent }) => sum + percent, 0)
  const mayDefault = liable(shares).length <= 2 && (total === 100 || total === 0)
  return mayDefault ? filled : shares.map((share) => ({ ...share }))
}

function partyProblems({ partyIds, shares }: SharedContact): ShareProblemCode[] {
  const named = new Set(shares.map(({ partyId }) => partyId))
  const problems: ShareProblemCode[] = []
  if (named.size < shares.length) problems.push('party-twice')
  if (partyIds.some((id) => !named.has(id))) problems.push('party-missing')
  if ([...named].some((id) => !partyIds.includes(id))) problems.push('not-of-this-contact')
  return problems
}

function kindProblems({ shares, accidentReason }: SharedContact): ShareProblemCode[] {
  const count = (kind: LiabilityKind) => shares.filter((share) => share.kind === kind).length
  const problems: ShareProblemCode[] = []
  if (count('full') > 0 && (count('full') > 1 || count('none') < shares.length - 1)) problems.push('full-beside-fault')
  if (count('main') > 0 && count('secondary') === 0) problems.push('main-without-secondary')
  if (count('equal') === 1) problems.push('equal-alone')
  if (count('secondary') > 0 && count('main') === 0 && count('equal') < 2) problems.push('secondary-alone')
  if (count('none') === shares.length && !accidentReason?.trim()) problems.push('accident-reason-required')
  return problems
}

function ratioProblems({ shares }: SharedContact): ShareProblemCode[] {
  const problems: ShareProblemCode[] = []
  const percents = shares.flatMap(({ percent }) => percent ?? [])
  if (percents.length < shares.length) return ['ratios-required']
  if (shares.some(contradicts)) problems.push('ratio-contradicts-kind')
  const expected = liable(shares).length === 0 ? 0 : 100
  if (percents.reduce((sum, percent) => sum + percent, 0) !== expected) problems.push('not-hundred')
  return problems
}

/** Full is all, none is nothing, everything else lies between, in whole percent. */
function contradicts({ kind, percent }: Share): boolean {
  if (percent === null || !Number.isInteger(percent)) return true
  if (kind === 'full') return percent !== 100
  if (kind === 'none') return percent !== 0
  return percent < 1 || percent > 99
}

function liable(shares: readonly Share[]): Share[] {
  return shares.filter(({ kind }) => kind !== 'none')
}
