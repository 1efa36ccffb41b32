import { addContacts, addOccasion, addParties, articlesText, field, writeTitle } from './body.ts'
import { addOfficialEnd, officerFields } from './official.ts'
import type { Paper } from './paper.ts'
import { openTable } from './ruled-table.ts'
import type { SimpleProcedureView } from './view.ts'
import { documentTitles } from './wording.ts'

/**
 * Draws the determination of the simple procedure (道路交通事故认定书（简易程序）). It names the officer who answers for it, also where he
 * countersigned; signature, stamp and receipt are blank, and the paragraphs on review come with the view. Source: APR 24, 25; DOMAIN.md 1.5.
 */
export function drawSimpleProcedure(paper: Paper, view: SimpleProcedureView) {
  writeTitle(paper, documentTitles['simple-procedure'], { above: view.unit, number: view.number })

  const table = openTable(paper)
  addOccasion(table, view)
  addParties(table, paper, view.parties)
  table.row(...field('事故事实', view.facts))
  addContacts(table, view)
  if (view.articles.length > 0) table.row(...field('认定依据', articlesText(view.articles)))
  table.row(...field('认定方式', `${procedureText(view)}${originText(view)}`))
  table.row(...officerFields(view, '认定时间'))
  if (view.mediation) table.row(...field('损害赔偿\n调解结果', view.mediation))
  table.row(...field('签署说明', signingStatement))
  addOfficialEnd(table, paper, view, '（签名、签收）')
  table.close()
}

const signingStatement = '本文件先封存并计算 SHA-256 摘要，再行送达；送达、拒签和拒收均载于送达页。'

function procedureText({ procedure: { kind, articles } }: SimpleProcedureView): string {
  const citations = articles.map(({ citation }) => citation).join('、')
  return kind === 'online'
    ? `依照${citations}，经各方当事人共同申请，在线确定责任。`
    : `依照${citations}，适用简易程序处理。`
}

function originText({ origin, ruleSetVersion }: SimpleProcedureView): string {
  const rules = `规则集版本 ${ruleSetVersion}。`
  if (origin.mandate === 'officer') return `由交通警察依法认定。${rules}`
  const surveyor = `${origin.insurer}查勘员${origin.surveyor}（授权编号 ${origin.authorisation}）`
  return `${surveyor}提出，经交通警察审查后确认，由公安机关交通管理部门作出（countersign）。${rules}`
}
