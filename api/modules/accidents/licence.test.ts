import { describe, expect, it } from 'vitest'
import { isSameName, licenceAnswer } from './licence.ts'

describe('the licence register', () => {
  it.each(['suspended', 'revoked', 'expired'])('says that nobody may drive on a licence that is %s', (state) => {
    expect(licenceAnswer(['normal', state, 'not-found'])).toBe('yes')
  })

  it.each(['not-found', 'name-differs'])('leaves it unclear whether a driver may drive: %s', (state) => {
    expect(licenceAnswer(['normal', state])).toBe('unknown')
  })

  it('adds nothing where it is down, has not answered, or knows nothing against anybody', () => {
    expect(licenceAnswer(['normal', 'down', null])).toBeUndefined()
  })
})

describe('a name', () => {
  it.each([
    ['王勇', ' 王 勇 '],
    ['买买提·艾力', '买买提•艾力'],
  ])('is the same however it is written: %s', (one, other) => expect(isSameName(one, other)).toBe(true))

  it('is another where a character differs', () => expect(isSameName('王勇', '王永')).toBe(false))
})
