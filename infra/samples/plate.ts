import { openFont } from './outlines.ts'

/** The kinds of plate (号牌种类) that the samples show. */
export type SamplePlateKind = 'small' | 'large' | 'large-rear' | 'nev-small'

export interface SamplePlate {
  /** Storage form: no dot, no blanks. */
  readonly number: string
  readonly kind: SamplePlateKind
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Layout {
  readonly width: number
  readonly height: number
  readonly color: 'blue' | 'yellow' | 'green'
  readonly ground: string
  readonly ink: string
  readonly dotX?: number
  readonly boxes: readonly Box[]
}

const row = (lefts: readonly number[], y: number, width: number, height: number): Box[] =>
  lefts.map((x) => ({ x, y, width, height }))

const singleRow = row([15.5, 72.5, 151.5, 208.5, 265.5, 322.5, 379.5], 25, 45, 90)
const [newEnergyProvince, ...newEnergyRest] = [15.5, 69.5, 161.5, 213.5, 265.5, 317.5, 369.5, 421.5]

/** Sizes and places in millimetres, origin top left. Source: DOMAIN.md 4.3 (GA 36-2018 as re-stated). */
export const plateLayouts = {
  small: { width: 440, height: 140, color: 'blue', ground: '#1a4fb4', ink: '#ffffff', dotX: 134.5, boxes: singleRow },
  large: { width: 440, height: 140, color: 'yellow', ground: '#f4b41a', ink: '#16140f', dotX: 134.5, boxes: singleRow },
  'large-rear': {
    width: 440,
    height: 220,
    color: 'yellow',
    ground: '#f4b41a',
    ink: '#16140f',
    boxes: [
      ...row([110, 250], 15, 80, 60),
      ...row(
        [0, 1, 2, 3, 4].map((i) => 27.5 + 80 * i),
        90,
        65,
        110,
      ),
    ],
  },
  'nev-small': {
    width: 480,
    height: 140,
    color: 'green',
    ground: 'url(#green)',
    ink: '#10170f',
    boxes: [...row([newEnergyProvince ?? 0], 25, 45, 90), ...row(newEnergyRest, 25, 43, 90)],
  },
} as const satisfies Record<SamplePlateKind, Layout>

const characterPattern = /\p{Script=Han}/u
const outline = openFont()

/**
 * Draws a plate as SVG, in millimetres. The characters are look-alikes stretched from Noto Sans SC, not the official plate type,
 * and the lower edge says 样 TEST: a sample must never pass for a plate.
 */
export function plateSvg(plate: SamplePlate): string {
  const layout: Layout = plateLayouts[plate.kind]
  const { width, height, ink } = layout
  const characters = [...plate.number]
  if (characters.length !== layout.boxes.length) throw new Error(`${plate.number} does not fit a ${plate.kind} plate`)

  const glyphs = layout.boxes.map((box, i) => glyph(characters[i] ?? '', box, ink))
  const dot = layout.dotX === undefined ? '' : `<circle cx="${layout.dotX}" cy="70" r="5.5" fill="${ink}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="green" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9f7ea"/><stop offset="0.3" stop-color="#bfe8c4"/><stop offset="1" stop-color="#3dab5d"/></linearGradient></defs>
<rect width="${width}" height="${height}" rx="10" fill="${layout.ground}"/>
<rect x="3.5" y="3.5" width="${width - 7}" height="${height - 7}" rx="7.5" fill="none" stroke="${ink}" stroke-width="2.5"/>
${glyphs.join('\n')}${dot}${screws(layout)}${watermark(layout)}
</svg>`
}

/** Stretches a character to its box; a narrow one (1) keeps its proportions and stands in the middle. */
function glyph(character: string, box: Box, ink: string): string {
  const { path, box: filled } = outline(character)
  const isHan = characterPattern.test(character)
  const weight = isHan ? 1.5 : 3.5
  const scaleY = (box.height - weight) / filled.height
  const scaleX =
    character === '1' ? Math.min(scaleY, (box.width * 0.55) / filled.width) : (box.width - weight) / filled.width
  const left = box.x + (box.width - filled.width * scaleX) / 2
  const top = box.y + weight / 2
  const place = `translate(${left} ${top}) scale(${scaleX} ${scaleY}) translate(${-filled.left} ${-filled.top})`
  return `<path transform="${place}" d="${path}" fill="${ink}" stroke="${ink}" stroke-width="${weight}" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>`
}

function screws({ width, height }: Layout): string {
  const places = [110, width - 110].flatMap((x) => [13, height - 13].map((y) => [x, y]))
  return places
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="5" fill="#9aa0a6" stroke="#5f6368" stroke-width="1"/>`)
    .join('')
}

function watermark({ width, height, ink }: Layout): string {
  let x = width / 2 - 22
  return [...'样TEST']
    .map((character) => {
      const { path, box } = outline(character)
      const scale = 8 / box.height
      const mark = `<path transform="translate(${x} ${height - 18}) scale(${scale}) translate(${-box.left} ${-box.top})" d="${path}" fill="${ink}" opacity="0.75"/>`
      x += box.width * scale + 2.5
      return mark
    })
    .join('')
}
