/** The ruled grid of a Chinese official form: label cells, value cells, groups with an upright heading, across as many pages as it takes. */
import { frame, ink, lineHeight, type Paper } from './paper.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface TextContent {
  readonly text: string
  readonly size?: number
  readonly align?: 'left' | 'center'
  readonly bold?: boolean
}

/** Something drawn rather than written. It is never divided between pages. */
interface Drawing {
  readonly height: number
  draw(box: Box): void
}

/** `share` of the row's width, 0 to 1; the shares of a row add up to 1. */
export interface Cell {
  readonly share: number
  readonly content: TextContent | Drawing
  readonly tone?: 'label'
}

export const label = (text: string, share: number): Cell => ({
  share,
  content: { text, align: 'center', size: 9 },
  tone: 'label',
})

export const value = (text: string, share: number, style: Omit<TextContent, 'text'> = {}): Cell => ({
  share,
  content: { text, ...style },
})

export const drawing = (share: number, height: number, draw: (box: Box) => void): Cell => ({
  share,
  content: { height, draw },
})

export interface Table {
  row(...cells: Cell[]): void
  /** Rows that stand on one page if a page can hold them. */
  together(rows: readonly Cell[][]): void
  /** The same, beside an upright heading. */
  group(heading: string, rows: readonly Cell[][]): void
  close(): void
}

const textSize = 9.5
const padding = { x: 5, y: 2.8 }
const headingWidth = 26
const headingSize = 9
/** A row higher than this is divided rather than moved to the next page, if at least `worthStarting` points of it come before the turn. */
const tooHighToMove = 200
const worthStarting = 60

interface Laid {
  readonly cell: Cell
  readonly x: number
  readonly width: number
  readonly size: number
  /** Null for a drawing. */
  readonly lines: readonly string[] | null
}

/** Opens a table over the whole width of the frame at the paper's cursor. Close it, or its outer rule is missing. */
export function openTable(paper: Paper): Table {
  let openedAt = paper.y
  const rule = () => {
    if (paper.y > openedAt) {
      const height = paper.y - openedAt
      paper.doc.rect(frame.left, openedAt, frame.width, height).lineWidth(1.1).strokeColor(ink.rule).stroke()
    }
  }
  const turn = () => {
    rule()
    paper.turnPage()
    openedAt = paper.y
  }

  /** Draws a row at the cursor, dividing it where it is too high to move; `beforeTurn` runs before each page turn. */
  const place = (row: Laid[], beforeTurn: () => void) => {
    let rest = row
    for (;;) {
      const height = heightOf(rest)
      if (height <= paper.room()) return drawRow(paper, rest, height)
      if (height > tooHighToMove && paper.room() >= worthStarting) {
        const [head, tail] = divide(rest, paper.room())
        drawRow(paper, head, heightOf(head))
        rest = tail
      }
      beforeTurn()
      turn()
    }
  }

  const keepTogether = (rows: readonly Laid[][]) => {
    const total = rows.reduce((sum, row) => sum + heightOf(row), 0)
    if (total > paper.room() && total <= frame.bottom - frame.top) turn()
  }

  return {
    row: (...cells) => place(lay(paper, cells, frame.left, frame.width), () => undefined),
    together(rows) {
      const laid = rows.map((cells) => lay(paper, cells, frame.left, frame.width))
      keepTogether(laid)
      for (const row of laid) place(row, () => undefined)
    },
    group(heading, rows) {
      const laid = rows.map((cells) => lay(paper, cells, frame.left + headingWidth, frame.width - headingWidth))
      keepTogether(laid)
      let from = paper.y
      for (const row of laid) {
        place(row, () => {
          drawHeading(paper, heading, from)
          from = frame.top
        })
      }
      drawHeading(paper, heading, from)
    },
    close: rule,
  }
}

function lay(paper: Paper, cells: readonly Cell[], left: number, width: number): Laid[] {
  let x = left
  return cells.map((cell) => {
    const cellWidth = cell.share * width
    const laid = { cell, x, width: cellWidth }
    x += cellWidth
    if (!('text' in cell.content)) return { ...laid, size: textSize, lines: null }
    const size = cell.content.size ?? textSize
    return { ...laid, size, lines: paper.lines(cell.content.text, cellWidth - 2 * padding.x, { size }) }
  })
}

function heightOf(row: readonly Laid[]): number {
  return Math.max(
    ...row.map(({ cell, size, lines }) =>
      lines ? lines.length * lineHeight(size) + 2 * padding.y : 'height' in cell.content ? cell.content.height : 0,
    ),
  )
}

/** The lines that fit into `room`, and the rest. Labels are repeated above the rest. */
function divide(row: readonly Laid[], room: number): [Laid[], Laid[]] {
  const fitting = (size: number) => Math.max(1, Math.floor((room - 2 * padding.y) / lineHeight(size)))
  const part = (cut: (lines: readonly string[], at: number) => readonly string[]) =>
    row.map((laid) =>
      laid.lines && laid.cell.tone !== 'label' ? { ...laid, lines: cut(laid.lines, fitting(laid.size)) } : laid,
    )
  return [part((lines, at) => lines.slice(0, at)), part((lines, at) => lines.slice(at))]
}

function drawRow(paper: Paper, row: readonly Laid[], height: number) {
  for (const { cell, x, width, size, lines } of row) {
    const box = { x, y: paper.y, width, height }
    if (cell.tone === 'label') paper.doc.rect(x, box.y, width, height).fill(ink.label)
    paper.doc.rect(x, box.y, width, height).lineWidth(0.5).strokeColor(ink.rule).stroke()
    if ('draw' in cell.content) cell.content.draw(box)
    else drawText(paper, lines ?? [], cell.content, size, box)
  }
  paper.y += height
}

function drawText(paper: Paper, lines: readonly string[], content: TextContent, size: number, box: Box) {
  const style = { size, bold: content.bold ?? false }
  let top = box.y + (box.height - lines.length * lineHeight(size)) / 2
  for (const line of lines) {
    const indent = content.align === 'center' ? (box.width - paper.widthOf(line, style)) / 2 : padding.x
    paper.write(line, box.x + indent, top, style)
    top += lineHeight(size)
  }
}

function drawHeading(paper: Paper, heading: string, from: number) {
  const height = paper.y - from
  if (height <= 0) return
  paper.doc.rect(frame.left, from, headingWidth, height).fill(ink.label)
  paper.doc.rect(frame.left, from, headingWidth, height).lineWidth(0.5).strokeColor(ink.rule).stroke()
  const characters = [...heading]
  const step = Math.min(headingSize * 1.3, height / characters.length)
  let top = from + (height - step * characters.length) / 2
  for (const character of characters) {
    const width = paper.widthOf(character, { size: headingSize })
    paper.write(character, frame.left + (headingWidth - width) / 2, top - (lineHeight(headingSize) - step) / 2, {
      size: headingSize,
    })
    top += step
  }
}
