import type { Car } from './car-description.ts'
import type { Taken } from './exif.ts'
import type { Exposure, Scene } from './photo.ts'
import { bus, crossover, sedan } from './shapes.ts'

/** The shots of DOMAIN.md 1.3, and those that show what the checks must catch. */
export type SampleShot = 'overview-front' | 'overview-rear' | 'contact' | 'lane-markings' | 'plate'

export interface SamplePhoto {
  readonly file: string
  readonly scene: Scene
  readonly exposure: Exposure
  readonly shot: SampleShot
  /** Whose car the photo is about; absent when it shows both. */
  readonly party?: 'A' | 'B' | 'C'
  /** What is wrong with the photo, so that a check must refuse it. */
  readonly fault?: 'blurred' | 'dark'
  /** When and where the phone says it was taken (local time +08:00, WGS-84); absent where the phone said nothing. */
  readonly taken?: Taken
}

const carA: Car = {
  shape: sedan,
  paint: '#b9c0c6',
  frontPlate: { number: '黑E6A152', kind: 'small' },
  rearPlate: { number: '黑E6A152', kind: 'small' },
  dents: [{ at: [2.05, -0.86, 0.6], push: [-0.1, 0.09, 0], radiusM: 0.26 }],
}

const carB: Car = {
  shape: crossover,
  paint: '#2f6f8f',
  frontPlate: { number: '黑ED20867', kind: 'nev-small' },
  rearPlate: { number: '黑ED20867', kind: 'nev-small' },
  dents: [{ at: [0.75, 0.9, 0.62], push: [0, -0.09, 0], radiusM: 0.36 }],
}

/** Changing lanes, A touches the left flank of B. */
const laneChange: Scene = {
  seed: 20260318,
  cars: [
    { car: carA, pose: { x: 0, y: -3.27, heading: -0.15 } },
    { car: carB, pose: { x: 1.15, y: -5.3, heading: 0.01 } },
  ],
  skids: [
    { from: [-8, -1.1], to: [-1.4, -2.2] },
    { from: [-8, -2.65], to: [-1.4, -3.75] },
  ],
  cones: [
    [-6, -2.4],
    [-6.4, -6.1],
  ],
  warningTriangle: [-9.5, -4.4],
}

const carD: Car = {
  shape: sedan,
  paint: '#8c2a2a',
  frontPlate: { number: '鲁B5K903', kind: 'small' },
  rearPlate: { number: '鲁B5K903', kind: 'small' },
  dents: [{ at: [2.3, 0.1, 0.7], push: [-0.12, 0, 0.02], radiusM: 0.4 }],
}

const busE: Car = {
  shape: bus,
  paint: '#e8ebee',
  frontPlate: { number: '鲁B83K47', kind: 'large' },
  rearPlate: { number: '鲁B83K47', kind: 'large-rear' },
  dents: [],
}

/** D runs into the bus that stopped at the line. */
const rearEnd: Scene = {
  seed: 20260402,
  cars: [
    { car: busE, pose: { x: 4.6, y: -5.2, heading: 0 } },
    { car: carD, pose: { x: -1.25, y: -4.75, heading: -0.05 } },
  ],
  skids: [
    { from: [-11, -3.7], to: [-3, -3.95] },
    { from: [-11, -5.2], to: [-3, -5.4] },
  ],
  cones: [[-6.5, -3.2]],
}

const carC: Car = {
  shape: sedan,
  paint: '#20262c',
  frontPlate: { number: '京N7H362', kind: 'small' },
  rearPlate: { number: '京N7H362', kind: 'small' },
  dents: [],
}

/** A car that has no part in either accident. */
const bystander: Scene = { seed: 77, cars: [{ car: carC, pose: { x: 0, y: -5.2, heading: 0.02 } }] }

const daqing = { latitude: 46.58998, longitude: 125.10314 }
const qingdao = { latitude: 36.06711, longitude: 120.38264 }
const morning = (minute: string) => ({ at: `2026-03-18T08:${minute}+08:00`, ...daqing })
const afternoon = (minute: string) => ({ at: `2026-04-02T17:${minute}+08:00`, ...qingdao })

