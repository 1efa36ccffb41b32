import { describe, expect, it } from 'vitest'
import { isFailure } from './errors.ts'
import { availableActions, transition, type Workflow } from './transitions.ts'

const notYet = { zh: '还不行', en: 'not yet' }
const door: Workflow<'open' | 'shut', 'open' | 'shut' | 'lock', { key: boolean }> = {
  open: { shut: { to: 'shut' } },
  shut: { open: { to: 'open', unless: ({ key }) => (key ? undefined : notYet) }, lock: { to: 'shut' } },
}

function failureOf(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('transition', () => {
  it('leads where the table says', () => {
    expect(transition(door, 'shut', 'open', { key: true })).toEqual({ from: 'shut', to: 'open', action: 'open' })
  })

  it('fails with the guard’s own words', () => {
    const failure = failureOf(() => transition(door, 'shut', 'open', { key: false }))
    expect(isFailure(failure, 'not-now') && failure.details).toEqual({ action: 'open', state: 'shut', reason: notYet })
  })

  it('fails for an action that this state does not know', () => {
    expect(
      isFailure(
        failureOf(() => transition(door, 'open', 'lock', { key: true })),
        'not-now',
      ),
    ).toBe(true)
  })
})

describe('availableActions', () => {
  it('names what is allowed, and of the rest why not', () => {
    expect(availableActions(door, 'shut', { key: false }, () => true)).toEqual([
      { action: 'open', allowed: false, reason: notYet },
      { action: 'lock', allowed: true },
    ])
  })

  it('does not mention what this actor may not do at all', () => {
    expect(availableActions(door, 'shut', { key: true }, (action) => action === 'lock')).toEqual([
      { action: 'lock', allowed: true },
    ])
  })
})
