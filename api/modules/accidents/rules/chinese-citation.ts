import type { LawCode } from '../../../kernel/rule-set.ts'

/** Articles whose bracket counts the items of a list; everywhere else it counts paragraphs. */
const itemArticles: Partial<Record<LawCode, ReadonlySet<string>>> = {
  DRL: new Set(['43']),
  IR: new Set(['40', '48', '51', '52', '57', '62', '63', '77', '82']),
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/** `44(2)` -> 第四十四条第二款; `13(1)6` -> 第十三条第一款第(六)项; `52(4)` of the regulations -> 第五十二条第(四)项. */
export function chineseArticle(law: LawCode, article: string): string {
  const [, number = article, bracket, item] = /^(\d+)(?:\((\d+)\)(\d+)?)?$/.exec(article) ?? []
  const parts = [`第${chineseNumber(Number(number))}条`]
  if (bracket) {
    const counted = chineseNumber(Number(bracket))
    parts.push(itemArticles[law]?.has(number) ? `第(${counted})项` : `第${counted}款`)
  }
  if (item) parts.push(`第(${chineseNumber(Number(item))})项`)
  return parts.join('')
}

/** 1..9999 in Chinese numerals as statutes number their articles. */
export function chineseNumber(value: number): string {
  const ranks = [
    { unit: '千', size: 1000 },
    { unit: '百', size: 100 },
    { unit: '十', size: 10 },
    { unit: '', size: 1 },
  ]
  let text = ''
  let gap = false
  for (const { unit, size } of ranks) {
    const digit = Math.floor(value / size) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    if (gap) text += '零'
    gap = false
    text += size === 10 && digit === 1 && text === '' ? unit : `${digits[digit] ?? ''}${unit}`
  }
  return text
}
