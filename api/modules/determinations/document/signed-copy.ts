import { field, fields } from './body.ts'
import { drawCheckBlock } from './check-block.ts'
import { openPaper, type Paper, type SealedPdf } from './paper.ts'
import { type Cell, drawing, label, openTable, value } from './ruled-table.ts'
import { fitStrokes, traceStroke } from './strokes.ts'
import type { SignatureEntry, SignatureSheetView } from './view.ts'
import { chineseTime, documentTitles, sideWord } from './wording.ts'

/**
 * Renders the signature sheet (签名页). What was sealed cannot change any more, so the signed copy is the sealed PDF and this sheet, tied
 * together by the hash that every signature binds. Names are printed as they come (masked or whole); a refusal is noted like a signature.
 * The same input gives the same bytes. Source: APR 24; ARCHITECTURE.md promise 5.
 */
export async function renderSignatureSheet(view: SignatureSheetView, { qrUrl }: { qrUrl: string }): Promise<SealedPdf> {
  const documentTitle = documentTitles[view.documentKind]
  const paper = await openPaper({
    title: `${documentTitle} 签名页`,
    number: view.documentNumber,
    createdAt: new Date(view.issuedAt),
  })
  paper.paragraph('签　名　页', { size: 17, bold: true, align: 'center' })
  paper.y += 8

  const table = openTable(paper)
  table.row(...field('所签文书', documentTitle))
  table.row(...fields(['文书编号', view.documentNumber], ['文书页数', `${view.documentPages} 页`]))
  table.row(...field('文书摘要\nSHA-256', view.documentSha256))
  table.row(...field('制页时间', chineseTime(view.issuedAt, { seconds: true })))
  for (const entry of view.entries) table.group(sideWord(entry.side), entryRows(paper, entry))
  table.row(...field('说明', bindingNote))
  table.close()

  paper.y += 6
  drawCheckBlock(paper, { qrUrl, checkCode: view.checkCode, steps: checkSteps })
  return paper.seal()
}

function entryRows(paper: Paper, entry: SignatureEntry): Cell[][] {
  if (entry.kind === 'refused') {
    return [
      [
        label('姓名', 0.13),
        value(entry.name, 0.37),
        label('注明时间', 0.13),
        value(chineseTime(entry.refusedAt, { seconds: true }), 0.37),
      ],
      [label('拒绝签名', 0.13), value(entry.reason, 0.87)],
    ]
  }
  return [
    [
      label('姓名', 0.13),
      value(entry.name, 0.37),
      label('签名时间', 0.13),
      value(chineseTime(entry.signedAt, { seconds: true }), 0.37),
    ],
    [
      label('签名', 0.13),
      drawing(0.57, 76, (box) => drawSignature(paper, entry.strokes, box)),
      value('一次性验证码已核验', 0.3, { align: 'center', size: 9 }),
    ],
  ]
}

function drawSignature(
  paper: Paper,
  strokes: Extract<SignatureEntry, { kind: 'signed' }>['strokes'],
  box: { x: number; y: number; width: number; height: number },
) {
  const inside = { x: box.x + 10, y: box.y + 7, width: box.width - 20, height: box.height - 14 }
  const { doc } = paper
  doc.save().lineCap('round').lineJoin('round').lineWidth(1.3)
  for (const stroke of fitStrokes(strokes, inside)) traceStroke(doc, stroke)
  doc.stroke('#10203f').restore()
}

const bindingNote =
  '各方在阅读封存的文书后签名。每一签名与上列 SHA-256 摘要、签名人身份、一次性验证码和签名时间绑定；本页与所签文书共同构成签署本。'

const checkSteps = [
  '扫描左侧二维码，或者打开下列网址并输入校验码。',
  '在网页上选择所签文书的 PDF 文件，比对其 SHA-256 与本页所列是否一致。',
]
