import { describe, expect, it } from 'vitest'
import { summarise } from './score-summary.ts'
import { wilson } from './wilson.ts'

const read = (text: string) => ({ text, status: 'read', confidence: 0.99 })
const misread = {
  file: 'a',
  crop: true,
  plates: [{ plate: '京A12345', color: 'blue', hit: false }],
  reads: [read('京A12346')],
  ms: 1,
}

describe('summarise', () => {
  it('counts a photo by its first plate and plates one by one', () => {
    const plates = [
      { plate: '京A12345', color: 'blue', hit: false },
      { plate: '沪B23456', color: 'blue', hit: true },
    ]
    const summary = summarise([
      { file: 'a.jpg', crop: false, disputed: false, plates, reads: [read('沪B23456')], ms: 10 },
    ])
    expect(summary.any).toMatchObject({ hits: 0, of: 1 })
    expect(summary.plates).toMatchObject({ hits: 1, of: 2, percent: 50 })
    expect(summary.exact).toBeNull()
    expect(summary.perProvince).toMatchObject({ 京: { hits: 0 }, 沪: { hits: 1 } })
    expect(summary.misses).toMatchObject([{ file: 'a.jpg', missed: ['京A12345'] }])
  })

  it('holds a confident wrong reading against the reader', () => {
    expect(summarise([{ ...misread, disputed: false }]).sureButWrong).toBe(1)
  })

  it('lists a disputed label and counts it nowhere', () => {
    const summary = summarise([{ ...misread, disputed: true }])
    expect(summary).toMatchObject({ photos: 0, exact: null, sureButWrong: 0, misses: [], disputed: 1 })
    expect(summary.disputedMisses).toMatchObject([{ file: 'a', missed: ['京A12345'] }])
  })
})

describe('wilson', () => {
  it('gives the published interval', () => {
    // Newcombe, Two-sided confidence intervals for the single proportion (1998), table I: 81 of 263.
    expect(wilson(81, 263)).toMatchObject({ percent: 30.8, low: 25.5, high: 36.6 })
  })

  it('claims no certainty from a perfect score', () => {
    expect(wilson(20, 20)).toMatchObject({ percent: 100, high: 100 })
    expect(wilson(20, 20).low).toBeLessThan(85)
  })
})
