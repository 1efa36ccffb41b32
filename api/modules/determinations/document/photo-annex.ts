import { frame, ink, type Paper } from './paper.ts'

/** A photo as it is printed. */
export interface PrintedPhoto {
  readonly caption: string
  /** Of the untouched original, hex. */
  readonly sha256: string
  /** What goes in as it is: upright and without metadata that the parties are not to have. Empty where the original could not be decoded. */
  readonly jpeg: Buffer
}

const gap = 15
const cardWidth = (frame.width - gap) / 2
const pictureHeight = 168
const captionStyle = { size: 9 }
const hashStyle = { size: 6.6, color: ink.muted }
const cardHeight = pictureHeight + 54

/** Draws the photos, two beside each other, six to a page. */
export function drawPhotoAnnex(paper: Paper, photos: readonly PrintedPhoto[], heading: string) {
  paper.turnPage()
  paper.paragraph(heading, { size: 15, bold: true, align: 'center', spacing: 1 })
  paper.paragraph('照片为缩印件。SHA-256 为未经改动的原始文件的摘要，原始文件保存于系统，可供核对。', {
    size: 8.5,
    align: 'center',
    color: ink.muted,
  })
  paper.y += 6

  for (let first = 0; first < photos.length; first += 2) {
    if (paper.room() < cardHeight) paper.turnPage()
    photos.slice(first, first + 2).forEach((photo, column) => {
      drawCard(paper, photo, first + column + 1, frame.left + column * (cardWidth + gap))
    })
    paper.y += cardHeight
  }
}

function drawCard(paper: Paper, { caption, sha256, jpeg }: PrintedPhoto, number: number, left: number) {
  const { doc, y } = paper
  doc.rect(left, y, cardWidth, pictureHeight).fill(ink.label)
  try {
    doc.image(jpeg, left, y, { fit: [cardWidth, pictureHeight], align: 'center', valign: 'center' })
  } catch {
    // No JPEG; nothing has been drawn of it.
    paper.write('照片无法显示，以原始文件为准', left + 52, y + pictureHeight / 2 - 8, { size: 9, color: ink.muted })
  }
  doc.rect(left, y, cardWidth, pictureHeight).lineWidth(0.5).strokeColor(ink.hairline).stroke()

  const [first = '', second, ...more] = paper.lines(`${number}. ${caption}`, cardWidth, captionStyle)
  paper.write(first, left, y + pictureHeight + 2, captionStyle)
  if (second)
    paper.write(more.length > 0 ? `${second.slice(0, -1)}…` : second, left, y + pictureHeight + 15, captionStyle)

  const hashTop = y + pictureHeight + (second ? 29 : 16)
  paper.lines(`SHA-256 ${sha256}`, cardWidth, hashStyle).forEach((line, index) => {
    paper.write(line, left, hashTop + index * 9, hashStyle)
  })
}
