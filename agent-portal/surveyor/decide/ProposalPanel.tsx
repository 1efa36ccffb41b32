import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'
import { CitedArticles } from '../case/CitedArticles.tsx'
import type { Catalogue, Proposal } from './draft.ts'

export interface ProposalPanelProps {
  readonly proposal: Proposal
  readonly catalogue: Pick<Catalogue, 'liabilityKinds'>
}

/** What the engine makes of the facts: a suggestion with its articles, or what it still needs, or why an officer must decide. */
export function ProposalPanel({ proposal, catalogue }: ProposalPanelProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const { outcome, why, shares, reason, articles } = proposal
  const tone = { proposed: 'ok', incomplete: 'info', officer: 'warn' } as const
  return (
    <Notice tone={tone[outcome]} title={t(`decide.outcome.${outcome}`)}>
      {shares && (
        <ul className="proposal__shares">
          {shares.map(({ partyId, kind, percent }) => (
            <li key={partyId}>
              <span className="case-side">{partyId}</span>
              {localized(catalogue.liabilityKinds.find(({ code }) => code === kind)?.name ?? kind)}
              {percent !== null && <span className="kit-quiet">{percent}%</span>}
            </li>
          ))}
        </ul>
      )}
      {reason && <p>{localized(reason)}</p>}
      {why.map(({ code, text }) => (
        <p key={code}>{localized(text)}</p>
      ))}
      {outcome !== 'incomplete' && articles.length > 0 && (
        <details>
          <summary>{t('decide.articles', { count: articles.length })}</summary>
          <CitedArticles articles={articles} />
        </details>
      )}
    </Notice>
  )
}
