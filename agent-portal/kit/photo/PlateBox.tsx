import type { PlateFacts } from '../plates/layout.ts'
import type { Point } from './view.ts'

/** A plate found on a photo; corners in pixels of the upright photo. */
export interface PhotoPlate extends PlateFacts {
  readonly corners: readonly Point[]
}

interface PlateBoxProps {
  readonly plate: PhotoPlate
  readonly chosen: boolean
  readonly scale: number
}

/** The outline of a plate on the photo, with its number above; line and letters keep their size at every zoom. */
export function PlateBox({ plate, chosen, scale }: PlateBoxProps) {
  const points = plate.corners.map((corner) => corner.join()).join(' ')
  const left = Math.min(...plate.corners.map(([x]) => x))
  const top = Math.min(...plate.corners.map(([, y]) => y))
  return (
    <>
      <polygon className="kit-stage__halo" points={points} />
      <polygon className="kit-stage__box" points={points} data-status={plate.status ?? 'read'} data-chosen={chosen} />
      <text x={left} y={top - 8 / scale} fontSize={15 / scale} strokeWidth={4 / scale}>
        {plate.text}
      </text>
    </>
  )
}
