import type { CityPolicy, Period } from '../../kernel/rule-set.ts'

/** What the parties have to know of an agreement (APR 22): fulfilment, mediation, court; there is no review of a civil agreement. */
export const agreementNotices: readonly string[] = [
  '本协议由当事人自愿达成，应当自觉履行；可以向保险公司索赔，也可以到道路交通事故保险理赔服务场所办理。',
  '不履行协议的，可以申请人民调解委员会调解，或者向人民法院提起民事诉讼。本协议不适用复核。',
  '任何一方对事实或者责任有异议的，可以不签名，并可随时要求交通警察到场处理。',
]

/** What the parties have to know of a determination (APR 71, 84): review once, mediation, court. */
export function determinationNotices({ periods }: Pick<CityPolicy, 'periods'>): string[] {
  return [
    reviewNotice('本认定', '本认定书', periods.reviewApplication),
    '当事人可以申请人民调解委员会调解损害赔偿，或者向人民法院提起民事诉讼。',
    '拒绝签名或者拒绝签收的，由交通警察注明，不影响本认定书的效力。',
  ]
}

/** What the parties have to know of a certificate (APR 67): review, mediation by the police or the people's committee, court. */
export function certificateNotices({ periods }: Pick<CityPolicy, 'periods'>): string[] {
  return [
    reviewNotice('本证明', '本证明', periods.reviewApplication),
    `各方当事人一致同意的，可以自收到本证明之日起${lengthOf(periods.mediationApplication)}内，书面申请公安机关交通管理部门调解损害赔偿；也可以申请人民调解委员会调解。`,
    '当事人可以直接向人民法院提起民事诉讼。',
    '拒绝签收的，由交通警察注明，不影响本证明的效力。',
  ]
}

const reviewNotice = (against: string, document: string, period: Period) =>
  `当事人对${against}有异议的，可以自${document}送达之日起${lengthOf(period)}内，向上一级公安机关交通管理部门书面申请复核。复核以一次为限。`

const lengthOf = ({ days, unit }: Period) => (unit === 'working' ? `${days}个工作日` : `${days}日`)
