import type { Determination } from '../../generated/prisma/client.ts'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { accidentForms } from '../determinations/rules/collision-lists.ts'
import { decisionSchema } from '../determinations/service.ts'
import type { Responsibility } from './settled-sides.ts'

interface Responsibilities {
  /** What a side bears; in a chain of contacts its heaviest part. */
  readonly bySide: ReadonlyMap<string, Responsibility>
  /** One division of the whole accident: every side bears the same in each of its contacts. Otherwise no single share exists. */
  readonly undivided: boolean
}

/** The kinds stand from heavy to light. */
const weight = ({ kind, percent }: Responsibility) =>
  (liabilityKinds.length - liabilityKinds.indexOf(kind)) * 1000 + percent

/**
 * Who bears what in the accident as a whole. Kinds of different contacts are never merged (DOMAIN.md 1.6): a car that pushes the next into
 * a third is liable alone in both contacts, but where two contacts are decided differently nobody may add them up.
 */
export function responsibilities({ decision }: Pick<Determination, 'decision'>): Responsibilities {
  const bySide = new Map<string, Responsibility>()
  let undivided = true
  for (const { side, kind, percent } of decisionSchema.parse(decision).contacts.flatMap(({ shares }) => shares)) {
    const before = bySide.get(side)
    if (before && (before.kind !== kind || before.percent !== percent)) undivided = false
    if (!before || weight({ kind, percent }) > weight(before)) bySide.set(side, { kind, percent })
  }
  return { bySide, undivided }
}

/** 事故形态 of the first contact, in words. */
export function accidentFormOf({ decision }: Pick<Determination, 'decision'>): string {
  const code = decisionSchema.parse(decision).contacts[0]?.form
  return accidentForms.find((form) => form.code === code)?.name.zh ?? '其他'
}

/** What every party signed they agreed upon; what an officer decided they did not have to. */
export const agreedByAll = ({ mandate, inForceAt }: Pick<Determination, 'mandate' | 'inForceAt'>): boolean =>
  mandate === 'issue' && inForceAt !== null
