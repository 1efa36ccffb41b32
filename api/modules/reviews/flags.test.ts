import { expect, it } from 'vitest'
import { flagsOf } from './flags.ts'

const nothing = {
  departsFromProposal: false,
  conflictOfInterest: false,
  registerDown: false,
  claimSuperseded: false,
  photos: [],
}

it('flags nothing where nothing is remarkable', () => {
  expect(flagsOf(nothing)).toEqual([])
})

it.each([
  ['departs-from-proposal', { departsFromProposal: true }],
  ['conflict-of-interest', { conflictOfInterest: true }],
  ['register-down', { registerDown: true }],
  ['claim-of-superseded-determination', { claimSuperseded: true }],
  ['photo-reused', { photos: ['photo-reused'] }],
] as const)('flags %s', (flag, change) => {
  expect(flagsOf({ ...nothing, ...change })).toEqual([flag])
})

it('names each flag once', () => {
  const photos = ['photo-mismatch', 'photo-mismatch']
  expect(flagsOf({ ...nothing, departsFromProposal: true, photos })).toEqual([
    'departs-from-proposal',
    'photo-mismatch',
  ])
})
