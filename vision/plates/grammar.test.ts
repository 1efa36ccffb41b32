import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type PlateKindCode,
  comparablePlate,
  formatPlate,
  isPlate,
  maskPlate,
  normalisePlate,
  parsePlate,
  plateForms,
} from './grammar.ts'

const samples: [text: string, kinds: PlateKindCode[]][] = [
  ['京A12345', ['01', '02', '07', '08', '13']],
  ['鲁U8K2Z9', ['01', '02', '07', '08', '13']],
  ['黑EA1B2C', ['01', '02', '07', '08', '13']],
  ['粤BD12345', ['52']],
  ['沪AFK1234', ['52']],
  ['湘AK00001', ['52']],
  ['粤B12345D', ['51']],
  ['京A54321K', ['51']],
  ['冀C1234挂', ['15']],
  ['川A123B学', ['16', '17']],
  ['京A1234警', ['23', '24']],
  ['鲁O1234警', ['23', '24']],
  ['粤Z1234港', ['26']],
  ['粤ZAB12澳', ['27']],
  ['123456使', ['03', '09']],
  ['使123456', ['03', '09']],
  ['沪12345领', ['04', '10']],
  ['沪A1639领', ['04', '10']],
  ['WJ京12345', ['31']],
  ['AB12345', ['32']],
  ['京X1234应急', ['99']],
]

describe('parsePlate', () => {
  it.each(samples)('reads %s', (text, kinds) => {
    expect(parsePlate(text)).toEqual({ text, kinds })
  })

  it.each([
    ['京I12345', 'an issuing letter is never I'],
    ['京AI2345', 'a serial has no I'],
    ['京AO2345', 'a serial has no O'],
    ['京A1234', 'too short'],
    ['京A1234567', 'too long'],
    ['粤BI12345', 'I is no new-energy letter'],
    ['粤BL12345', 'L is no new-energy letter'],
    ['粤BD1234A', 'the last four of a small new-energy plate are digits'],
    ['粤A1234港', 'cross-border plates are issued under 粤Z only'],
    ['台A12345', 'not a province of the standard'],
    ['13812345678', 'a phone number'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(parsePlate(text)).toBeNull()
  })

  it('accepts the issuing letter O of older official plates in look-ups and never generates it', () => {
    expect(isPlate('鲁O12345')).toBe(true)
    expect(isPlate('鲁O12345', { mode: 'generate' })).toBe(false)
  })

  it('accepts the issuing letter that photographed consulate plates carry and never generates it', () => {
    expect(isPlate('沪A1639领')).toBe(true)
    expect(isPlate('沪A1639领', { mode: 'generate' })).toBe(false)
    expect(isPlate('沪12345领', { mode: 'generate' })).toBe(true)
  })

  it('narrows one number to one kind by colour and rows', () => {
    expect(parsePlate('黑E12345', { colour: 'blue', rows: 1 })?.kinds).toEqual(['02'])
    expect(parsePlate('黑E12345', { colour: 'yellow', rows: 1 })?.kinds).toEqual(['01'])
    expect(parsePlate('黑E12345', { colour: 'yellow', rows: 2 })?.kinds).toEqual(['01', '07', '13'])
    expect(parsePlate('黑E12345', { colour: 'green' })).toBeNull()
  })

  it('accepts everything that the generator may compose', () => {
    for (const { slots } of plateForms({ mode: 'generate' })) {
      const composed = fc
        .tuple(...slots.map((slot) => fc.constantFrom(...slot)))
        .map((characters) => characters.join(''))
      fc.assert(
        fc.property(composed, (text) => isPlate(text)),
        { numRuns: 50 },
      )
    }
  })
})

describe('writing a plate', () => {
  it('stores upper case without dot, blanks or full-width forms', () => {
    expect(normalisePlate(' 京ａ·12 3-45 ')).toBe('京A12345')
  })

  it('shows the dot behind the issuing letter, on police plates behind the province', () => {
    expect(formatPlate('京A12345')).toBe('京A·12345')
    expect(formatPlate('京A1234警')).toBe('京·A1234警')
    expect(formatPlate('使123456')).toBe('使123456')
  })

  it('masks all but the ends', () => {
    expect(maskPlate('京A·12345')).toBe('京A***45')
  })

  it('compares what no reader can tell apart as equal', () => {
    expect(comparablePlate('京0O1I23')).toBe(comparablePlate('京O01123'))
    expect(comparablePlate('京D12345')).not.toBe(comparablePlate('京O12345'))
  })
})
