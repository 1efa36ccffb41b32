import { articlesText, field, fields, responsibilityText } from './body.ts'
import { ink, type Paper } from './paper.ts'
import { openTable } from './ruled-table.ts'
import type { AgreementView, SurveyorAnnex } from './view.ts'
import { chineseTime, numeral } from './wording.ts'

/**
 * Draws the surveyor's rapid liability determination. It says of itself what it is not: a determination of the police. Its shares are
 * those of the agreement, so the two can never differ.
 */
export function drawSurveyorAnnex(paper: Paper, view: AgreementView, annex: SurveyorAnnex, heading: string) {
  paper.turnPage()
  paper.paragraph(heading, { size: 15, bold: true, align: 'center', spacing: 1 })
  paper.paragraph(`协议书编号：${view.number}`, { size: 9, align: 'center', color: ink.muted })
  paper.y += 6

  const { surveyor } = annex
  const nameOf = new Map(view.parties.map(({ side, name }) => [side, name]))
  const table = openTable(paper)
  table.row(...fields(['查勘员', surveyor.name], ['授权编号', surveyor.authorisation]))
  table.row(...fields(['所属保险公司', surveyor.insurer], ['授权权限', '出具快速责任认定（issue）']))
  table.row(...fields(['认定时间', chineseTime(annex.determinedAt)], ['规则集版本', annex.ruleSetVersion]))
  view.contacts.forEach((contact, index) => {
    const name = view.contacts.length === 1 ? '责任认定' : `第${numeral(index + 1)}次碰撞`
    table.row(...field(name, responsibilityText(contact, nameOf)))
  })
  table.row(...field('认定理由', annex.grounds))
  if (annex.basis.length > 0) table.row(...field('依据条款', articlesText(annex.basis)))
  if (annex.conflictOfInterest) table.row(...field('利益关系告知', annex.conflictOfInterest))
  table.row(...field('效力说明', effect))
  table.close()
}

const effect =
  '本附件由经授权的保险查勘员出具，经全体当事人签名采纳后，作为协议书关于责任的内容。' +
  '它不是公安机关交通管理部门作出的道路交通事故认定书。任何一方不同意的，可以不签名，并可随时要求交警到场处理。'
