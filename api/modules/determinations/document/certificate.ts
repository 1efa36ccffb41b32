import { addOccasion, addParties, articlesText, field, writeTitle } from './body.ts'
import { addOfficialEnd, officerFields } from './official.ts'
import type { Paper } from './paper.ts'
import { openTable } from './ruled-table.ts'
import type { CertificateView } from './view.ts'
import { documentTitles } from './wording.ts'

/**
 * Draws the accident certificate (道路交通事故证明): time, place, parties, the facts that the investigation found, what it could not tell, and
 * the ways that are open to the parties. It names no responsibility. Source: APR 67; DOMAIN.md 1.6.
 */
export function drawCertificate(paper: Paper, view: CertificateView) {
  writeTitle(paper, documentTitles.certificate, { above: view.unit, number: view.number })

  const table = openTable(paper)
  addOccasion(table, view)
  addParties(table, paper, view.parties)
  table.row(...field('调查得到\n的事实', view.facts))
  table.row(...field('无法查清的\n事实及原因', view.unclear))
  if (view.articles.length > 0) table.row(...field('出具依据', articlesText(view.articles)))
  table.row(...field('证明说明', `${meaning}规则集版本 ${view.ruleSetVersion}。`))
  table.row(...officerFields(view, '出具时间'))
  table.row(...field('送达说明', servingStatement))
  addOfficialEnd(table, paper, view, '（签收）')
  table.close()
}

const meaning = '本证明载明事故的时间、地点、当事人情况和调查得到的事实，不确定各方当事人的责任，也不视为各方责任相等。'

const servingStatement =
  '本文件先封存并计算 SHA-256 摘要，再行送达；送达与该摘要绑定，载于送达页。当事人拒绝签收的，由交通警察在送达页注明。'
