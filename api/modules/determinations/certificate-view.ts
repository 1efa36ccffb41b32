import { citeArticles } from '../accidents/rules/law-articles.ts'
import { occasionOf, responsibleOfficer, type DocumentSources } from './document-occasion.ts'
import type { CertificateView } from './document/view.ts'
import { certificateNotices } from './notices.ts'
import { certificateSchema } from './schema.ts'

/** The certificate, field by field: the officer's own words, no contacts, no shares. Source: APR 67. */
export function certificate(sources: DocumentSources): CertificateView {
  const { file, determination } = sources
  const { facts, unclear } = certificateSchema.parse(determination.certificate)
  return {
    ...occasionOf(sources),
    ...responsibleOfficer(sources),
    kind: 'certificate',
    facts,
    unclear,
    articles: citeArticles(['APR 67'], file.rules.articles).map(({ citation, summary }) => ({
      citation: citation.zh,
      wording: summary.zh,
    })),
    notices: certificateNotices(file.rules.policy),
    ruleSetVersion: determination.ruleSetVersion,
  }
}
