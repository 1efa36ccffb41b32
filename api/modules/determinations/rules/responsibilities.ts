import { liabilityKinds, type LiabilityKind } from '../../../kernel/rule-set.ts'

/** One side's part in the whole accident. */
export interface Responsibility {
  readonly kind: LiabilityKind
  readonly percent: number
}

interface Responsibilities {
  /** What a side bears; in a chain of contacts its heaviest part. */
  readonly bySide: ReadonlyMap<string, Responsibility>
  /** One division of the whole accident: every side bears the same in each of its contacts. Otherwise no single share exists. */
  readonly undivided: boolean
}

interface DecidedContact {
  readonly shares: readonly (Responsibility & { readonly side: string })[]
}

/** The kinds stand from heavy to light. */
const weight = ({ kind, percent }: Responsibility) =>
  (liabilityKinds.length - liabilityKinds.indexOf(kind)) * 1000 + percent

/**
 * Who bears what in the accident as a whole. Kinds of different contacts are never merged (DOMAIN.md 1.6): a car that pushes the next into
 * a third is liable alone in both contacts, but where two contacts are decided differently nobody may add them up.
 */
export function responsibilities(contacts: readonly DecidedContact[]): Responsibilities {
  const bySide = new Map<string, Responsibility>()
  let undivided = true
  for (const { side, kind, percent } of contacts.flatMap(({ shares }) => shares)) {
    const before = bySide.get(side)
    if (before && (before.kind !== kind || before.percent !== percent)) undivided = false
    if (!before || weight({ kind, percent }) > weight(before)) bySide.set(side, { kind, percent })
  }
  return { bySide, undivided }
}
