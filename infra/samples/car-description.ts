import type { SamplePlate } from './plate.ts'
import type { CarShape } from './shapes.ts'
import type { Vec } from './vector.ts'

/** A dent: the sheet metal is pushed in around a point, in the car's own coordinates. */
export interface Dent {
  readonly at: Vec
  readonly push: Vec
  readonly radiusM: number
}

/** One car as it looks: what is drawn, wherever it stands. */
export interface Car {
  readonly shape: CarShape
  readonly paint: string
  readonly frontPlate: SamplePlate
  readonly rearPlate: SamplePlate
  readonly dents: readonly Dent[]
}
