import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { routes } from '../../../kernel/rule-set.ts'
import type { ScreeningCode } from '../../../kernel/rule-set.ts'
import { ruleSetInForceAt } from '../../../rules.ts'
import type { AccidentFacts, VehicleFacts } from './accident-facts.ts'
import { screen } from './screen.ts'
import type { ScreeningAnswers } from './screen.ts'

const occurredAt = new Date('2026-06-01T02:00:00Z')
const daqing = ruleSetInForceAt(occurredAt, '230600')
const qingdao = ruleSetInForceAt(occurredAt, '370200')
const codes = daqing.screening.map(({ code }) => code)
const allNo: ScreeningAnswers = Object.fromEntries(codes.map((code) => [code, 'no']))
const vehicle: VehicleFacts = {
  compulsoryInsured: true,
  insuredInProvince: true,
  plateClass: 'ordinary',
  estimatedLossCents: null,
}
const twoCars: AccidentFacts = {
  occurredAt,
  parties: ['motor', 'motor'],
  vehicles: [vehicle, vehicle],
  expressway: false,
}

const yes = (code: ScreeningCode, facts: Partial<AccidentFacts> = {}) =>
  screen({ ...allNo, [code]: 'yes' }, { ...twoCars, ...facts }, daqing)
const instructed = (result: ReturnType<typeof screen>) => result.instructions.map(({ code }) => code)

