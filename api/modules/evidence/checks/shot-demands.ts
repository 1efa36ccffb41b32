import type { View } from '../../../../vision/contract.ts'

/** What kind of picture a shot asks for. */
export type ShotKind = 'overview' | 'close-up' | 'plate' | 'person' | 'road' | 'document' | 'other'

export interface ShotDemand {
  readonly kind: ShotKind
  /** Views that are what was asked for; empty: any. */
  readonly views: readonly View[]
  /** Views that are certainly something else. What is in neither list is doubtful. */
  readonly refused: readonly View[]
}

const demands: Readonly<Record<ShotKind, Omit<ShotDemand, 'kind'>>> = {
  overview: { views: ['overview', 'vehicle'], refused: ['plate-close-up', 'document'] },
  'close-up': { views: ['damage-close-up', 'vehicle', 'overview', 'plate-close-up'], refused: ['document'] },
  plate: { views: ['plate-close-up', 'vehicle'], refused: ['document'] },
  person: { views: ['vehicle', 'overview', 'plate-close-up'], refused: ['document'] },
  road: { views: ['overview', 'vehicle', 'other'], refused: ['document'] },
  document: { views: ['document'], refused: [] },
  other: { views: [], refused: [] },
}

/** The shots of the list by what they ask for. A city's own shot that is not named here is taken as `other`. */
const kinds: Readonly<Record<string, ShotKind>> = {
  'front-overview': 'overview',
  'rear-overview': 'overview',
  'contact-close-up': 'close-up',
  'object-close-up': 'close-up',
  'road-marks': 'road',
  'vehicle-plate': 'plate',
  'driver-with-vehicle': 'person',
  'driving-licence': 'document',
  'vehicle-licence': 'document',
  'compulsory-insurance': 'document',
}

export function demandOf(shot: string): ShotDemand {
  const kind = kinds[shot] ?? 'other'
  return { kind, ...demands[kind] }
}
