import { drawAgreement } from './agreement.ts'
import { drawCertificate } from './certificate.ts'
import { drawCheckBlock } from './check-block.ts'
import { openPaper, type SealedPdf } from './paper.ts'
import { drawPhotoAnnex, type PrintedPhoto } from './photo-annex.ts'
import { drawSimpleProcedure } from './simple-procedure.ts'
import { drawSurveyorAnnex } from './surveyor-annex.ts'
import type { DocumentView } from './view.ts'
import { documentTitles, numeral } from './wording.ts'

interface DocumentPictures {
  photos: readonly PrintedPhoto[]
  /** Address of the public check page of this document. */
  qrUrl: string
}

/**
 * Renders a document and hashes it, before anybody signs: body, the surveyor's annex, photos, how to check it. Without clock and without
 * chance, so the same input gives the same bytes. Broken photos and characters our fonts lack do not stop it, they are named in it.
 */
export async function renderDocument(view: DocumentView, { photos, qrUrl }: DocumentPictures): Promise<SealedPdf> {
  const paper = await openPaper({
    title: documentTitles[view.kind],
    number: view.number,
    createdAt: new Date(view.issuedAt),
  })
  let annexes = 0
  const annexHeading = (name: string) => `附件${numeral(++annexes)}\u3000${name}`

  if (view.kind === 'agreement') {
    drawAgreement(paper, view)
    if (view.annex) drawSurveyorAnnex(paper, view, view.annex, annexHeading('查勘员快速责任认定'))
  } else if (view.kind === 'certificate') {
    drawCertificate(paper, view)
  } else {
    drawSimpleProcedure(paper, view)
  }
  if (photos.length > 0) {
    drawPhotoAnnex(paper, photos, annexHeading('现场照片'))
  }
  drawCheckBlock(paper, { qrUrl, checkCode: view.checkCode, steps: checkSteps })
  return paper.seal()
}

const checkSteps = [
  '扫描左侧二维码，或者打开下列网址并输入校验码。',
  '网页显示本文书的编号、状态和 SHA-256 摘要，不显示当事人信息。',
  '在网页上选择手中的 PDF 文件即可比对摘要；摘要一致，说明文件未经改动。',
]
