import { expect, it } from 'vitest'
import { timelineShown } from './timelineShown.ts'

const items = [{ action: 'evidence.received' }, { action: 'accident.photos-noted' }, { action: 'evidence.assessed' }]

it('shows the newest first, without what the platform only notes for itself', () => {
  expect(timelineShown(items, false)).toEqual([{ action: 'evidence.assessed' }, { action: 'evidence.received' }])
})

it('holds nothing back from whoever asks for everything', () => {
  expect(timelineShown(items, true)).toHaveLength(3)
})
