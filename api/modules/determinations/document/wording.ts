/** How the documents say things in Chinese. Pure. */
import type { LiabilityKind } from '../../../kernel/rule-set.ts'
import type { DocumentKind, Side } from './view.ts'

export const documentTitles = {
  agreement: '道路交通事故自行协商协议书',
  'simple-procedure': '道路交通事故认定书（简易程序）',
  certificate: '道路交通事故证明',
} as const satisfies Record<DocumentKind, string>

/** APR 60. */
export const responsibilityWords: Record<LiabilityKind, string> = {
  full: '全部责任',
  main: '主要责任',
  equal: '同等责任',
  secondary: '次要责任',
  none: '无责任',
}

const stems = '甲乙丙丁戊己庚辛壬癸'

/** A -> 甲方, by the heavenly stems. */
export function sideWord(side: Side): string {
  return `${stems.charAt(side.charCodeAt(0) - 'A'.charCodeAt(0))}方`
}

const shanghai = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** 2025年11月23日 08时51分, in Asia/Shanghai. `instant` is ISO 8601 in UTC; `seconds` adds 07秒. */
export function chineseTime(instant: string, { seconds = false } = {}): string {
  const parts = Object.fromEntries(shanghai.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const minute = `${parts['year']}年${parts['month']}月${parts['day']}日 ${parts['hour']}时${parts['minute']}分`
  return seconds ? `${minute}${parts['second']}秒` : minute
}

const numerals = '一二三四五六七八九十'

/** 1 -> 一 ... 10 -> 十: numbers of annexes and contacts; beyond ten in digits. */
export function numeral(n: number): string {
  return numerals.charAt(n - 1) || String(n)
}
