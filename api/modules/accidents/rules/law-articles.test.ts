import { describe, expect, it } from 'vitest'
import { chineseArticle, chineseNumber } from './chinese-citation.ts'
import { cityPolicies } from './city-policies.ts'
import { citeArticles, lawArticles } from './law-articles.ts'
import { screeningQuestions } from './screening-questions.ts'

describe('citations', () => {
  it('are written as statutes number themselves', () => {
    expect(chineseArticle('IR', '44(2)')).toBe('第四十四条第二款')
    expect(chineseArticle('APR', '13(1)6')).toBe('第十三条第一款第(六)项')
    expect(chineseArticle('IR', '52(4)')).toBe('第五十二条第(四)项')
    expect(chineseArticle('DRL', '43(1)')).toBe('第四十三条第(一)项')
    expect([10, 20, 101, 104, 112, 1213].map(chineseNumber)).toEqual([
      '十',
      '二十',
      '一百零一',
      '一百零四',
      '一百一十二',
      '一千二百一十三',
    ])
  })

  it('name each article once per wording and carry the date of the wording', () => {
    const keys = lawArticles.map(({ ref, validFrom }) => `${ref} ${validFrom}`)
    expect(new Set(keys).size).toBe(keys.length)
    const [cited] = citeArticles(['APR 21', 'APR 21'], lawArticles)
    expect(cited).toMatchObject({ validFrom: '2018-05-01', citation: { zh: '《道路交通事故处理程序规定》第二十一条' } })
  })

  it('fail for an article that the table does not hold', () => {
    expect(() => citeArticles(['DRL 999'], lawArticles)).toThrow(RangeError)
  })

  it('stand in the table for every screening question and period', () => {
    const refs = [
      ...screeningQuestions.flatMap(({ articles }) => articles),
      ...cityPolicies.flatMap(({ periods }) => Object.values(periods).map(({ article }) => article)),
      ...(['APR 19(2)', 'APR 23', 'APR 20', 'APR 20(2)', 'DRL 68', 'DRL 76(1)2', 'APR 60'] as const),
    ]
    expect(() => citeArticles(refs, lawArticles)).not.toThrow()
  })
})
