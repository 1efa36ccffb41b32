/** The parts of the form that the documents have in common (APR 21 and 24 ask for the same fields, APR 67 for the occasion and the parties). */
import { plateKinds } from '../../../../vision/plates/grammar.ts'
import { ink, lineHeight, type Paper } from './paper.ts'
import { drawPlateBadge, plateBadgeWidth } from './plate-badge.ts'
import { type Cell, drawing, label, type Table, value } from './ruled-table.ts'
import type {
  AgreementView,
  DocumentView,
  PrintedArticle,
  PrintedContact,
  PrintedVehicle,
  SimpleProcedureView,
} from './view.ts'
import { chineseTime, numeral, responsibilityWords, sideWord } from './wording.ts'

type Party = SimpleProcedureView['parties'][number]

/** Share of a row that its label takes, where one value fills the rest. */
const labelShare = 0.13
const unknown = '—'

/** A label and one value over the whole row. */
export const field = (name: string, text: string): Cell[] => [label(name, labelShare), value(text, 1 - labelShare)]

/** Two labelled values side by side. */
export const fields = (first: [string, string], second: [string, string]): Cell[] => [
  label(first[0], labelShare),
  value(first[1], 0.5 - labelShare),
  label(second[0], labelShare),
  value(second[1], 0.5 - labelShare),
]

export function writeTitle(paper: Paper, title: string, { above, number }: { above?: string; number: string }) {
  if (above) paper.paragraph(above, { size: 12, align: 'center', spacing: 1 })
  paper.paragraph(title, { size: 17, bold: true, align: 'center', spacing: 1.5 })
  paper.y += 2
  paper.paragraph(`编号：${number}`, { size: 9.5, align: 'right' })
  paper.y += 3
}

export function addOccasion(table: Table, view: DocumentView) {
  if (view.supersedes) table.row(...field('替代文书', `本文书替代 ${view.supersedes}，原文书自本文书生效时起失效。`))
  table.row(...fields(['事故时间', chineseTime(view.occurredAt)], ['天　　气', view.weather]))
  table.row(...field('事故地点', view.place))
}

export function addParties(table: Table, paper: Paper, parties: readonly Party[]) {
  for (const party of parties) {
    const { kind, number } = party.credential
    table.group(`${sideWord(party.side)}当事人`, [
      [
        label('姓名', 0.11),
        value(party.name, 0.2),
        label(kind === 'id' ? '身份证号' : '驾驶证号', 0.12),
        value(number, 0.26),
        label('联系方式', 0.11),
        value(party.contact, 0.2),
      ],
      ...personRow(party),
      ...(party.vehicle ? vehicleRows(paper, party.vehicle) : []),
    ])
  }
}

function personRow({ sex, age, licenceClass, address }: Party): Cell[][] {
  if (sex === undefined && age === undefined && licenceClass === undefined && address === undefined) return []
  return [
    [
      label('性别', 0.11),
      value(sex ?? unknown, 0.06),
      label('年龄', 0.07),
      value(age === undefined ? unknown : String(age), 0.06),
      label('准驾车型', 0.12),
      value(licenceClass ?? unknown, 0.08),
      label('住址', 0.07),
      value(address ?? unknown, 0.43),
    ],
  ]
}

function vehicleRows(paper: Paper, vehicle: PrintedVehicle): Cell[][] {
  return [
    [label('车辆类型', 0.11), value(vehicle.kind, 0.31), label('车辆号牌', 0.12), plateCell(paper, vehicle, 0.46)],
    [
      label('保险公司', 0.11),
      value(vehicle.insurer ?? unknown, 0.31),
      label('保险凭证号', 0.12),
      value(vehicle.insuranceCertificate ?? unknown, 0.46),
    ],
  ]
}

/** The plate as people know it, and its number and kind in words beside it: number and kind together are the key of a vehicle. */
function plateCell(paper: Paper, { plate }: PrintedVehicle, share: number): Cell {
  if (!plate) return value('无号牌', share)
  const height = 17
  const words = plate.kind ? `${plate.number}\u3000${plateKinds[plate.kind].zh}号牌` : plate.number
  return drawing(share, height + 8, (box) => {
    const style = { size: 9.5 }
    drawPlateBadge(paper, plate, box.x + 5, box.y + 4, height)
    const left = box.x + 5 + plateBadgeWidth(plate, height) + 8
    paper.write(words, left, box.y + (box.height - lineHeight(style.size)) / 2, style)
  })
}

/** Form, part that was hit, responsibility: once for each contact. A chain has several, and a side may answer differently in each. */
export function addContacts(table: Table, { contacts, parties }: Pick<AgreementView, 'contacts' | 'parties'>) {
  const nameOf = new Map(parties.map(({ side, name }) => [side, name]))
  contacts.forEach((contact, index) => {
    const parts = contact.sides.map(({ side, part }) => `${sideWord(side)}：${part}`).join('；')
    const rows = [
      [label('事故形态', labelShare), value(contact.form, 0.19), label('碰撞部位', labelShare), value(parts, 0.55)],
      field('当事人责任', responsibilityText(contact, nameOf)),
    ]
    if (contacts.length === 1) table.together(rows)
    else table.group(`第${numeral(index + 1)}次碰撞`, rows)
  })
}

/** 甲方（张三）：全部责任，赔偿比例 100%; one line for each side. */
export function responsibilityText(contact: PrintedContact, nameOf: ReadonlyMap<string, string>): string {
  return contact.sides
    .map(({ side, responsibility, percent }) => {
      const who = `${sideWord(side)}（${nameOf.get(side) ?? unknown}）`
      return `${who}：${responsibilityWords[responsibility]}，赔偿比例 ${percent}%`
    })
    .join('\n')
}

export const articlesText = (articles: readonly PrintedArticle[]) =>
  articles.map(({ citation, wording }) => `${citation}：${wording}`).join('\n')

/** What the parties have to know, numbered. No row where there is nothing. */
export const noticeRows = ({ notices }: DocumentView): Cell[][] => {
  if (notices.length === 0) return []
  return [field('告知事项', notices.map((notice, index) => `${index + 1}. ${notice}`).join('\n'))]
}

/**
 * One box for each party, three in a row, and nothing in them: a document is sealed before anybody signs, so what was signed stands on
 * the signature sheet. Whoever prints the document may sign here by hand.
 */
export function signatureRows(paper: Paper, parties: readonly Party[], act: string): Cell[][] {
  const perRow = parties.length === 4 ? 2 : Math.min(parties.length, 3)
  const rows: Cell[][] = []
  for (let first = 0; first < parties.length; first += perRow) {
    const inRow = parties.slice(first, first + perRow)
    rows.push(inRow.map(({ side }) => signatureBox(paper, `${sideWord(side)}${act}：`, 1 / inRow.length)))
  }
  return rows
}

/** A blank box with what belongs into it, and the place of the date. */
export function signatureBox(paper: Paper, caption: string, share: number): Cell {
  return drawing(share, 54, (box) => {
    paper.write(caption, box.x + 6, box.y + 4, { size: 9 })
    const date = '年　　月　　日'
    const style = { size: 9, color: ink.muted }
    paper.write(date, box.x + box.width - paper.widthOf(date, style) - 8, box.y + box.height - 18, style)
  })
}
