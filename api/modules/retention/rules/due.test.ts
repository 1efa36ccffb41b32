import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAt, endedBy, stagesDue, type KeptCase } from './due.ts'
import { erasureStages, periodsInForce, retentionPeriods } from './retention-periods.ts'

const [periods] = retentionPeriods
if (!periods) throw new Error('no row')
const closedAt = new Date('2026-01-10T03:00:00Z')
const closed: KeptCase = {
  state: 'closed',
  closedAt,
  previewsErasedAt: null,
  photosErasedAt: null,
  personalErasedAt: null,
}
const after = (days: number) => new Date(closedAt.getTime() + days * 24 * 3_600_000)
const at = (now: Date, change: Partial<KeptCase> = {}, held = false) =>
  stagesDue({ ...closed, ...change }, { periods, held, now })

describe('what is due', () => {
  it('goes step by step: copies, photos, personal details', () => {
    const { previews, photos, personal } = periods.closedDays
    expect(at(new Date(after(previews).getTime() - 1))).toEqual([])
    expect(at(after(previews))).toEqual(['previews'])
    expect(at(after(photos))).toEqual(['previews', 'photos'])
    expect(at(after(personal))).toEqual(['previews', 'photos', 'personal'])
  })

  it('is what has not gone yet', () => {
    const gone = { previewsErasedAt: closedAt, photosErasedAt: closedAt }
    expect(at(after(10_000), gone)).toEqual(['personal'])
    expect(at(after(10_000), { ...gone, personalErasedAt: closedAt })).toEqual([])
  })

  it('is everything at once where nobody went on with the case', () => {
    expect(at(after(periods.abandonedDays - 1), { state: 'withdrawn' })).toEqual([])
    expect(at(after(periods.abandonedDays), { state: 'withdrawn' })).toEqual(['previews', 'photos', 'personal'])
  })

  it('is nothing while the case is held, or open, or its city has no periods', () => {
    expect(at(after(10_000), {}, true)).toEqual([])
    expect(at(after(10_000), { state: 'with-officer', closedAt: null })).toEqual([])
    expect(stagesDue(closed, { periods: undefined, held: false, now: after(10_000) })).toEqual([])
  })

  it('is found by the query exactly when the rule says so', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...erasureStages),
        fc.constantFrom('closed', 'withdrawn'),
        fc.integer({ min: -1, max: 200_000_000 }),
        (stage, state, secondsOn) => {
          const now = new Date(closedAt.getTime() + secondsOn * 1000)
          const due = dueAt({ ...closed, state }, stage, periods)
          expect(due !== null && due <= now).toBe(closedAt <= endedBy(state, stage, periods, now))
        },
      ),
    )
  })
})

describe('the periods of the cities', () => {
  it('each names its source and how far it was checked, and lets nothing outlive what it hangs on', () => {
    for (const { source, verified, closedDays, abandonedDays } of retentionPeriods) {
      expect(source.length).toBeGreaterThan(10)
      expect([true, false, 'seed']).toContain(verified)
      expect(closedDays.previews).toBeLessThanOrEqual(closedDays.photos)
      expect(closedDays.photos).toBeLessThanOrEqual(closedDays.personal)
      expect(abandonedDays).toBeGreaterThan(0)
    }
  })

  it('are those of the day: before the first row, and of an unknown city, there are none', () => {
    expect(periodsInForce('2026-11-26', '230600')).toBe(periods)
    expect(periodsInForce('2020-01-01', '230600')).toBeUndefined()
    expect(periodsInForce('2026-11-26', '999999')).toBeUndefined()
  })
})
