import type { PlateKindCode } from '../../../vision/plates/grammar.ts'

/**
 * What the simulated city consists of: the lots from which every vehicle and its insurance are drawn, and the few
 * records made by hand because something is remarkable about them. All persons, numbers and policies are invented.
 */

type Lots<T> = [T, ...T[]]

/** Insurer ids as in DOMAIN.md 3.4; the letters that open policy numbers are made up in the manner of each company. */
const insurers = [
  { id: 'PICC', compulsory: 'PDZA', commercial: 'PDAA' },
  { id: 'PAIC', compulsory: '10500', commercial: '10510' },
  { id: 'CPIC', compulsory: 'AHEBCTP', commercial: 'AHEBCOM' },
  { id: 'CCIC', compulsory: 'PDZC', commercial: 'PDAC' },
] satisfies Lots<{ id: string; compulsory: string; commercial: string }>
type InsurerId = 'PICC' | 'PAIC' | 'CPIC' | 'CCIC'

/** Brand and its world manufacturer identifier (the first three characters of a VIN). */
type Make = readonly [brand: string, manufacturer: string]

const cars: Lots<Make> = [
  ['大众牌', 'LFV'],
  ['丰田牌', 'LFM'],
  ['本田牌', 'LHG'],
  ['日产牌', 'LGB'],
  ['别克牌', 'LSG'],
  ['福特牌', 'LVS'],
]
const electricCars: Lots<Make> = [
  ['比亚迪牌', 'LGX'],
  ['特斯拉牌', 'LRW'],
  ['吉利牌', 'LB3'],
]
const trucks: Lots<Make> = [
  ['解放牌', 'LFW'],
  ['东风牌', 'LGA'],
  ['宇通牌', 'LZY'],
]
const motorcycles: Lots<Make> = [
  ['豪爵牌', 'LC6'],
  ['嘉陵牌', 'LAA'],
]

/** What hangs under plates of the same kinds. */
export interface Fleet {
  readonly plateKinds: readonly PlateKindCode[]
  readonly makes: Lots<Make>
  readonly vehicleKinds: Lots<string>
  readonly useNature: string
  /** Names of owners; null where the person who drives it owns it. */
  readonly owners: Lots<string> | null
}

const carKinds: Lots<string> = ['小型轿车', '小型普通客车']
const carriers: Lots<string> = ['安达运输有限公司', '龙江物流有限公司', '油城货运有限公司']
const schools: Lots<string> = ['顺安驾驶员培训有限公司', '油城机动车驾驶培训有限公司']
const police: Lots<string> = ['某市公安局']
const missions: Lots<string> = ['某国驻华机构']

/** Kinds that are missing (armed forces, temporary plates) are not in this register: the answer is "not found". */
const fleets: readonly Fleet[] = [
  { plateKinds: ['02', '26', '27'], makes: cars, vehicleKinds: carKinds, useNature: '非营运', owners: null },
  { plateKinds: ['52'], makes: electricCars, vehicleKinds: carKinds, useNature: '非营运', owners: null },
  {
    plateKinds: ['01'],
    makes: trucks,
    vehicleKinds: ['重型厢式货车', '大型普通客车'],
    useNature: '营运',
    owners: carriers,
  },
  {
    plateKinds: ['51'],
    makes: trucks,
    vehicleKinds: ['大型普通客车'],
    useNature: '公交客运',
    owners: ['油城公交有限公司'],
  },
  { plateKinds: ['15'], makes: trucks, vehicleKinds: ['重型普通半挂车'], useNature: '货运', owners: carriers },
  { plateKinds: ['13'], makes: trucks, vehicleKinds: ['低速货车'], useNature: '货运', owners: null },
  { plateKinds: ['07'], makes: motorcycles, vehicleKinds: ['普通二轮摩托车'], useNature: '非营运', owners: null },
  { plateKinds: ['08'], makes: motorcycles, vehicleKinds: ['轻便二轮摩托车'], useNature: '非营运', owners: null },
  { plateKinds: ['16'], makes: cars, vehicleKinds: carKinds, useNature: '教练', owners: schools },
  { plateKinds: ['17'], makes: motorcycles, vehicleKinds: ['普通二轮摩托车'], useNature: '教练', owners: schools },
  { plateKinds: ['23'], makes: cars, vehicleKinds: carKinds, useNature: '警用', owners: police },
  { plateKinds: ['24'], makes: motorcycles, vehicleKinds: ['普通二轮摩托车'], useNature: '警用', owners: police },
  { plateKinds: ['03', '04'], makes: cars, vehicleKinds: carKinds, useNature: '非营运', owners: missions },
  {
    plateKinds: ['09', '10'],
    makes: motorcycles,
    vehicleKinds: ['普通二轮摩托车'],
    useNature: '非营运',
    owners: missions,
  },
  {
    plateKinds: ['99'],
    makes: trucks,
    vehicleKinds: ['重型专项作业车'],
    useNature: '消防',
    owners: ['某市消防救援支队'],
  },
]

export function fleetOf(plateKind: string): Fleet | undefined {
  return fleets.find((fleet) => fleet.plateKinds.some((kind) => kind === plateKind))
}

/** The lots common to all fleets. Sums of third-party liability cover in cents. */
export const lots = {
  insurers,
  colours: ['白', '黑', '灰', '银', '红', '蓝', '棕'] satisfies Lots<string>,
  thirdPartySumsCents: [100_000_000, 150_000_000, 200_000_000, 300_000_000] satisfies Lots<number>,
} as const

/** What sets a vehicle apart from the one that its lots would make. */
export interface Remark {
  readonly registered?: false
  readonly status?: string
  readonly inspection?: 'expired'
  readonly insurerId?: InsurerId
  readonly compulsory?: 'none' | 'expired'
  readonly commercial?: 'full' | 'none'
}

/** Vehicles with a remark, by plate number; small cars (kind 02, the new-energy one 52). */
export const remarkableVehicles: Readonly<Record<string, Remark>> = {
  黑E00001: { insurerId: 'PICC', commercial: 'full' },
  黑E00002: { insurerId: 'PAIC', commercial: 'full' },
  黑E00003: { insurerId: 'CPIC', commercial: 'full' },
  黑E00004: { insurerId: 'CCIC', commercial: 'full' },
  // The two cars of the first sample accident.
  黑E6A152: { insurerId: 'PICC', commercial: 'full' },
  黑ED20867: { insurerId: 'PAIC', commercial: 'full' },
  黑E00011: { compulsory: 'none' },
  黑E00012: { compulsory: 'expired' },
  黑E00013: { inspection: 'expired' },
  黑E00014: { registered: false },
  黑E00015: { commercial: 'none' },
  黑E00016: { status: '查封' },
}

/** Driving licences that are not in order, by number; every other number with a right check character is in order. */
export const remarkableLicences: Readonly<Record<string, 'unknown' | 'suspended' | 'revoked' | 'expired'>> = {
  '230699198001010010': 'revoked',
  '230699198001010029': 'suspended',
  '230699198001010037': 'expired',
  '230699198001010045': 'unknown',
}
