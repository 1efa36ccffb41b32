import type { Box } from './ruled-table.ts'
import type { Stroke } from './view.ts'

/** The part of pdfkit that a pen needs. */
interface Pen {
  moveTo(x: number, y: number): Pen
  lineTo(x: number, y: number): Pen
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): Pen
}

/** Scales strokes into `box`, centred, proportions kept; a signature is never drawn larger than `maxScale` points per unit. */
export function fitStrokes(strokes: readonly Stroke[], box: Box, maxScale = 1): Stroke[] {
  const points = strokes.flat()
  const bounds = points.reduce(
    (b, { x, y }) => ({
      left: Math.min(b.left, x),
      right: Math.max(b.right, x),
      top: Math.min(b.top, y),
      bottom: Math.max(b.bottom, y),
    }),
    { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity },
  )
  const width = bounds.right - bounds.left
  const height = bounds.bottom - bounds.top
  const scale = Math.min(maxScale, box.width / Math.max(width, 1e-6), box.height / Math.max(height, 1e-6))
  const left = box.x + (box.width - width * scale) / 2
  const top = box.y + (box.height - height * scale) / 2
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: left + (x - bounds.left) * scale, y: top + (y - bounds.top) * scale })),
  )
}

/**
 * Traces one stroke as quadratic curves through the middles of its segments, its points being the control points: smooth, and true to
 * every point. A tap becomes a dot (half a point of line under a round cap).
 */
export function traceStroke(pen: Pen, stroke: Stroke) {
  const [first, ...rest] = stroke
  if (!first) return
  pen.moveTo(first.x, first.y)
  if (rest.length === 0) return void pen.lineTo(first.x + 0.5, first.y)
  rest.forEach((point, index) => {
    const next = rest[index + 1]
    if (next) pen.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2)
    else pen.lineTo(point.x, point.y)
  })
}
