import { describe, expect, it } from 'vitest'
import { agreement, simpleProcedure } from './sample-views.ts'
import { AgreementView, DocumentView, Stroke } from './view.ts'

describe('what a document must say', () => {
  it.each(['occurredAt', 'place', 'weather', 'parties', 'contacts', 'facts'])(
    'refuses an agreement without %s',
    (field) => {
      expect(AgreementView.safeParse({ ...agreement, [field]: undefined }).success).toBe(false)
    },
  )

  it.each(['name', 'credential', 'contact', 'vehicle'])('refuses a party without %s', (field) => {
    const parties = agreement.parties.map((party) => ({ ...party, [field]: undefined }))
    expect(AgreementView.safeParse({ ...agreement, parties }).success).toBe(false)
  })

  it('refuses a surveyor’s annex under any mandate but issue', () => {
    const annex = { ...agreement.annex, mandate: 'countersign' }
    expect(AgreementView.safeParse({ ...agreement, annex }).success).toBe(false)
  })

  it('refuses a simple-procedure determination without the officer who answers for it', () => {
    expect(DocumentView.safeParse({ ...simpleProcedure, officer: undefined }).success).toBe(false)
  })
})

describe('a stroke', () => {
  it.each([1e308, -1e308, 100_001, Infinity, NaN])('that no screen could have taken is refused: %s', (x) => {
    expect(Stroke.safeParse([{ x, y: 0 }]).success).toBe(false)
  })

  it('is taken from the widest screen', () => {
    expect(Stroke.safeParse([{ x: 7680, y: -4320.5 }]).success).toBe(true)
  })
})
