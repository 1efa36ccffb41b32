import { frame, ink, lineHeight, type Paper } from './paper.ts'
import { qrModules } from './qr.ts'

interface CheckBlock {
  /** Address of the public check page of this document; what the QR code says. */
  readonly qrUrl: string
  readonly checkCode: string
  /** What to do, step by step. */
  readonly steps: readonly string[]
}

const qrSize = 118
const inset = 14
const textStyle = { size: 9.5 }

/** Draws how anybody checks the document: QR code, address, check code, steps. Kept in one piece. */
export function drawCheckBlock(paper: Paper, { qrUrl, checkCode, steps }: CheckBlock) {
  const left = frame.left + inset + qrSize + 18
  const width = frame.left + frame.width - inset - left
  const lines = [
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    `网址：${qrUrl}`,
    ...missingNote(paper),
  ].flatMap((text) => paper.lines(text, width, textStyle))
  const height = Math.max(qrSize + 2 * inset + 16, lines.length * lineHeight(textStyle.size) + 2 * inset + 48)
  if (paper.room() < height + 8) paper.turnPage()

  paper.y += 8
  const top = paper.y
  paper.doc.rect(frame.left, top, frame.width, height).lineWidth(0.8).strokeColor(ink.navy).stroke()
  drawQr(paper, qrUrl, frame.left + inset, top + inset)
  const caption = '扫码核验'
  const captionStyle = { size: 8.5, color: ink.muted }
  paper.write(
    caption,
    frame.left + inset + (qrSize - paper.widthOf(caption, captionStyle)) / 2,
    top + inset + qrSize + 2,
    captionStyle,
  )

  paper.write('核验方法', left, top + inset - 4, { size: 12, bold: true, color: ink.navy })
  paper.write(`校验码\u3000${checkCode}`, left, top + inset + 16, { size: 12, bold: true })
  lines.forEach((line, index) => {
    paper.write(line, left, top + inset + 40 + index * lineHeight(textStyle.size), textStyle)
  })
  paper.y = top + height
}

/** The quiet zone of four modules is the white of the box around it. */
function drawQr(paper: Paper, text: string, x: number, y: number) {
  const { size, isDark } = qrModules(text)
  const module = qrSize / size
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (isDark(column, row)) paper.doc.rect(x + column * module, y + row * module, module, module)
    }
  }
  paper.doc.fill('#000000')
}

function missingNote(paper: Paper): string[] {
  const codes = paper.missingCharacters().map((character) => {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  })
  return codes.length === 0 ? [] : [`字库未收的字以 □ 印出，按出现的先后为：${codes.join('、')}。`]
}
