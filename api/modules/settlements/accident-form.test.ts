import { expect, it } from 'vitest'
import { accidentFormOf } from './accident-form.ts'

it('names the accident form in words', () => {
  const contact = { id: 'A-B', form: 'rear-end', parts: {}, accidentReason: null, shares: [] }
  expect(accidentFormOf({ decision: { reason: null, contacts: [contact] } })).toBe('追尾碰撞')
})
