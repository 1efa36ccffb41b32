import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import './case.css'

/** What each party said, side by side: the part of a case that a decision is weighed against. */
export function PartyStatements({ parties }: Pick<Schemas['Accident'], 'parties'>) {
  const { t } = useTranslation('surveyor')
  return (
    <section className="case-section" aria-label={t('party.statement')}>
      {parties.map(({ side, statement }) => (
        <div key={side} className="case-statement">
          <span className="case-side">{side}</span>
          {statement ? <blockquote>{statement}</blockquote> : <p className="kit-quiet">{t('party.noStatement')}</p>}
        </div>
      ))}
    </section>
  )
}
