/** A point of the pen: pixels from the pad's top left corner, pressure 0 to 1 (0.5 where the device feels none), time since the first touch. */
export interface StrokePoint {
  readonly x: number
  readonly y: number
  readonly pressure: number
  readonly timeMs: number
}

/** A handwritten signature as it was made: what the signing service binds to the document, beside identity and one-time code. */
export interface HandwrittenSignature {
  readonly widthPx: number
  readonly heightPx: number
  /** ISO instant of the first touch, by the device's clock. */
  readonly startedAt: string
  readonly strokes: readonly (readonly StrokePoint[])[]
}

interface TimedPoint {
  readonly x: number
  readonly y: number
  readonly pressure: number
  /** Milliseconds since 1970. */
  readonly time: number
}

/** From pen lines with absolute times to a signature; nothing when no line was drawn. */
export function signatureOf(
  lines: readonly { readonly points: readonly TimedPoint[] }[],
  size: { readonly width: number; readonly height: number },
): HandwrittenSignature | undefined {
  const start = lines[0]?.points[0]?.time
  if (start === undefined) return undefined
  return {
    widthPx: size.width,
    heightPx: size.height,
    startedAt: new Date(start).toISOString(),
    strokes: lines.map(({ points }) =>
      points.map(({ x, y, pressure, time }) => ({ x, y, pressure: pressure || 0.5, timeMs: time - start })),
    ),
  }
}

/** The same lines on a pad of another width (the phone was turned): proportions stay. */
export function scaleLines<Line extends { readonly points: readonly TimedPoint[] }>(
  lines: readonly Line[],
  factor: number,
): Line[] {
  return lines.map((line) => ({
    ...line,
    points: line.points.map((point) => ({ ...point, x: point.x * factor, y: point.y * factor })),
  }))
}