/** Every photo of the repository, in the order of the labels. */
export const album: readonly SamplePhoto[] = [
  {
    file: 'a1-overview-front.jpg',
    scene: laneChange,
    shot: 'overview-front',
    taken: morning('41:12'),
    exposure: { seed: 1, viewpoint: { eye: [7.1, -3.7, 1.55], target: [0.6, -4.3, 0.8], focalMm: 28 } },
  },
  {
    file: 'a1-overview-rear.jpg',
    scene: laneChange,
    shot: 'overview-rear',
    taken: morning('41:40'),
    exposure: { seed: 2, viewpoint: { eye: [-6.5, -4.0, 1.55], target: [0.6, -4.25, 0.8], focalMm: 28, roll: 0.012 } },
  },
  {
    file: 'a1-contact.jpg',
    scene: laneChange,
    shot: 'contact',
    taken: morning('42:05'),
    exposure: { seed: 3, viewpoint: { eye: [2.95, -4.02, 1.3], target: [1.6, -4.5, 0.66], focalMm: 29 } },
  },
  {
    file: 'a1-lane-markings.jpg',
    scene: laneChange,
    shot: 'lane-markings',
    taken: morning('42:31'),
    exposure: { seed: 4, viewpoint: { eye: [-9.0, -3.3, 1.75], target: [-3.2, -3.6, 0.1], focalMm: 27 } },
  },
  {
    file: 'a1-plate-a.jpg',
    scene: laneChange,
    shot: 'plate',
    party: 'A',
    taken: morning('42:58'),
    exposure: { seed: 5, viewpoint: { eye: [3.2, -3.7, 0.72], target: [2.3, -3.55, 0.5], focalMm: 30, roll: -0.02 } },
  },
  {
    file: 'a1-plate-b.jpg',
    scene: laneChange,
    shot: 'plate',
    party: 'B',
    taken: morning('43:20'),
    exposure: { seed: 6, viewpoint: { eye: [5.2, -5.2, 1.02], target: [3.36, -5.45, 0.55], focalMm: 32, roll: 0.03 } },
  },
  {
    file: 'a2-overview-front.jpg',
    scene: rearEnd,
    shot: 'overview-front',
    taken: afternoon('26:03'),
    exposure: { seed: 7, viewpoint: { eye: [13.2, -2.6, 1.65], target: [4.5, -4.7, 1.05], focalMm: 30 } },
  },
  {
    file: 'a2-overview-rear.jpg',
    scene: rearEnd,
    shot: 'overview-rear',
    taken: afternoon('26:30'),
    exposure: { seed: 8, viewpoint: { eye: [-6.8, -3.4, 1.6], target: [0, -4.8, 0.95], focalMm: 27 } },
  },
  {
    file: 'a2-contact.jpg',
    scene: rearEnd,
    shot: 'contact',
    exposure: { seed: 9, viewpoint: { eye: [-0.2, -2.3, 1.45], target: [0.95, -4.6, 0.7], focalMm: 27 } },
  },
  {
    file: 'other-car-plate.jpg',
    scene: bystander,
    shot: 'plate',
    party: 'C',
    exposure: { seed: 10, viewpoint: { eye: [4.0, -4.95, 1.05], target: [2.3, -5.15, 0.55], focalMm: 30 } },
  },
  {
    file: 'blurred.jpg',
    fault: 'blurred',
    scene: laneChange,
    shot: 'overview-front',
    taken: morning('40:55'),
    exposure: {
      seed: 11,
      blurPx: 11,
      viewpoint: { eye: [7.4, -3.5, 1.5], target: [0.6, -4.3, 0.7], focalMm: 28, roll: 0.03 },
    },
  },
  {
    file: 'too-dark.jpg',
    fault: 'dark',
    scene: laneChange,
    shot: 'overview-rear',
    taken: { at: '2026-03-18T20:14:09+08:00', ...daqing },
    exposure: {
      seed: 12,
      exposure: 0.022,
      viewpoint: { eye: [-6.9, -3.8, 1.55], target: [0.6, -4.25, 0.75], focalMm: 28 },
    },
  },
]
