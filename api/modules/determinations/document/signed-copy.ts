import { field, fields } from './body.ts'
import { drawCheckBlock } from './check-block.ts'
import { openPaper, type Paper, type SealedPdf } from './paper.ts'
import { type Cell, drawing, label, openTable, value } from './ruled-table.ts'
import { fitStrokes, traceStroke } from './strokes.ts'
import type { SignatureEntry, SignatureSheetView } from './view.ts'
import { chineseTime, documentTitles, sideWord } from './wording.ts'

/**
 * Renders the signature sheet (签名页), of an officer's document the service sheet (送达页). What was sealed cannot change any more, so the
 * signed copy is the sealed PDF and this sheet, tied together by the hash that every signature and every service binds. Names are printed as
 * they come (masked or whole); a refusal is noted like a signature.
 * The same input gives the same bytes. Source: APR 24; ARCHITECTURE.md promise 5.
 */
export async function renderSignatureSheet(view: SignatureSheetView, { qrUrl }: { qrUrl: string }): Promise<SealedPdf> {
  const documentTitle = documentTitles[view.documentKind]
  const { name, heading, document, note } = words[view.documentKind === 'agreement' ? 'signing' : 'serving']
  const paper = await openPaper({
    title: `${documentTitle} ${name}`,
    number: view.documentNumber,
    createdAt: new Date(view.issuedAt),
  })
  paper.paragraph(heading, { size: 17, bold: true, align: 'center' })
  paper.y += 8

  const table = openTable(paper)
  table.row(...field(document, documentTitle))
  table.row(...fields(['文书编号', view.documentNumber], ['文书页数', `${view.documentPages} 页`]))
  table.row(...field('文书摘要\nSHA-256', view.documentSha256))
  table.row(...field('制页时间', chineseTime(view.issuedAt, { seconds: true })))
  for (const entry of view.entries) table.group(sideWord(entry.side), entryRows(paper, entry))
  table.row(...field('说明', note))
  table.close()

  paper.y += 6
  drawCheckBlock(paper, { qrUrl, checkCode: view.checkCode, steps: checkSteps(document) })
  return paper.seal()
}

function entryRows(paper: Paper, entry: SignatureEntry): Cell[][] {
  if (entry.kind === 'served') {
    return [
      [
        label('姓名', 0.13),
        value(entry.name, 0.37),
        label('送达时间', 0.13),
        value(chineseTime(entry.servedAt, { seconds: true }), 0.37),
      ],
      [label('送达方式', 0.13), value(serviceWords[entry.how], 0.87)],
      ...(entry.note ? [[label('民警注明', 0.13), value(entry.note, 0.87)]] : []),
    ]
  }
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

const serviceWords: Record<Extract<SignatureEntry, { kind: 'served' }>['how'], string> = {
  electronic: '电子送达：当事人在本人手机上打开本文书',
  'handed-over': '交通警察当面交付',
  'receipt-refused': '当事人拒绝签收，由交通警察注明',
  'signature-refused': '当事人拒绝签名，由交通警察注明',
}

const words = {
  signing: {
    name: '签名页',
    heading: '签　名　页',
    document: '所签文书',
    note: '各方在阅读封存的文书后签名。每一签名与上列 SHA-256 摘要、签名人身份、一次性验证码和签名时间绑定；本页与所签文书共同构成签署本。',
  },
  serving: {
    name: '送达页',
    heading: '送　达　页',
    document: '送达文书',
    note: '每一送达与上列 SHA-256 摘要、当事人身份和送达时间绑定，申请复核的期限自该时间起算。拒绝签名或者签收的，由交通警察注明，不影响文书的效力。',
  },
} as const

const checkSteps = (document: string) => [
  '扫描左侧二维码，或者打开下列网址并输入校验码。',
  `在网页上选择${document}的 PDF 文件，比对其 SHA-256 与本页所列是否一致。`,
]
