import type { View } from '../../../../vision/contract.ts'
import { verdict, type Judge } from './photo.ts'
import type { ShotKind } from './shot-demands.ts'

const wanted: Readonly<Record<ShotKind, { zh: string; en: string }>> = {
  overview: { zh: '请退后3到5米，把所有车都拍进去。', en: 'Step back 3 to 5 m and get all vehicles in.' },
  'close-up': { zh: '请靠近拍两车碰到的地方。', en: 'Take the place where the vehicles touch, close up.' },
  plate: { zh: '请正对车牌，离1到2米拍。', en: 'Take the plate straight on from 1 to 2 m.' },
  person: { zh: '请让司机站在车旁，人和车牌都拍进去。', en: 'The driver beside the car, with the plate.' },
  road: { zh: '请在路边安全处拍路面和车道线。', en: 'Take the road and its lines, from a safe place.' },
  document: {
    zh: '请把证件放平，拍满画面，不要反光。',
    en: 'Lay the document flat and fill the frame, without glare.',
  },
  other: { zh: '', en: '' },
}

const names: Readonly<Record<View, { zh: string; en: string }>> = {
  overview: { zh: '全景', en: 'an overview' },
  vehicle: { zh: '单辆车', en: 'one vehicle' },
  'damage-close-up': { zh: '损伤特写', en: 'a close-up of damage' },
  'plate-close-up': { zh: '车牌特写', en: 'a close-up of a plate' },
  document: { zh: '证件', en: 'a document' },
  other: { zh: '其他内容', en: 'something else' },
}

/** required-view: whether it shows what the shot is for. Where vision cannot tell, it only warns. */
export const requiredView: Judge = ({ facts, demand }) => {
  if (demand.views.length === 0) return null
  const { view } = facts.scene
  const held = { measured: view, bound: demand.views.join(' | ') }
  const todo = wanted[demand.kind]
  if (view === null) {
    return verdict('warn', held, `系统认不出拍的是什么。${todo.zh}`, `What it shows could not be told. ${todo.en}`)
  }
  if (demand.views.includes(view)) return verdict('pass', held, '拍摄内容符合要求。', 'It shows what was asked for.')
  const status = demand.refused.includes(view) ? 'fail' : 'warn'
  return verdict(
    status,
    held,
    `看起来拍的是${names[view].zh}。${todo.zh}`,
    `This looks like ${names[view].en}. ${todo.en}`,
  )
}

const withVehicle: readonly ShotKind[] = ['overview', 'plate', 'person']

/**
 * vehicles-present: by the vehicle detector where one was run, else by the plates. It fails only what the detector was measured on (vision/README.md): an
 * overview without any vehicle. Where a person or a plate stands before the vehicle, or no detector was run, it warns.
 */
export const vehiclesPresent: Judge = ({ facts, demand }) => {
  if (!withVehicle.includes(demand.kind)) return null
  const measured = Math.max(facts.vehicles?.length ?? 0, facts.scene.vehiclesAtLeast)
  if (measured > 0) return verdict('pass', { measured, bound: 1 }, '拍到了车辆。', 'A vehicle is in the photo.')
  const detectorRan = facts.vehicles !== null
  return verdict(
    detectorRan && demand.kind === 'overview' ? 'fail' : 'warn',
    { measured: detectorRan ? 0 : null, bound: 1 },
    '没有看到车辆。请对准事故车辆再拍一张。',
    'No vehicle was recognised. Point the camera at the vehicles and take it again.',
  )
}
