/** What part of a photo is in sight: pixels of the photo are scaled by `scale`, then moved by `x`, `y` (pixels of the stage). */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export type Point = readonly [x: number, y: number]

/** How much closer than one photo pixel per screen pixel a reader may go: enough to read a plate 40 px wide. */
const closest = 8

/** The whole photo, centred. */
export function fit(photo: Size, stage: Size): View {
  const scale = Math.min(stage.width / photo.width, stage.height / photo.height)
  return { scale, x: (stage.width - photo.width * scale) / 2, y: (stage.height - photo.height * scale) / 2 }
}

/** Scales by `factor` around a point of the stage, which stays where it is. */
export function zoomAt(view: View, [x, y]: Point, factor: number, photo: Size, stage: Size): View {
  const whole = fit(photo, stage).scale
  const scale = Math.min(Math.max(view.scale * factor, whole), Math.max(closest, whole))
  const ratio = scale / view.scale
  return within({ scale, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio }, photo, stage)
}

export function moveBy(view: View, dx: number, dy: number, photo: Size, stage: Size): View {
  return within({ ...view, x: view.x + dx, y: view.y + dy }, photo, stage)
}

/** Shows the plate between these corners (photo pixels) in the middle, about a third of the stage wide. */
export function frame(corners: readonly Point[], photo: Size, stage: Size): View {
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const wanted = Math.min(stage.width / (3 * (right - left)), stage.height / (3 * (bottom - top)))
  const scale = Math.min(Math.max(wanted, fit(photo, stage).scale), closest)
  const x = stage.width / 2 - ((left + right) / 2) * scale
  const y = stage.height / 2 - ((top + bottom) / 2) * scale
  return within({ scale, x, y }, photo, stage)
}

/** No edge of the photo may come further in than the edge of the stage; a side that is smaller than the stage is centred. */
function within({ scale, x, y }: View, photo: Size, stage: Size): View {
  return { scale, x: hold(x, photo.width * scale, stage.width), y: hold(y, photo.height * scale, stage.height) }
}

function hold(offset: number, length: number, room: number): number {
  return length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, offset))
}
