import { createHash } from 'node:crypto'
import PDFDocument from 'pdfkit'
import { loadFonts } from './font.ts'
import { breakLines } from './lines.ts'
import { openTypeface } from './typeface.ts'

/** Lengths are PostScript points (1/72 inch), origin top left. A4 is 595 x 842. */
export const frame = { left: 48, top: 62, width: 499.28, bottom: 790 } as const

export const ink = {
  text: '#16181d',
  muted: '#5b626d',
  rule: '#3d434d',
  hairline: '#b9bfc8',
  label: '#f2f4f7',
  navy: '#0b2e59',
} as const

interface TextStyle {
  readonly size: number
  readonly color?: string
  /** The repository ships one weight; a heavier one is the same outline with a thin stroke. */
  readonly bold?: boolean
  /** Space between characters, in points. */
  readonly spacing?: number
}

/** Height of a line of text of `size` points. */
export const lineHeight = (size: number) => size * 1.42

/** Sheets of A4 with a cursor `y` that moves down. `doc` for whoever draws pictures and curves. */
export interface Paper {
  readonly doc: PDFKit.PDFDocument
  y: number
  /** Points left on this page. */
  room(): number
  turnPage(): void
  /** Lines of `text`, broken to `width`. */
  lines(text: string, width: number, style: TextStyle): string[]
  widthOf(text: string, style: TextStyle): number
  /** One line; `top` is the upper edge of its line box. Does not move the cursor. */
  write(line: string, x: number, top: number, style: TextStyle): void
  /** A paragraph over the whole width at the cursor, turning pages as it needs. */
  paragraph(text: string, style: TextStyle & { align?: 'left' | 'center' | 'right' }): void
  /** Characters met so far that our fonts do not have; each is printed as □. */
  missingCharacters(): string[]
  seal(): Promise<SealedPdf>
}

export interface SealedPdf {
  pdf: Buffer
  /** SHA-256 of `pdf`, hex: what signatures bind. */
  sha256: string
  pages: number
  /** Characters our fonts do not have, printed as □ and named on the check page. */
  missingCharacters: string[]
}

interface PaperOptions {
  /** Stands in the head line of every page and in the metadata. */
  title: string
  /** Document number, likewise. */
  number: string
  /** Becomes the creation date; with it the file id is fixed, so that the same input gives the same bytes. */
  createdAt: Date
}

/** Takes a new stack of paper, with its first page. PDF 1.7, written to the PDF/A-2b profile: fonts embedded, sRGB, no outside reference. */
export async function openPaper({ title, number, createdAt }: PaperOptions): Promise<Paper> {
  const fonts = await loadFonts()
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'zh-CN',
    displayTitle: true,
    font: fonts.main as unknown as string, // the constructor takes bytes; its typings know only paths
    info: { Title: title, Subject: number, Producer: 'Kuaichu', Creator: 'Kuaichu', CreationDate: createdAt },
  })
  const finished = collect(doc)
  const typeface = openTypeface(doc, fonts)

  const paper: Paper = {
    doc,
    y: frame.top,
    room: () => frame.bottom - paper.y,
    turnPage() {
      doc.addPage()
      paper.y = frame.top
    },
    lines: (text, width, { size, spacing = 0 }) =>
      breakLines(text, width, (grapheme) => typeface.widthOf(grapheme) * size + spacing),
    widthOf: (text, { size, spacing = 0 }) => typeface.widthOf(text) * size + Array.from(text).length * spacing,
    write(line, x, top, { size, color = ink.text, bold = false, spacing = 0 }) {
      if (line === '') return
      const baseline = top + (lineHeight(size) - size) / 2 + 0.88 * size // a Chinese character stands from -0.12 to 0.88 em
      doc
        .fontSize(size)
        .fillColor(color)
        .strokeColor(color)
        .lineWidth(size * 0.035)
      let left = x
      for (const { font, text } of typeface.runs(line)) {
        doc.font(font).text(text, left, baseline, {
          lineBreak: false,
          baseline: 'alphabetic',
          characterSpacing: spacing,
          stroke: bold,
          fill: true,
        })
        left += paper.widthOf(text, { size, spacing })
      }
    },
    paragraph(text, { align = 'left', ...style }) {
      for (const line of paper.lines(text, frame.width, style)) {
        if (paper.room() < lineHeight(style.size)) paper.turnPage()
        const slack = frame.width - paper.widthOf(line, style)
        const indent = align === 'center' ? slack / 2 : align === 'right' ? slack : 0
        paper.write(line, frame.left + indent, paper.y, style)
        paper.y += lineHeight(style.size)
      }
    },
    missingCharacters: () => typeface.missing(),
    async seal() {
      const pages = doc.bufferedPageRange().count
      for (let page = 0; page < pages; page++) {
        doc.switchToPage(page)
        drawMargins(paper, { title, number, page: page + 1, pages })
      }
      doc.end()
      const pdf = await finished
      return {
        pdf,
        sha256: createHash('sha256').update(pdf).digest('hex'),
        pages,
        missingCharacters: typeface.missing(),
      }
    },
  }
  return paper
}

function drawMargins(
  paper: Paper,
  { title, number, page, pages }: { title: string; number: string; page: number; pages: number },
) {
  const style = { size: 8, color: ink.muted }
  const right = frame.left + frame.width
  const numbered = `编号：${number}`
  const [heading = ''] = paper.lines(title, frame.width / 2, style)
  paper.write(heading, frame.left, 34, style)
  paper.write(numbered, right - paper.widthOf(numbered, style), 34, style)
  paper.doc.moveTo(frame.left, 50).lineTo(right, 50).lineWidth(0.6).strokeColor(ink.navy).stroke()

  const count = `第 ${page} 页\u3000共 ${pages} 页`
  paper.write(count, frame.left + (frame.width - paper.widthOf(count, style)) / 2, 800, style)
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
