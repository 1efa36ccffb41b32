import { smoothStep } from './vector.ts'

/** The proportions of a kind of car, in metres. x runs from the rear (-length/2) to the front, z up from the road. */
export interface CarShape {
  readonly length: number
  readonly halfWidth: number
  readonly height: number
  readonly floorZ: number
  readonly beltZ: number
  readonly wheelRadius: number
  readonly axles: readonly number[]
  readonly mirrorX: number
  readonly frontPlateZ: number
  readonly rearPlateZ: number
  /** How square the plan is: 4 round, 9 a box. */
  readonly planPower: number
  /** How far the flanks lean in towards the top. */
  readonly tumble: number
  readonly bodyTop: (x: number) => number
  readonly cabin?: { readonly rearX: number; readonly frontX: number; readonly roof: (x: number) => number }
  readonly face: 'sedan' | 'crossover' | 'bus'
}

/** A smooth line through points with rising x. */
function line(...points: readonly (readonly [x: number, z: number])[]): (x: number) => number {
  return (x) => {
    const after = points.findIndex(([px]) => px > x)
    if (after === 0) return points[0]?.[1] ?? 0
    const [x0, z0] = points[after === -1 ? points.length - 1 : after - 1] ?? [0, 0]
    const [x1, z1] = points[after === -1 ? points.length - 1 : after] ?? [x0, z0]
    return x1 === x0 ? z0 : z0 + (z1 - z0) * (0.5 * smoothStep(x0, x1, x) + (0.5 * (x - x0)) / (x1 - x0))
  }
}

export const sedan: CarShape = {
  length: 4.66,
  halfWidth: 0.91,
  height: 1.48,
  floorZ: 0.2,
  beltZ: 0.95,
  wheelRadius: 0.33,
  axles: [-1.36, 1.36],
  mirrorX: 0.72,
  frontPlateZ: 0.47,
  rearPlateZ: 0.78,
  planPower: 5.5,
  tumble: 0.07,
  bodyTop: line([-2.33, 0.98], [-1.7, 1.05], [0.6, 1.0], [1.2, 0.95], [2.0, 0.83], [2.33, 0.72]),
  cabin: {
    rearX: -1.85,
    frontX: 1.2,
    roof: line([-1.85, 0.98], [-0.95, 1.4], [-0.3, 1.475], [0.15, 1.45], [0.5, 1.36], [1.2, 0.92]),
  },
  face: 'sedan',
}

export const crossover: CarShape = {
  length: 4.42,
  halfWidth: 0.92,
  height: 1.63,
  floorZ: 0.22,
  beltZ: 1.03,
  wheelRadius: 0.35,
  axles: [-1.34, 1.34],
  mirrorX: 0.8,
  frontPlateZ: 0.5,
  rearPlateZ: 0.8,
  planPower: 5.5,
  tumble: 0.06,
  bodyTop: line([-2.21, 1.06], [-1.7, 1.1], [0.8, 1.08], [1.3, 1.04], [1.95, 0.92], [2.21, 0.8]),
  cabin: {
    rearX: -2.1,
    frontX: 1.35,
    roof: line([-2.1, 1.05], [-1.75, 1.42], [-1.2, 1.58], [-0.2, 1.63], [0.3, 1.58], [0.6, 1.47], [1.35, 1.0]),
  },
  face: 'crossover',
}

export const bus: CarShape = {
  length: 7.2,
  halfWidth: 1.12,
  height: 2.75,
  floorZ: 0.28,
  beltZ: 1.35,
  wheelRadius: 0.42,
  axles: [-2.05, 2.2],
  mirrorX: 3.3,
  frontPlateZ: 0.62,
  rearPlateZ: 0.92,
  planPower: 14,
  tumble: 0.05,
  bodyTop: line([-3.6, 2.62], [-3.3, 2.72], [2.9, 2.75], [3.6, 2.55]),
  face: 'bus',
}
