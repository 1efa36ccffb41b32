import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines } from './lines.ts'

/** Chinese characters are one unit wide, everything else half of one. */
const measure = (grapheme: string) => (/\p{Script=Han}|[，。《》、（）]/u.test(grapheme) ? 1 : 0.5)
const widthOf = (line: string) => Array.from(line, measure).reduce((sum, width) => sum + width, 0)
const solid = (text: string) => text.replace(/\s/gu, '')

const text = fc.string({ unit: fc.constantFrom(...'道路交通事故𠮷㛃，。《》（）、ABC黑E12345 -'), maxLength: 80 })

describe('breakLines', () => {
  it('loses no character and makes no line wider than it may be', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (paragraph, width) => {
        const lines = breakLines(paragraph, width, measure)
        expect(solid(lines.join(''))).toBe(solid(paragraph))
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('keeps words, plate numbers and amounts in one piece', () => {
    expect(breakLines('车牌黑E12345', 5, measure)).toEqual(['车牌黑', 'E12345'])
  })

  it('starts no line with closing punctuation and ends none with an opening bracket', () => {
    expect(breakLines('甲方负责。', 4, measure)).toEqual(['甲方负', '责。'])
    expect(breakLines('依据《办法》', 3, measure)).toEqual(['依据', '《办', '法》'])
  })

  it('cuts a word only when it is wider than a line', () => {
    expect(breakLines('a'.repeat(10), 2, measure)).toEqual(['aaaa', 'aaaa', 'aa'])
  })

  it('starts a new line where the text does, and drops characters that cannot be seen', () => {
    expect(breakLines('第一\n\n第\u200b二\u0007', 10, measure)).toEqual(['第一', '', '第二'])
  })
})
