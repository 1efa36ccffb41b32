import type { ArticleSource } from './article-source.ts'

/** Vehicle Registration Rules 机动车登记规定. */
export const registrationArticles: readonly ArticleSource[] = [
  {
    article: '56',
    zh: '检验合格标志电子化，与纸质同等效力',
    en: 'The inspection mark is electronic and counts like paper',
  },
]

/** Compulsory Insurance Regulations 机动车交通事故责任强制保险条例. */
export const compulsoryInsuranceArticles: readonly ArticleSource[] = [
  {
    article: '21',
    zh: '在限额内赔偿；受害人故意造成的不赔',
    en: 'Pays within limits; nothing for a deliberate victim',
  },
  {
    article: '22',
    zh: '无证、醉酒、被盗抢、故意的，财产损失不赔',
    en: 'Unlicensed, drunk, stolen, deliberate: property loss not paid',
  },
  { article: '23', zh: '分项限额和无责限额', en: 'Sub-limits and no-fault limits' },
]

/** Supreme Court Interpretation on traffic damage 道路交通事故损害赔偿解释. */
export const interpretationArticles: readonly ArticleSource[] = [
  { article: '12', zh: '可赔的财产损失项目', en: 'Property loss items' },
  {
    article: '16',
    zh: '未投保交强险的，投保义务人在限额内先赔',
    en: 'No compulsory insurance: who had to insure pays within the limits first',
  },
  { article: '18', zh: '多车事故各交强险的分担', en: 'Several compulsory insurers' },
  { article: '19', zh: '多名受害人按损失比例分享交强险', en: 'Several victims share the limit by loss' },
]

/** Civil Code 民法典. */
export const civilCodeArticles: readonly ArticleSource[] = [
  {
    article: '1213',
    zh: '先交强险，再商业险，不足由侵权人赔偿',
    en: 'Compulsory insurer, then commercial insurer, then the person liable',
  },
]
