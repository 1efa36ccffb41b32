import { type PlateColour, type PlateKindCode, plateKinds } from '../../../../vision/plates/grammar.ts'
import { lineHeight, type Paper } from './paper.ts'
import type { PrintedPlate } from './view.ts'

interface Paint {
  readonly ground: string
  readonly text: string
}

const paints: Record<PlateColour, Paint> = {
  blue: { ground: '#1a4fb4', text: '#ffffff' },
  yellow: { ground: '#f4b41a', text: '#16140f' },
  green: { ground: '#6cc483', text: '#10170f' },
  'yellow-green': { ground: '#6cc483', text: '#10170f' },
  white: { ground: '#ffffff', text: '#16140f' },
  black: { ground: '#1b1b1b', text: '#ffffff' },
}
const red = '#c8102e'

/** Width in points of a plate drawn `height` high: 440 x 140, new energy 480 x 140, two rows 220 x 140 (GA 36-2018). */
export function plateBadgeWidth({ kind, number }: PrintedPlate, height: number): number {
  if (!kind) return Math.max(height * 2, [...number].length * height * 0.55 + height * 0.6)
  if (isTwoRows(kind)) return (height * 220) / 140
  return (height * (isNewEnergy(kind) ? 480 : 440)) / 140
}

/** Draws a plate in its colours, upper left corner at (x, y). A plate of no known kind is plain text in a frame. */
export function drawPlateBadge(paper: Paper, plate: PrintedPlate, x: number, y: number, height: number) {
  const { doc } = paper
  const width = plateBadgeWidth(plate, height)
  const { ground, text } = plate.kind ? paints[plateKinds[plate.kind].colour] : paints.white
  const corner = height * 0.1

  doc.roundedRect(x, y, width, height, corner).fill(ground)
  if (plate.kind && plateKinds[plate.kind].colour === 'yellow-green') {
    doc.save().roundedRect(x, y, width, height, corner).clip()
    doc
      .rect(x, y, width * 0.27, height)
      .fill(paints.yellow.ground)
      .restore()
  }
  const inset = height * 0.045
  doc.roundedRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, corner - inset)
  doc
    .lineWidth(height * 0.03)
    .strokeColor(text)
    .stroke()

  const characters = [...plate.number]
  if (plate.kind && isTwoRows(plate.kind)) {
    drawCharacters(paper, characters.slice(0, 2), text, {
      x: x + width * 0.2,
      y: y + height * 0.06,
      width: width * 0.6,
      height: height * 0.4,
    })
    drawCharacters(paper, characters.slice(2), text, {
      x: x + width * 0.05,
      y: y + height * 0.42,
      width: width * 0.9,
      height: height * 0.54,
    })
    return
  }
  const spaced = hasDot(plate) ? [...characters.slice(0, 2), '·', ...characters.slice(2)] : characters
  drawCharacters(paper, spaced, text, { x: x + width * 0.04, y, width: width * 0.92, height })
}

function drawCharacters(
  paper: Paper,
  characters: string[],
  color: string,
  box: { x: number; y: number; width: number; height: number },
) {
  const weight = (character: string) => (character === '·' ? 0.5 : 1)
  const unit = box.width / characters.reduce((sum, character) => sum + weight(character), 0)
  const size = Math.min(box.height * 0.74, unit * 1.25)
  const style = { size, bold: true }
  let left = box.x
  for (const character of characters) {
    const room = unit * weight(character)
    const indent = (room - paper.widthOf(character, style)) / 2
    const top = box.y + (box.height - lineHeight(size)) / 2
    paper.write(character, left + indent, top, { ...style, color: character === '警' ? red : color })
    left += room
  }
}

const isNewEnergy = (kind: PlateKindCode) => kind === '51' || kind === '52'

const isTwoRows = (kind: PlateKindCode) => {
  const rows: readonly number[] = plateKinds[kind].rows
  return !rows.includes(1)
}

/** The dot stands after province and issuing authority (DOMAIN.md 4.2). New-energy and embassy plates have none. */
const hasDot = ({ kind, number }: PrintedPlate) =>
  kind !== null && !isNewEnergy(kind) && /^\p{Script=Han}[A-Z]/u.test(number)
