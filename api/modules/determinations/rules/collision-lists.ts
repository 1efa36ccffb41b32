// The three short lists of two independent fast-claim systems, which agree (S22, S29; DOMAIN.md section 2).
import type { Bilingual } from '../../../kernel/rule-set.ts'

export interface ListEntry {
  code: string
  name: Bilingual
}

/** 事故形态: what an agreement and a determination must state (APR 21, 24). */
export const accidentForms: readonly ListEntry[] = [
  { code: 'rear-end', name: { zh: '追尾碰撞', en: 'rear-end collision' } },
  { code: 'head-on', name: { zh: '正面碰撞', en: 'head-on collision' } },
  { code: 'side-same-direction', name: { zh: '侧面碰撞（同向）', en: 'side collision, same direction' } },
  { code: 'side-opposite', name: { zh: '侧面碰撞（对向）', en: 'side collision, opposite directions' } },
  { code: 'side-right-angle', name: { zh: '侧面碰撞（直角）', en: 'side collision, right angle' } },
  { code: 'side-unclear-angle', name: { zh: '侧面碰撞（角度不确定）', en: 'side collision, angle unclear' } },
  { code: 'scrape-same-direction', name: { zh: '同向刮擦', en: 'scrape, same direction' } },
  { code: 'scrape-opposite', name: { zh: '对向刮擦', en: 'scrape, opposite directions' } },
  { code: 'other', name: { zh: '其他', en: 'other' } },
]

/** 碰撞部位. */
export const contactParts: readonly ListEntry[] = [
  { code: 'front', name: { zh: '车头', en: 'front' } },
  { code: 'rear', name: { zh: '车尾', en: 'rear' } },
  { code: 'front-left', name: { zh: '左前角', en: 'front left corner' } },
  { code: 'front-right', name: { zh: '右前角', en: 'front right corner' } },
  { code: 'rear-left', name: { zh: '左后角', en: 'rear left corner' } },
  { code: 'rear-right', name: { zh: '右后角', en: 'rear right corner' } },
  { code: 'left-side', name: { zh: '车身左侧', en: 'left side' } },
  { code: 'right-side', name: { zh: '车身右侧', en: 'right side' } },
]

/** 事故情形: the ten short situations; `insurerCode` is one insurer's number, null where it has none. */
export const shortSituations: readonly (ListEntry & { insurerCode: string | null })[] = [
  { code: 'stopping', name: { zh: '停车', en: 'stopping or parking' }, insurerCode: '01' },
  { code: 'reversing', name: { zh: '倒车', en: 'reversing' }, insurerCode: '02' },
  { code: 'wrong-way', name: { zh: '逆行', en: 'wrong way' }, insurerCode: '03' },
  { code: 'rolling', name: { zh: '溜车', en: 'rolling away' }, insurerCode: '04' },
  { code: 'door', name: { zh: '开关车门', en: 'opening or closing a door' }, insurerCode: '05' },
  { code: 'signal', name: { zh: '违反交通信号灯', en: 'against the lights' }, insurerCode: '06' },
  { code: 'lane-change', name: { zh: '变更车道刮擦', en: 'scrape in a lane change' }, insurerCode: '07' },
  { code: 'rear-end', name: { zh: '未保持安全距离追尾', en: 'rear-end, no safe distance' }, insurerCode: '08' },
  { code: 'give-way', name: { zh: '未按规定让行', en: 'failure to give way' }, insurerCode: null },
  { code: 'other', name: { zh: '其他', en: 'other' }, insurerCode: '99' },
]
