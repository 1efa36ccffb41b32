import type { ArticleRef, Bilingual, CitedArticle, LawArticle, LawCode } from '../../../kernel/rule-set.ts'
import type { Day } from '../../../kernel/working-days.ts'
import type { ArticleSource } from './article-source.ts'
import { chineseArticle } from './chinese-citation.ts'
import { procedureArticles } from './law-articles-procedure.ts'
import {
  civilCodeArticles,
  compulsoryInsuranceArticles,
  interpretationArticles,
  registrationArticles,
} from './law-articles-insurance.ts'
import { trafficLawArticles } from './law-articles-traffic.ts'
import { implementationArticles } from './law-articles-implementation.ts'

interface Statute {
  name: Bilingual
  validFrom: Day
  source: string
}

/** The wording of each statute that the articles were read in. An amendment adds a version, it never edits one. */
const statutes: Record<LawCode, Statute> = {
  DRL: {
    name: { zh: '道路交通安全法', en: 'Road Traffic Safety Law' },
    validFrom: '2021-04-29',
    source: 'S1: text of 2021-04-29',
  },
  IR: {
    name: { zh: '道路交通安全法实施条例', en: 'Implementation Regulations' },
    validFrom: '2017-10-07',
    source: 'S2: text of 2017-10-07',
  },
  APR: {
    name: { zh: '道路交通事故处理程序规定', en: 'Accident Procedure Rules' },
    validFrom: '2018-05-01',
    source: 'S3: Ministry of Public Security Order 146',
  },
  VRR: {
    name: { zh: '机动车登记规定', en: 'Vehicle Registration Rules' },
    validFrom: '2022-05-01',
    source: 'S4: Ministry of Public Security Order 164',
  },
  CTPR: {
    name: { zh: '机动车交通事故责任强制保险条例', en: 'Compulsory Insurance Regulations' },
    validFrom: '2019-03-02',
    source: 'S5: text of 2019-03-02',
  },
  JI: {
    name: {
      zh: '最高人民法院关于审理道路交通事故损害赔偿案件适用法律若干问题的解释',
      en: 'Supreme Court Interpretation',
    },
    validFrom: '2021-01-01',
    source: 'S6: adopted 2020-12-29',
  },
  CC: { name: { zh: '民法典', en: 'Civil Code' }, validFrom: '2021-01-01', source: 'S7: tort liability part' },
}

/** Every article that screening, catalogue and compensation cite. Summaries are our own words, never the statute's. */
export const lawArticles: readonly LawArticle[] = [
  ...rowsOf('DRL', trafficLawArticles),
  ...rowsOf('IR', implementationArticles),
  ...rowsOf('APR', procedureArticles),
  ...rowsOf('VRR', registrationArticles),
  ...rowsOf('CTPR', compulsoryInsuranceArticles),
  ...rowsOf('JI', interpretationArticles),
  ...rowsOf('CC', civilCodeArticles),
]

/** The cited articles as they read on the rule set's day. Throws RangeError for a citation that the table does not hold. */
export function citeArticles(refs: readonly ArticleRef[], articles: readonly LawArticle[]): CitedArticle[] {
  return [...new Set(refs)].map((ref) => {
    const found = articles.find((article) => article.ref === ref)
    if (!found) throw new RangeError(`no article ${ref} in force`)
    return { ref, validFrom: found.validFrom, citation: found.citation, summary: found.summary }
  })
}

function rowsOf(law: LawCode, articles: readonly ArticleSource[]): LawArticle[] {
  const statute = statutes[law]
  return articles.map(({ article, zh, en }) => ({
    ref: `${law} ${article}` as const,
    law,
    article,
    citation: {
      zh: `《${statute.name.zh}》${chineseArticle(law, article)}`,
      en: `${statute.name.en}, Art. ${article}`,
    },
    summary: { zh, en },
    validFrom: statute.validFrom,
    validTo: null,
    source: statute.source,
    verified: true,
  }))
}
