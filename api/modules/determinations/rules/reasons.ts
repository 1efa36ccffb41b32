import type { ArticleRef, Bilingual, SituationRow } from '../../../kernel/rule-set.ts'
import type { ContactParty } from './contact.ts'
import type { Establishment } from './establish.ts'

/** Why a contact has no proposal (yet). */
export type WhyCode =
  | 'impact-order'
  | 'no-situation'
  | 'facts-missing'
  | 'facts-unknowable'
  | 'officer-weighs'
  | 'often-shared'
  | 'no-violation-established'
  | 'both-sides-at-fault'
  | 'non-motor-at-fault'
  | 'pedestrian'

export const whyTexts: Record<WhyCode, Bilingual> = {
  'impact-order': { zh: '请先说明各次碰撞的先后顺序', en: 'say in which order the impacts happened' },
  'no-situation': { zh: '请先选择事故情形', en: 'pick a situation first' },
  'facts-missing': { zh: '还有问题没有回答', en: 'questions are still open' },
  'facts-unknowable': {
    zh: '关键事实说不清，由交警调查；仍查不清的出具事故证明（APR 67），不按同等责任处理',
    en: 'a decisive fact cannot be told: police investigate, or certify that (APR 67); never equal shares by default',
  },
  'officer-weighs': { zh: '有回答需要交警判断', en: 'an answer needs the judgement of an officer' },
  'often-shared': { zh: '这种情形常由双方分担，由交警判断', en: 'usually shared: an officer weighs it' },
  'no-violation-established': {
    zh: '所选情形均不成立，由交警处理',
    en: 'no violation established: an officer decides',
  },
  'both-sides-at-fault': {
    zh: '双方都有过错，轻重由交警按作用和过错程度判断',
    en: 'both at fault: an officer weighs role and degree',
  },
  'non-motor-at-fault': {
    zh: '非机动车一方有过错，由交警判断',
    en: 'the non-motor side is at fault: an officer decides',
  },
  pedestrian: { zh: '涉及行人，由交警处理', en: 'a pedestrian is involved: an officer decides' },
}

/** Why one side bears everything; names each of its violations, heavy and light. */
export function fullReason(
  parties: readonly ContactParty[],
  faultId: string,
  established: readonly Establishment[],
): Bilingual {
  const own = established.filter(({ picked }) => picked.faultPartyId === faultId)
  const fault = labelOf(parties, faultId)
  const others = parties.filter(({ partyId }) => partyId !== faultId).map(({ label }) => label)
  const several = own.length > 1
  return {
    zh: [
      `${fault}：${own.map(({ row }) => `${row.name.zh}（${refsOf([row])}）`).join('；')}。`,
      several ? '有多项过错，均指向同一方。' : '',
      others.length > 0 ? `未发现${others.join('、')}有过错。` : '',
      `建议${fault}承担全部责任${others.length > 0 ? `，${others.join('、')}无责任` : ''}。`,
    ].join(''),
    en: [
      `${fault}: ${own.map(({ row }) => `${row.name.en} (${refsOf([row])})`).join('; ')}.`,
      several ? ' Several violations, all of one side.' : '',
      others.length > 0 ? ` No fault of ${others.join(', ')} found.` : '',
      ` Proposed: ${fault} full${others.length > 0 ? `, ${others.join(', ')} none` : ''}.`,
    ].join(''),
  }
}

/** Why both sides bear the same: both violations are established. */
export function equalReason(
  parties: readonly ContactParty[],
  rows: readonly SituationRow[],
  established: readonly Establishment[],
): Bilingual {
  const labels = parties.map(({ label }) => label)
  const refs = refsOf([...rows, ...established.map(({ row }) => row)])
  return {
    zh: `${labels.join('与')}：${rows.map(({ name }) => name.zh).join('；')}，双方过错均已查明（${refs}）。建议双方承担同等责任。`,
    en: `${labels.join(' and ')}: ${rows.map(({ name }) => name.en).join('; ')}; both violations established (${refs}). Proposed: equal.`,
  }
}

function labelOf(parties: readonly ContactParty[], id: string): string {
  return parties.find(({ partyId }) => partyId === id)?.label ?? id
}

function refsOf(rows: readonly SituationRow[]): string {
  const refs = new Set<ArticleRef>(rows.flatMap(({ articles }) => articles))
  return [...refs].join(', ')
}
