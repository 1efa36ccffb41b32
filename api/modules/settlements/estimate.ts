import { z } from 'zod'
import { addUp, Cents } from '../../kernel/money.ts'
import type { Bilingual, CompensationRules } from '../../kernel/rule-set.ts'
import { compensate } from './rules/compensation.ts'
import { settledSide, type SideToSettle } from './settled-sides.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

const covers = [
  'compulsory',
  'compulsory-no-fault',
  'compulsory-own',
  'in-place-of-compulsory',
  'third-party',
  'own-damage',
  'personal',
  'self',
  'between-parties',
] as const

/** One line of the estimate as it is stored; `from` and `to` are sides. */
export const settledLine = z.object({
  from: z.string(),
  to: z.string(),
  cover: z.enum(covers),
  amountCents: Cents,
  advanced: z.boolean(),
  note: bilingual,
})

/** The stored losses: the sides as they stood, and what must be said of the estimate as a whole. */
export const settledLosses = z.object({ sides: z.array(settledSide), notes: z.array(bilingual) })
export const settledLines = z.array(settledLine)

interface Estimate {
  readonly mutualClaim: boolean
  readonly lines: z.infer<typeof settledLines>
  readonly totalCents: Cents
  readonly losses: z.infer<typeof settledLosses>
}

const contactByContact: Bilingual = {
  zh: '多次碰撞责任不同，由保险公司按各次碰撞分别理算',
  en: 'the contacts were decided differently: the insurers settle them one by one',
}

const insteadOfMutualClaim = (obstacles: readonly Bilingual[]): Bilingual => ({
  zh: `各方约定了互碰自赔，但现在不符合条件，按一般方式估算：${obstacles.map(({ zh }) => zh).join('；')}`,
  en: `each was to claim at his own insurer, but the conditions no longer hold; estimated the ordinary way: ${obstacles.map(({ en }) => en).join('; ')}`,
})

/**
 * Estimates who pays what. 互碰自赔 where the parties agreed upon it (`obstacles` is null where they did not) and nothing stands in its way,
 * otherwise the ordinary way, with a note that says why. Where no single share exists (`undivided`), or the rules give no answer, there are
 * no lines and a note says so: the claims are reported all the same.
 */
export function estimate(
  sides: readonly SideToSettle[],
  undivided: boolean,
  rules: CompensationRules,
  obstacles: readonly Bilingual[] | null,
): Estimate {
  const parties = sides.map(({ party }) => party)
  const totalCents = addUp(parties.map(({ lossCents }) => lossCents))
  const settled = sides.map((side) => side.settled)
  const mutualClaim = obstacles?.length === 0
  const notHeld = obstacles && !mutualClaim ? [insteadOfMutualClaim(obstacles)] : []
  const without = (note: Bilingual): Estimate => ({
    mutualClaim: false,
    lines: [],
    totalCents,
    losses: { sides: settled, notes: [...notHeld, note] },
  })
  if (!undivided) return without(contactByContact)

  const result = compensate(parties, rules, mutualClaim ? 'mutual-claim' : 'ordinary')
  if (result.kind === 'refused') return without(result.text)
  return { mutualClaim, lines: result.lines, totalCents, losses: { sides: settled, notes: notHeld } }
}
