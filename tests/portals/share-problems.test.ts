import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LiabilityKind, ShareDraft } from '../../agent-portal/surveyor/decide/draft.ts'
import { shareProblems } from '../../agent-portal/surveyor/decide/shareProblems.ts'
import { checkShares } from '../../api/modules/determinations/rules/consistency.ts'
import { defaultShares } from '../../api/modules/determinations/rules/liability.ts'

const kinds = Object.keys(defaultShares) as LiabilityKind[]
const catalogue = {
  liabilityKinds: kinds.map((code) => ({ code, name: { zh: code, en: code }, percent: defaultShares[code] })),
}

/** Left at the usual one of the kind, entered, or entered wrongly. */
const percent = fc.option(fc.oneof(fc.integer({ min: -5, max: 105 }), fc.constantFrom(0, 33.5, 50, 70, 100)), {
  nil: null,
})
const shares: fc.Arbitrary<ShareDraft[]> = fc.array(fc.record({ kind: fc.constantFrom(...kinds), percent }), {
  minLength: 1,
  maxLength: 5,
})
const reasons = fc.constantFrom('', '  ', '树枝突然坠落')

/** The same shares as the server weighs them: each with its party, the usual percents filled in. */
const asSent = (drafts: readonly ShareDraft[]) =>
  drafts.map((draft, index) => ({
    partyId: `party-${index}`,
    kind: draft.kind,
    percent: draft.percent ?? defaultShares[draft.kind],
  }))

it('finds on the screen what the server would find in the same shares', () => {
  fc.assert(
    fc.property(shares, reasons, (drafts, accidentReason) => {
      const sent = asSent(drafts)
      const found = checkShares({ partyIds: sent.map(({ partyId }) => partyId), shares: sent, accidentReason })
      expect(shareProblems(drafts, accidentReason, catalogue)).toEqual(found.map(({ code }) => code))
    }),
    { numRuns: 500 },
  )
})
