import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plateForms } from '../../../vision/plates/grammar.ts'
import { isCitizenNumber } from './people.ts'
import { fleetOf, remarkableLicences } from './population.ts'
import { keeperOf, licenceOf, policiesOf, vehicleUnder } from './register.ts'
import { withCheckDigit } from './vin.ts'

const dates = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Any plate of the grammar, of any kind that this register keeps. */
const plates = fc
  .constantFrom(
    ...plateForms({ mode: 'generate' }).flatMap(({ slots, kinds }) => kinds.map((kind) => ({ slots, kind }))),
  )
  .filter(({ kind }) => fleetOf(kind) !== undefined)
  .chain(({ slots, kind }) =>
    fc
      .tuple(...slots.map((slot) => fc.constantFrom(...slot)))
      .map((characters) => ({ plateNumber: characters.join(''), plateKind: kind })),
  )
  .filter(({ plateNumber }) => !plateNumber.startsWith('黑E000'))

describe('the population', () => {
  it('has a vehicle in order under every plate of the grammar, on every day', () => {
    fc.assert(
      fc.property(plates, dates, (plate, today) => {
        const vehicle = vehicleUnder(plate, today)
        expect(vehicle).toMatchObject({ ...plate, status: '正常' })
        expect(vehicle && vehicle.inspectionValidTo >= today).toBe(true)
        expect(vehicle?.vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/)
        expect(vehicle && withCheckDigit(vehicle.vin)).toBe(vehicle?.vin)
      }),
    )
  })

  it('has policies that cover the day asked for', () => {
    fc.assert(
      fc.property(plates, dates, (plate, today) => {
        const policies = policiesOf(plate, today)
        const terms = [policies?.compulsory, policies?.commercial].filter((term) => term != null)
        expect(terms.length).toBeGreaterThan(0)
        expect(terms.every(({ validFrom, validTo }) => validFrom <= today && today <= validTo)).toBe(true)
      }),
    )
  })

  it('has a keeper with a licence in order for every vehicle', () => {
    fc.assert(
      fc.property(plates, dates, (plate, today) => {
        const keeper = keeperOf(plate)
        const licence = keeper && licenceOf(keeper.licenceNumber, today)
        expect(licence).toMatchObject({ holderName: keeper?.name, status: 'normal' })
        expect(licence && licence.validTo >= today).toBe(true)
      }),
    )
  })

  it('checks a VIN as ISO 3779 does', () => {
    expect(withCheckDigit('1M8GDM9A0KP042788')).toBe('1M8GDM9AXKP042788')
    expect(withCheckDigit('11111111011111111')).toBe('11111111111111111')
  })

  it('checks a citizen number as GB 11643 does', () => {
    expect(isCitizenNumber('11010519491231002X')).toBe(true)
    expect(isCitizenNumber('110105194912310021')).toBe(false)
    expect(Object.keys(remarkableLicences).every(isCitizenNumber)).toBe(true)
  })
})
