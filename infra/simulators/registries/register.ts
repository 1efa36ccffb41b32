import { parsePlate } from '../../../vision/plates/grammar.ts'
import { dayBefore, lastTurn, nextInCycle, yearsLater } from './calendar.ts'
import { type Draw, drawFor } from './draw.ts'
import { classesOf, isCitizenNumber, nameOf, type Person, personFrom } from './people.ts'
import { type Fleet, fleetOf, lots, remarkableLicences, type Remark, remarkableVehicles } from './population.ts'
import { withCheckDigit } from './vin.ts'

/** Small car, and small new-energy car: the kinds of the vehicles with a remark. */
const smallCarKinds = ['02', '52']

interface Plate {
  readonly plateNumber: string
  readonly plateKind: string
}

/** Serial characters of a VIN: no I, O or Q (GB 16735). */
const vinAlphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

/** The vehicle under this plate, or null where the register has none. `today` is a date in Asia/Shanghai. */
export function vehicleUnder(plate: Plate, today: string) {
  const subject = findSubject(plate)
  if (!subject) return null

  const { draw, fleet, remark } = subject
  const [brand, manufacturer] = draw.of('make', fleet.makes)
  return {
    ...plate,
    vehicleKind: draw.of('vehicle kind', fleet.vehicleKinds),
    brand,
    colour: draw.of('colour', lots.colours),
    vin: withCheckDigit(`${manufacturer}${draw.text('vin', 8, vinAlphabet)}${draw.text('vin serial', 6)}`),
    ownerName: fleet.owners ? draw.of('owner', fleet.owners) : personFrom(draw).name,
    useNature: fleet.useNature,
    inspectionValidTo: inspectionEnd(draw, remark, today),
    status: remark.status ?? '正常',
  }
}

/** The policies of the vehicle under this plate, or null where none is on record. */
export function policiesOf(plate: Plate, today: string) {
  const subject = findSubject(plate)
  if (!subject || subject.remark.compulsory === 'none') return null

  const { draw, remark } = subject
  const insurer = lots.insurers.find(({ id }) => id === remark.insurerId) ?? draw.of('insurer', lots.insurers)
  const current = lastTurn(monthDay(draw, 'policy'), today)
  const from = remark.compulsory === 'expired' ? yearsLater(current, -1) : current
  const term = { validFrom: from, validTo: dayBefore(yearsLater(from, 1)) }
  const policyNumber = (letters: string, property: string) => `${letters}${from.slice(0, 4)}${draw.text(property, 12)}`

  const hasCommercial = remark.commercial ? remark.commercial === 'full' : draw.number('has commercial', 100) < 85
  return {
    insurerId: insurer.id,
    compulsory: { number: policyNumber(insurer.compulsory, 'compulsory number'), ...term },
    commercial: hasCommercial
      ? {
          number: policyNumber(insurer.commercial, 'commercial number'),
          ...term,
          thirdPartySumCents: draw.of('third-party sum', lots.thirdPartySumsCents),
          ownDamage: remark.commercial === 'full' || draw.number('own damage', 100) < 70,
        }
      : null,
  }
}

/** The driving licence of this number, or null where the number is nobody's. */
export function licenceOf(licenceNumber: string, today: string) {
  const remark = remarkableLicences[licenceNumber]
  if (!isCitizenNumber(licenceNumber) || remark === 'unknown') return null

  const draw = drawFor(licenceNumber)
  const end = nextInCycle(monthDay(draw, 'licence'), 10, draw.number('licence year', 10), today)
  return {
    licenceNumber,
    holderName: nameOf(licenceNumber),
    classes: classesOf(licenceNumber),
    validTo: remark === 'expired' ? yearsLater(end, -10) : end,
    status: remark ?? 'normal',
  }
}

/** The person who drives the vehicle under this plate, and owns it unless a company does; null where no vehicle is. */
export function keeperOf(plate: Plate): Person | null {
  const subject = findSubject(plate)
  return subject && personFrom(subject.draw)
}

function findSubject(plate: Plate): { draw: Draw; fleet: Fleet; remark: Remark } | null {
  const parsed = parsePlate(plate.plateNumber)
  const fleet = fleetOf(plate.plateKind)
  const remark = (smallCarKinds.includes(plate.plateKind) && remarkableVehicles[plate.plateNumber]) || {}
  const composed = parsed?.text === plate.plateNumber && parsed.kinds.some((kind) => kind === plate.plateKind)
  if (!composed || !fleet || remark.registered === false) return null
  return { draw: drawFor(`${plate.plateKind} ${plate.plateNumber}`), fleet, remark }
}

/** Inspections run two years here: fine until a day of this year or the next, or over since the last such day. */
function inspectionEnd(draw: Draw, remark: Remark, today: string): string {
  const end = nextInCycle(monthDay(draw, 'inspection'), 2, draw.number('inspection year', 2), today)
  return remark.inspection === 'expired' ? yearsLater(end, -2) : end
}

/** MM-DD, a day that every month has. */
function monthDay(draw: Draw, property: string): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${twoDigits(1 + draw.number(`${property} month`, 12))}-${twoDigits(1 + draw.number(`${property} day`, 28))}`
}
