import { describe, expect, it } from 'vitest'
import { remaining, shortCountdown } from './remaining.ts'

const dueAt = '2026-03-05T10:00:00Z'
const before = (minutes: number) => new Date(Date.parse(dueAt) - minutes * 60_000)
const hourMs = 3_600_000

describe('remaining', () => {
  it('is calm down to a quarter of the time, soon below, past from the very moment on', () => {
    expect(remaining(dueAt, before(60), hourMs)).toEqual({ remainingMs: hourMs, share: 1, state: 'calm' })
    expect(remaining(dueAt, before(15), hourMs).state).toBe('calm')
    expect(remaining(dueAt, before(14.9), hourMs).state).toBe('soon')
    expect(remaining(dueAt, before(0), hourMs)).toEqual({ remainingMs: 0, share: 0, state: 'past' })
    expect(remaining(dueAt, before(-5), hourMs)).toEqual({ remainingMs: -300_000, share: 0, state: 'past' })
  })

  it('never shows more than a full ring when the clock of the device is slow', () => {
    expect(remaining(dueAt, before(90), hourMs).share).toBe(1)
  })
})

describe('shortCountdown', () => {
  it.each([
    [750_000, '12:30', 'minutes'],
    [9_000, '0:09', 'minutes'],
    [5 * hourMs + 180_000, '5:03', 'hours'],
    [50 * hourMs, '2', 'days'],
    [-61_000, '1:01', 'minutes'],
  ])('writes %d ms as %s %s', (ms, count, unit) => {
    expect(shortCountdown(ms)).toEqual({ count, unit })
  })
})
