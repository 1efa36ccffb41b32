import { describe, expect, it } from 'vitest'
import { agreement, simpleProcedure } from './sample-views.ts'
import { AgreementView, DocumentView } from './view.ts'

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
