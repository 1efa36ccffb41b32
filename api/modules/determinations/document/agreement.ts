import { formatYuan } from '../../../kernel/money.ts'
import {
  addContacts,
  addOccasion,
  addParties,
  articlesText,
  field,
  noticeRows,
  signatureRows,
  writeTitle,
} from './body.ts'
import type { Paper } from './paper.ts'
import { label, openTable, type Table, value } from './ruled-table.ts'
import type { AgreementView } from './view.ts'
import { documentTitles, sideWord } from './wording.ts'

/**
 * Draws the self-negotiation agreement (自行协商协议书). It is a civil agreement of the parties: no stamp, no field for whoever
 * determined anything, and it never calls itself a determination. Source: APR 21, 22; DOMAIN.md 1.4.
 */
export function drawAgreement(paper: Paper, view: AgreementView) {
  writeTitle(paper, documentTitles.agreement, view)

  const table = openTable(paper)
  addOccasion(table, view)
  addParties(table, paper, view.parties)
  table.row(...field('事故事实', view.facts))
  addContacts(table, view)
  if (view.articles.length > 0) table.row(...field('依据条款', articlesText(view.articles)))
  addCompensation(table, view)
  table.row(...field('理赔方式', claimMethodText(view)))
  table.row(...field('签署说明', signingStatement(view)))
  table.together([...noticeRows(view), ...signatureRows(paper, view.parties, '（签名）')])
  table.close()
}

function signingStatement({ annex }: AgreementView): string {
  return [
    '各方对上述事实无异议，自愿达成本协议，各执一份。',
    ...(annex ? ['附件一由各方以签名采纳，采纳后为本协议的组成部分。'] : []),
    '本文件先封存并计算 SHA-256 摘要，再由各方签名；签名与该摘要绑定，载于签名页，封存后的内容不再改动。',
  ].join('')
}

/** The parties' signatures are their agreement on the losses and on the method, so both stand in what they sign. Source: DOMAIN.md 3.3. */
function claimMethodText({ mutualClaim }: AgreementView): string {
  if (mutualClaim === null) return '一般方式：由各方的保险公司按责任和保险合同理赔，未约定互碰自赔。'
  const losses = mutualClaim.losses.map(({ side, lossCents }) => `${sideWord(side)} ${formatYuan(lossCents)}`)
  return [
    `互碰自赔：各方一致同意，车辆损失为${losses.join('，')}；`,
    '各方就本车损失向承保本车交强险的保险公司索赔，由其在交强险财产损失赔偿限额内赔付。',
    '各方签名，即同意上列损失金额和本理赔方式。核定的损失超过限额的，改按一般方式理赔。',
  ].join('')
}

function addCompensation(table: Table, { compensation }: AgreementView) {
  if (compensation.length === 0) return
  table.group('赔偿估算', [
    [label('项目', 0.26), label('支付方', 0.27), label('收款方', 0.27), label('估算金额', 0.2)],
    ...compensation.map(({ basis, payer, payee, amountCents }) => [
      value(basis, 0.26),
      value(payer, 0.27),
      value(payee, 0.27),
      value(formatYuan(amountCents), 0.2, { align: 'center' }),
    ]),
    [value('以上为估算，以保险公司核定的金额为准。', 1, { size: 8.5 })],
  ])
}
