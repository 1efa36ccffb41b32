import type { Bilingual } from '../../kernel/rule-set.ts'

/**
 * The engine's reason as parties read it, on the page and in the document: it is decided now, and articles are quoted as citizens
 * find them, `DRL 43` as 《…》第四十三条.
 */
export function asDecided(
  reason: Bilingual,
  articles: readonly { readonly ref: string; readonly citation: Bilingual }[],
): Bilingual {
  const cited = (text: string, language: keyof Bilingual) =>
    text.replace(
      /\b[A-Z]{2,4} \d+(?:\(\d+\))?\d*/g,
      (ref) => articles.find((article) => article.ref === ref)?.citation[language] ?? ref,
    )
  return {
    zh: cited(reason.zh.replaceAll('建议', '认定'), 'zh'),
    en: cited(reason.en.replaceAll('Proposed:', 'Decided:'), 'en'),
  }
}
