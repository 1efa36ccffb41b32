import { describe, expect, it } from 'vitest'
import { askedFacts, bySituationGroup, findSituations, type Situation } from './findSituations.ts'

const situation = (code: string, zh: string, shortCode: string): Situation => ({
  code,
  name: { zh, en: code },
  faultRole: { zh: '后车', en: 'rear' },
  outcome: 'full',
  shortCode,
  articles: [],
  facts: ['same-lane', 'front-motion'].map((id) => ({
    id,
    concerns: 'contact',
    type: 'yes-no',
    question: { zh: id, en: id },
    answers: [],
  })),
  notes: [],
})
const rearEnd = situation('L01', '追尾', 'rear-end')
const laneChange = situation('L02', '变更车道影响他车', 'lane-change')

describe('the catalogue of situations', () => {
  it.each([
    ['追尾', ['L01']],
    ['车道 变更', ['L02']],
    ['l02', ['L02']],
    ['', ['L01', 'L02']],
    ['红灯', []],
  ])('answers %j with %j', (typed, codes) => {
    expect(findSituations([rearEnd, laneChange], typed).map(({ code }) => code)).toEqual(codes)
  })

  it('stands in the groups that insurers know, the most frequent first', () => {
    const rolling = situation('L17', '溜车', 'rolling')
    expect([...bySituationGroup([rolling, laneChange, rearEnd]).keys()]).toEqual(['rear-end', 'lane-change', 'rolling'])
  })

  it('asks what the engine misses and keeps what was answered, nothing else', () => {
    const missing = [{ code: 'L01', fact: { id: 'front-motion' } }]
    const asked = (answers: Record<string, string>) => askedFacts(rearEnd, answers, missing).map(({ id }) => id)
    expect(asked({})).toEqual(['front-motion'])
    expect(asked({ 'same-lane': 'yes' })).toEqual(['same-lane', 'front-motion'])
  })
})
