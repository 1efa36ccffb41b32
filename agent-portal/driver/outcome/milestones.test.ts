import { expect, it } from 'vitest'
import { en } from '../words.en.ts'
import { zh } from '../words.zh.ts'
import { milestones, milestonesOf } from './milestones.ts'

it('shows the newest first and leaves out what only machines care about', () => {
  const events = [
    { at: '1', action: 'accident.reported' },
    { at: '2', action: 'accident.vehicle-looked-up' },
    { at: '3', action: 'accident.submitted' },
  ]
  expect(milestonesOf(events).map(({ milestone }) => milestone)).toEqual(['accident-submitted', 'accident-reported'])
})

it('has words for every milestone in both languages', () => {
  for (const { milestone } of milestonesOf(milestones.map((action) => ({ at: '', action })))) {
    expect(Object.keys(zh.timeline)).toContain(milestone)
    expect(Object.keys(en.timeline)).toContain(milestone)
  }
})