describe('screening', () => {
  it('opens self-negotiation for two insured cars when every answer is no', () => {
    const result = screen(allNo, twoCars, daqing)
    expect(result).toMatchObject({ route: 'A', stop: false, reasons: [], missing: [] })
    expect(instructed(result)).toEqual(['to-safety', 'photograph-then-clear', 'agree-then-sign'])
  })

  it('asks the six stop matters first and leaves the rest for later', () => {
    const stop = daqing.screening.filter(({ asked }) => asked === 'stop').sort((a, b) => a.order - b.order)
    expect(stop.map(({ code }) => code)).toEqual(['X01', 'X09', 'X03', 'X05', 'X02', 'X07', 'X06'])
  })

  it.each(codes.filter((code) => code.startsWith('X')))(
    'stops, protects the scene and calls the police on %s',
    (code) => {
      const result = yes(code)
      expect(result.route).not.toBe('A')
      expect(result.stop).toBe(true)
      expect(instructed(result)).toEqual(expect.arrayContaining(['call-122-now', 'evacuate-and-protect-scene']))
      expect(instructed(result)).not.toContain('photograph-then-clear')
    },
  )

  it.each(['X02', 'X03', 'X06'] as const)(
    'keeps the simple procedure open on %s unless a crime is suspected',
    (code) => {
      expect(yes(code).route).toBe('C')
      expect(yes(code, { crimeSuspected: true }).route).toBe('E')
    },
  )

  it('routes an injury by how light it is and by what everybody wants', () => {
    const injury = { fatal: false, veryLight: true, allConsentToSimple: true, allRequestFastHandling: false }
    expect(yes('X01').route).toBe('E')
    expect(yes('X01', { injury }).route).toBe('C')
    expect(yes('X01', { injury: { ...injury, allConsentToSimple: false } }).route).toBe('E')
    const fast = { ...injury, veryLight: false, allRequestFastHandling: true }
    expect(yes('X01', { injury: fast }).route).toBe('D')
    expect(yes('X01', { injury: fast, dispute: { jointApplication: true } }).route).toBe('E')
    expect(yes('X01', { injury: { ...injury, fatal: true } }).route).toBe('E')
  })

  it.each(['Y01', 'Y02'] as const)('clears the road first and then reports on %s', (code) => {
    const result = yes(code)
    expect(result).toMatchObject({ route: 'C', stop: false })
    expect(instructed(result)).toEqual(['to-safety', 'photograph-then-clear', 'report-after-clearing'])
  })

  it('lets nobody drive away from a road, power or telecom facility (IR 88)', () => {
    expect(instructed(yes('Y02', { keptFacilityStruck: true }))).toContain('wait-for-police')
  })

  it('sends disputes online on a joint application, otherwise to an officer', () => {
    expect(screen(allNo, { ...twoCars, dispute: { jointApplication: true } }, daqing).route).toBe('B')
    expect(screen(allNo, { ...twoCars, dispute: { jointApplication: false } }, daqing).route).toBe('C')
  })

  it('tells everybody on an expressway to leave the camera and get behind the barrier', () => {
    const result = screen(allNo, { ...twoCars, expressway: true }, daqing)
    expect(result.stop).toBe(true)
    expect(instructed(result)).toEqual(['behind-barrier', 'call-122-now'])
  })

  it('knows who may negotiate with whom', () => {
    const routeOf = (parties: AccidentFacts['parties']) => screen(allNo, { ...twoCars, parties }, daqing).route
    expect(routeOf(['motor', 'non-motor'])).toBe('A')
    expect(routeOf(['non-motor', 'non-motor'])).toBe('A')
    expect(routeOf(['non-motor', 'pedestrian'])).toBe('A')
    expect(routeOf(['motor', 'pedestrian'])).toBe('C')
    expect(routeOf(['motor'])).toBe('C')
  })

  it('goes on, flagged, while a registry is silent', () => {
    const silent = { ...vehicle, compulsoryInsured: null }
    expect(screen(allNo, { ...twoCars, vehicles: [vehicle, silent] }, daqing)).toMatchObject({
      route: 'A',
      missing: ['Z01'],
    })
    const uninsured = { ...vehicle, compulsoryInsured: false }
    expect(screen(allNo, { ...twoCars, vehicles: [vehicle, uninsured] }, daqing).route).toBe('C')
  })

  it('applies the conditions of the city and not of another', () => {
    const atNight = { ...twoCars, occurredAt: new Date('2026-06-01T14:00:00Z') }
    expect(screen(allNo, atNight, daqing).route).toBe('A')
    expect(screen(allNo, atNight, qingdao)).toMatchObject({ route: 'C', reasons: [{ code: 'Z03' }] })
    const three: AccidentFacts = { ...twoCars, parties: ['motor', 'motor', 'motor'] }
    expect(screen(allNo, three, qingdao).reasons.map(({ code }) => code)).toEqual(['Z02'])
  })

  it('names what nobody has answered and never takes "unknown" for "no"', () => {
    expect(screen({}, twoCars, daqing).missing).toEqual(codes.toSorted(byOrder))
    expect(screen({ ...allNo, X03: 'unknown' }, twoCars, daqing)).toMatchObject({ route: 'C', missing: ['X03'] })
  })

  it('never becomes milder by one more yes', () => {
    const answers = fc.record(
      Object.fromEntries(codes.map((code) => [code, fc.constantFrom('yes', 'no', 'unknown', undefined)])),
    )
    const flags = fc.record({
      fatal: fc.boolean(),
      veryLight: fc.boolean(),
      allConsentToSimple: fc.boolean(),
      allRequestFastHandling: fc.boolean(),
    })
    const situations = fc.record({
      parties: fc.array(fc.constantFrom('motor' as const, 'non-motor' as const, 'pedestrian' as const), {
        minLength: 1,
        maxLength: 4,
      }),
      expressway: fc.boolean(),
      crimeSuspected: fc.boolean(),
      injury: fc.option(flags, { nil: undefined }),
      dispute: fc.option(fc.record({ jointApplication: fc.boolean() }), { nil: undefined }),
    })
    fc.assert(
      fc.property(answers, fc.constantFrom(...codes), situations, (given, code, changed) => {
        const facts = { ...twoCars, ...changed }
        const before = screen(given as ScreeningAnswers, facts, daqing)
        const after = screen({ ...given, [code]: 'yes' }, facts, daqing)
        expect(routes.indexOf(after.route)).toBeGreaterThanOrEqual(routes.indexOf(before.route))
        if (before.stop) expect(after.stop).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

function byOrder(a: ScreeningCode, b: ScreeningCode): number {
  const order = (code: ScreeningCode) => daqing.screening.find((question) => question.code === code)?.order ?? 0
  return order(a) - order(b)
}
