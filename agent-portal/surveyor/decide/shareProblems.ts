import { type Catalogue, percentOf, type ShareDraft } from './draft.ts'

export type ShareProblem =
  | 'full-beside-fault'
  | 'main-without-secondary'
  | 'equal-alone'
  | 'secondary-alone'
  | 'accident-reason-required'
  | 'ratio-contradicts-kind'
  | 'not-hundred'

/**
 * What is inconsistent in the shares of one contact, said while they are entered; the server decides when they are sent. The codes are its
 * own. Source: DOMAIN.md 1.6 (APR 60).
 */
export function shareProblems(
  shares: readonly ShareDraft[],
  accidentReason: string,
  catalogue: Pick<Catalogue, 'liabilityKinds'>,
): ShareProblem[] {
  const count = (kind: ShareDraft['kind']) => shares.filter((share) => share.kind === kind).length
  const percents = shares.map((share) => percentOf(share, catalogue))
  const nobody = count('none') === shares.length
  const total = percents.reduce((sum, percent) => sum + percent, 0)

  const rules: Record<ShareProblem, boolean> = {
    'full-beside-fault': count('full') > 0 && count('none') < shares.length - 1,
    'main-without-secondary': count('main') > 0 && count('secondary') === 0,
    'equal-alone': count('equal') === 1,
    'secondary-alone': count('secondary') > 0 && count('main') === 0 && count('equal') < 2,
    'accident-reason-required': nobody && accidentReason.trim() === '',
    'ratio-contradicts-kind': shares.some(({ kind }, index) => !fits(kind, percents[index] ?? 0)),
    'not-hundred': total !== (nobody ? 0 : 100),
  }
  return (Object.keys(rules) as ShareProblem[]).filter((problem) => rules[problem])
}

/** Full is all, none is nothing, everything else lies between. */
function fits(kind: ShareDraft['kind'], percent: number): boolean {
  if (!Number.isInteger(percent)) return false
  if (kind === 'full') return percent === 100
  if (kind === 'none') return percent === 0
  return percent >= 1 && percent <= 99
}
