import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { provinces } from '../../../../vision/plates/grammar.ts'
import { likeness, platesSeen } from './plate-reading.ts'
import { plateSeen } from './photo.testing.ts'

const serial = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRSTUVWXYZ')
const plateNumber = fc
  .tuple(
    fc.constantFrom(...provinces),
    fc.constantFrom(...'ABCDEFGHJK'),
    fc.array(serial, { minLength: 5, maxLength: 6 }),
  )
  .map(([province, issuer, rest]) => province + issuer + rest.join(''))

describe('a reading against a known number', () => {
  it('is the same when every sure character is equal', () => {
    expect(likeness(plateSeen('京A88731'), '京A88731')).toBe('same')
  })

  it('folds what no reader can tell apart', () => {
    expect(likeness(plateSeen('京A8O731'), '京A80731')).toBe('same')
    expect(likeness(plateSeen('京AI8731'), '京A18731')).toBe('same')
  })

  it('fits where only "?" stands between them', () => {
    expect(likeness(plateSeen('?A88731'), '京A88731')).toBe('fits')
    expect(likeness(plateSeen('京A8873?'), '京A88731')).toBe('fits')
  })

  it('fits when all characters agree but one of them was doubtful', () => {
    expect(likeness(plateSeen('京A88731', 'uncertain'), '京A88731')).toBe('fits')
  })

  it('differs by one character of a sure reading', () => {
    expect(likeness(plateSeen('京A88732'), '京A88731')).toBe('differs')
    expect(likeness(plateSeen('津A88731'), '京A88731')).toBe('differs')
  })

  it('is unclear by one character of a doubtful reading, and differs by two', () => {
    expect(likeness(plateSeen('京A88732', 'uncertain'), '京A88731')).toBe('unclear')
    expect(likeness(plateSeen('京A88742', 'uncertain'), '京A88731')).toBe('differs')
  })

  it('is unclear where too little is known', () => {
    expect(likeness(plateSeen('京A8????'), '京A88731')).toBe('unclear')
    expect(likeness(plateSeen('京A88731', 'unreadable'), '京A88731')).toBe('unclear')
    expect(likeness(plateSeen('', 'unreadable'), '京A88731')).toBe('unclear')
  })

  it('differs in length only when sure: a covered edge hides characters', () => {
    expect(likeness(plateSeen('京AD12345'), '京A12345')).toBe('differs')
    expect(likeness(plateSeen('京A123?'), '京A12345')).toBe('unclear')
  })

  it('property: a plate is always itself, and hiding characters never makes it another', () => {
    fc.assert(
      fc.property(plateNumber, fc.nat({ max: 7 }), (number, hidden) => {
        expect(likeness(plateSeen(number), number)).toBe('same')
        const partly = [...number].map((char, at) => (at < hidden ? '?' : char)).join('')
        expect(likeness(plateSeen(partly), number)).not.toBe('differs')
      }),
    )
  })

  it('property: two different numbers, read surely, are never taken for one', () => {
    fc.assert(
      fc.property(plateNumber, plateNumber, (seen, known) => {
        const result = likeness(plateSeen(seen), known)
        expect(['same', 'differs']).toContain(result)
        expect(result === 'same').toBe(likeness(plateSeen(known), seen) === 'same')
      }),
    )
  })
})

describe('whose plates are in a photo', () => {
  const vehicles = [
    { side: 'A', plateNumber: '京A88731', plateKind: '02' },
    { side: 'B', plateNumber: '黑EF1234', plateKind: '02' },
  ]

  it('names the sides that are seen', () => {
    expect(platesSeen([plateSeen('黑EF1234')], vehicles)).toEqual({ sides: ['B'], strangers: [] })
  })

  it('names a sure stranger', () => {
    expect(platesSeen([plateSeen('沪C55555')], vehicles)).toEqual({ sides: [], strangers: ['沪C55555'] })
  })

  it('makes no stranger of a doubtful reading', () => {
    expect(platesSeen([plateSeen('沪C5555?')], vehicles)).toEqual({ sides: [], strangers: [] })
  })

  it('property: a plate is never both a party’s and a stranger’s', () => {
    fc.assert(
      fc.property(fc.array(plateNumber, { maxLength: 5 }), (numbers) => {
        const seen = [...numbers.map((number) => plateSeen(number)), plateSeen('京A88731')]
        const { sides, strangers } = platesSeen(seen, vehicles)
        expect(sides).toContain('A')
        expect(strangers).not.toContain('京A88731')
      }),
    )
  })
})
