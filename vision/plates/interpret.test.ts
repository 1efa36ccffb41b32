import { describe, expect, it } from 'vitest'
import { interpretLine } from './interpret.ts'
import { lineOf, sure } from './likelihoods.testing.ts'

const read = (text: string, colour: Parameters<typeof interpretLine>[1]) =>
  interpretLine(lineOf(...sure(text)), colour)?.text ?? null

describe('interpretLine', () => {
  it.each([
    ['京A88731', 'blue'],
    ['黑ED20867', 'green'],
    ['粤B12345D', 'yellow-green'],
    ['冀C1234挂', 'yellow'],
    ['川A123B学', 'yellow'],
    ['京A1234警', 'white'],
    ['粤Z1234港', 'black'],
    ['粤ZAB12澳', 'black'],
    ['使123456', 'black'],
    ['沪12345领', 'black'],
    ['沪A1639领', 'black'],
    ['京X1234应急', 'white'],
    ['民航A0123', 'green'],
    ['民航A0123', null],
  ] as const)('reads %s on %s', (text, colour) => {
    expect(read(text, colour)).toBe(text)
  })

  it('lets the text stand where the colour contradicts it', () => {
    expect(read('京A88731', 'green')).toBe('京A88731')
  })

  it('goes by the colour where the last character may be 警 or a digit', () => {
    const places = [...sure('京A1234'), { 警: 0.4, 8: 0.5 }]
    expect(interpretLine(lineOf(...places), 'white')?.text).toBe('京A1234警')
    expect(interpretLine(lineOf(...places), 'blue')?.text).toBe('京A12348')
  })

  it('takes capitals and digits for a military plate only on white', () => {
    expect(read('AB12345', 'white')).toBe('AB12345')
    expect(read('AB12345', null)).toBeNull()
    expect(read('AB12345', 'black')).toBeNull()
  })

  it.each([
    ['a phone number', '13812345678', null],
    ['a phone number on a blue sign', '13812345678', 'blue'],
    ['a word in capitals', 'SERVICE', 'blue'],
    ['a brand', 'QUATTRO', null],
    ['three digits', '京A1', 'blue'],
  ] as const)('does not read %s as a plate', (_, text, colour) => {
    expect(read(text, colour)).toBeNull()
  })

  it('reads a plate whose province is hidden on the ground of a plate, and not without one', () => {
    expect(read('A88731', 'blue')).toBe('?A88731')
    expect(read('A88731', null)).toBeNull()
  })
})
