import type { Schemas } from '../../api/client.ts'
import { useLocalized } from '../../kit/words.ts'

/** The articles that a proposal or a determination rests on, each with what it says. */
export function CitedArticles({ articles }: { readonly articles: readonly Schemas['CitedArticle'][] }) {
  const localized = useLocalized()
  return (
    <dl className="proposal__articles">
      {articles.map(({ ref, citation, summary }) => (
        <div key={ref}>
          <dt>{localized(citation)}</dt>
          <dd>{localized(summary)}</dd>
        </div>
      ))}
    </dl>
  )
}
