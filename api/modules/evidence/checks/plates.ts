import { formatPlate } from '../../../../vision/plates/grammar.ts'
import { verdict, type Judge, type ReadablePhoto } from './photo.ts'
import { platesSeen } from './plate-reading.ts'
import type { ShotKind } from './shot-demands.ts'

const withPlate: readonly ShotKind[] = ['overview', 'plate', 'person']
/** The shots of one vehicle, whose plate must be that vehicle's. */
const ofOneVehicle: readonly ShotKind[] = ['plate', 'person']

/** plate-visible: a plate is found at all. Without one a plate shot is worth nothing, an overview less. */
export const plateVisible: Judge = ({ facts, demand }) => {
  if (!withPlate.includes(demand.kind)) return null
  const measured = facts.plates.length
  if (measured > 0) return verdict('pass', { measured, bound: 1 }, '看到了车牌。', 'A plate is visible.')
  return verdict(
    demand.kind === 'plate' ? 'fail' : 'warn',
    { measured, bound: 1 },
    '没有看到车牌。请把车牌拍进画面，不要被人或东西挡住。',
    'No plate was found. Get the plate into the frame, with nothing in front of it.',
  )
}

/** plate-readable: of the plates found, the best is sure in every character. */
export const plateReadable: Judge = ({ facts, demand }) => {
  if (!withPlate.includes(demand.kind) || facts.plates.length === 0) return null
  const best = (['read', 'uncertain', 'unreadable'] as const).find((status) =>
    facts.plates.some((plate) => plate.status === status),
  )
  const held = { measured: best ?? null, bound: 'read' }
  if (best === 'read') return verdict('pass', held, '车牌清楚。', 'The plate can be read.')
  return verdict(
    best === 'unreadable' && demand.kind === 'plate' ? 'fail' : 'warn',
    held,
    '车牌有些字看不清。请走近一点，正对车牌再拍一张。',
    'Some characters of the plate are not clear. Go closer and take it straight on.',
  )
}

/**
 * plate-matches-party: the shot of one vehicle shows that vehicle's plate; any other shot shows a plate of the case if it shows one at all.
 * A certain stranger's plate, and none of the parties', is a mismatch.
 */
export const plateMatchesParty: Judge = (photo) => {
  const { facts, demand, subject, brief } = photo
  // A paper has no plate of its own; one that lies beside a car must be one of ours.
  if (demand.kind === 'document' && facts.plates.length === 0) return null
  const own = ofOneVehicle.includes(demand.kind) ? brief.vehicles.find(({ side }) => side === subject) : undefined
  const { sides, strangers } = platesSeen(facts.plates, brief.vehicles)
  const held = {
    measured: facts.plates.map(({ text }) => text).join(' ') || null,
    bound: (own ? [own] : brief.vehicles).map(({ plateNumber }) => plateNumber).join(' '),
  }
  if (own ? sides.includes(own.side) : sides.length > 0) {
    return verdict('pass', held, '车牌与本次事故的车辆一致。', 'The plate belongs to this case.')
  }
  const [otherSide] = sides
  if (own && otherSide !== undefined) return wrongSide(photo, own.side, otherSide, held)
  const [stranger] = strangers
  if (stranger !== undefined) {
    return verdict(
      'fail',
      held,
      `照片里的车牌是 ${formatPlate(stranger)}，不是这次事故的车。请对准事故车辆再拍一张。`,
      `The plate in the photo is ${formatPlate(stranger)}, which is no vehicle of this case. Take the vehicles of the accident.`,
    )
  }
  return verdict(
    'warn',
    held,
    '从照片里认不出是不是事故车辆的车牌。能拍到车牌的话，请再拍一张。',
    'Whose plate it is could not be told. If you can, take another photo with the plate clearly visible.',
  )
}

type Held = { measured: string | null; bound: string }

function wrongSide({ brief }: ReadablePhoto, ownSide: string, otherSide: string, held: Held) {
  const plateOf = (side: string) =>
    formatPlate(brief.vehicles.find((vehicle) => vehicle.side === side)?.plateNumber ?? '')
  return verdict(
    'fail',
    held,
    `这是${otherSide}车 ${plateOf(otherSide)}。请拍${ownSide}车 ${plateOf(ownSide)}。`,
    `This is vehicle ${otherSide} (${plateOf(otherSide)}). Take vehicle ${ownSide} (${plateOf(ownSide)}).`,
  )
}

/** How many vehicles an overview must show to be one. */
const together = 2

/**
 * both-vehicles-in-frame: by the parties' plates; where they are turned away by the vehicles seen, less those that bear a stranger's plate. It never fails:
 * two vehicles are missed where one hides the other, or stands far away, too often for that (vision/README.md).
 */
export const bothVehiclesInFrame: Judge = ({ facts, demand, brief }) => {
  if (demand.kind !== 'overview' || brief.vehicles.length < together) return null
  const { sides, strangers } = platesSeen(facts.plates, brief.vehicles)
  const measured = Math.max(sides.length, (facts.vehicles?.length ?? 0) - strangers.length)
  const held = { measured, bound: together }
  if (sides.length >= together) return verdict('pass', held, '两辆车都拍到了。', 'Both vehicles are in the photo.')
  if (measured >= together) return verdict('pass', held, '拍到了至少两辆车。', 'Two vehicles or more are in the photo.')
  return verdict(
    'warn',
    held,
    '没有同时看到两辆车。可以的话，请退后一点，把两辆车都拍进去。',
    'The two vehicles are not seen together. If you can, step back and get both in.',
  )
}
