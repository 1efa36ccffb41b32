import { readFileSync } from 'node:fs'
import { chineseFontFile } from '../fonts/fontconfig.ts'

/** A glyph as an SVG path in font units, y downwards, with the box its ink fills. */
export interface Outline {
  readonly path: string
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
}

interface Point {
  x: number
  y: number
  onCurve: boolean
}

const onCurveFlag = 1
const shortX = 2
const shortY = 4
const repeatFlag = 8
const sameOrPositiveX = 16
const sameOrPositiveY = 32

/**
 * Opens the repository's font and returns a look-up from character to outline.
 * Plates need the outline itself, not typeset text: each glyph is stretched to fill its box. Simple glyphs only, as our font has them.
 * Source: OpenType 1.9, tables `cmap` (format 4), `loca`, `glyf`.
 */
export function openFont(file = chineseFontFile): (character: string) => Outline {
  const bytes = readFileSync(file)
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = readTableOffsets(font)
  const table = (tag: string) => {
    const offset = tables.get(tag)
    if (offset === undefined) throw new Error(`${file} has no table ${tag}`)
    return offset
  }
  const glyphIds = readCharacterMap(font, table('cmap'))
  const longOffsets = font.getInt16(table('head') + 50) === 1
  const loca = table('loca')
  const offsetOf = (glyph: number) =>
    longOffsets ? font.getUint32(loca + glyph * 4) : font.getUint16(loca + glyph * 2) * 2

  return (character) => {
    const glyph = glyphIds(character.codePointAt(0) ?? 0)
    if (glyph === 0) throw new Error(`The font has no glyph for ${character}`)
    return readOutline(font, table('glyf') + offsetOf(glyph))
  }
}

function readTableOffsets(font: DataView): Map<string, number> {
  const offsets = new Map<string, number>()
  for (let i = 0; i < font.getUint16(4); i++) {
    const entry = 12 + i * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(entry + byte)))
    offsets.set(tag, font.getUint32(entry + 8))
  }
  return offsets
}

function readCharacterMap(font: DataView, cmap: number): (codePoint: number) => number {
  for (let i = 0; i < font.getUint16(cmap + 2); i++) {
    const subtable = cmap + font.getUint32(cmap + 4 + i * 8 + 4)
    if (font.getUint16(subtable) === 4) return (codePoint) => findInSegments(font, subtable, codePoint)
  }
  throw new Error('The font has no character map of format 4')
}

function findInSegments(font: DataView, subtable: number, codePoint: number): number {
  const twice = font.getUint16(subtable + 6)
  const ends = subtable + 14
  const starts = ends + twice + 2
  for (let i = 0; i < twice; i += 2) {
    if (font.getUint16(ends + i) < codePoint) continue
    const start = font.getUint16(starts + i)
    if (start > codePoint) return 0
    const delta = font.getUint16(starts + twice + i)
    const rangeAt = starts + 2 * twice + i
    const range = font.getUint16(rangeAt)
    if (range === 0) return (codePoint + delta) & 0xffff
    const glyph = font.getUint16(rangeAt + range + (codePoint - start) * 2)
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}

function readOutline(font: DataView, at: number): Outline {
  const contours = font.getInt16(at)
  if (contours < 0) throw new Error('Composite glyphs are not read')
  const [xMin, yMin, xMax, yMax] = [2, 4, 6, 8].map((field) => font.getInt16(at + field)) as [
    number,
    number,
    number,
    number,
  ]
  const ends = Array.from({ length: contours }, (_, i) => font.getUint16(at + 10 + i * 2))
  const points = readPoints(font, at + 10 + contours * 2, (ends.at(-1) ?? -1) + 1)

  let first = 0
  const paths = ends.map((end) => {
    const path = contourPath(points.slice(first, end + 1))
    first = end + 1
    return path
  })
  return { path: paths.join(''), box: { left: xMin, top: -yMax, width: xMax - xMin, height: yMax - yMin } }
}

function readPoints(font: DataView, start: number, count: number): Point[] {
  let at = start + 2 + font.getUint16(start) // the hinting instructions are passed over
  const flags: number[] = []
  while (flags.length < count) {
    const flag = font.getUint8(at++)
    const times = flag & repeatFlag ? font.getUint8(at++) + 1 : 1
    for (let i = 0; i < times; i++) flags.push(flag)
  }
  const readAxis = (short: number, sameOrPositive: number) => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) value += flag & sameOrPositive ? font.getUint8(at++) : -font.getUint8(at++)
      else if (!(flag & sameOrPositive)) {
        value += font.getInt16(at)
        at += 2
      }
      return value
    })
  }
  const xs = readAxis(shortX, sameOrPositiveX)
  const ys = readAxis(shortY, sameOrPositiveY)
  return flags.map((flag, i) => ({ x: xs[i] ?? 0, y: -(ys[i] ?? 0), onCurve: (flag & onCurveFlag) !== 0 }))
}

/** Two control points in a row have an implied point on the curve half way between them. */
function contourPath(contour: Point[]): string {
  const complete = contour.flatMap((point, i) => {
    const next = contour[(i + 1) % contour.length] ?? point
    if (point.onCurve || next.onCurve) return [point]
    return [point, { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, onCurve: true }]
  })
  const firstOn = complete.findIndex((point) => point.onCurve)
  const turned = [...complete.slice(firstOn), ...complete.slice(0, firstOn + 1)]
  return (
    turned
      .map(
        (point, i) =>
          (i === 0 ? 'M' : point.onCurve ? (turned[i - 1]?.onCurve ? 'L' : ' ') : 'Q') + `${point.x} ${point.y}`,
      )
      .join('') + 'Z'
  )
}
