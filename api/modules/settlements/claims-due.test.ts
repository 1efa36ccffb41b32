import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advancesNoFault, insurersToTell, linesOf, sidesInsuredBy } from './claims-due.ts'

const side = (name: string, sharePercent: number, insurerId: string | null) => ({ side: name, sharePercent, insurerId })

describe('which insurers get a report', () => {
  it('full against none: the one at fault, which advances the no-fault part', () => {
    const sides = [side('A', 100, 'PICC'), side('B', 0, 'PAIC')]
    expect(insurersToTell(sides)).toEqual(['PICC'])
    const lines = [
      { from: 'A', to: 'B', advanced: false },
      { from: 'B', to: 'A', advanced: true },
    ]
    expect(advancesNoFault(lines, sides, 'PICC')).toBe(true)
    expect(advancesNoFault(lines, sides, 'PAIC')).toBe(false)
  })

  it('shared fault: all of them', () => {
    expect(insurersToTell([side('A', 70, 'PICC'), side('B', 30, 'PAIC'), side('C', 0, 'CPIC')])).toEqual([
      'PICC',
      'PAIC',
      'CPIC',
    ])
  })

  it('nobody at fault: all of them, since each pays its no-fault part', () => {
    expect(insurersToTell([side('A', 0, 'PICC'), side('B', 0, 'PAIC')])).toEqual(['PICC', 'PAIC'])
  })

  it('one report to an insurer of several vehicles', () => {
    expect(insurersToTell([side('A', 50, 'PICC'), side('B', 50, 'PICC')])).toEqual(['PICC'])
  })

  it('leaves out a vehicle whose insurer nobody knows', () => {
    expect(insurersToTell([side('A', 100, null), side('B', 0, 'PAIC')])).toEqual([])
    expect(insurersToTell([side('A', 50, null), side('B', 50, 'PAIC')])).toEqual(['PAIC'])
  })
})

describe('what concerns an insurer', () => {
  it('is exactly the lines that its own vehicles pay or get', () => {
    const sideName = fc.constantFrom('A', 'B', 'C')
    const line = fc.record({ from: sideName, to: sideName })
    const insurer = fc.constantFrom('PICC', 'PAIC', null)
    fc.assert(
      fc.property(fc.array(line), insurer, insurer, insurer, (lines, a, b, c) => {
        const sides = [side('A', 50, a), side('B', 50, b), side('C', 0, c)]
        const own = sidesInsuredBy(sides, 'PICC')
        const shown = linesOf(lines, own)
        expect(shown.every(({ from, to }) => own.has(from) || own.has(to))).toBe(true)
        expect(lines.filter((each) => !shown.includes(each)).some(({ from, to }) => own.has(from) || own.has(to))).toBe(
          false,
        )
      }),
    )
  })

  it('is nothing for somebody without an insurer', () => {
    expect(sidesInsuredBy([side('A', 100, null)], null).size).toBe(0)
  })
})
