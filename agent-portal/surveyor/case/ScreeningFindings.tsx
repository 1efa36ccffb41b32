import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'
import './case.css'

/** What the questions at the roadside brought to light, and every answer for whoever wants to check. */
export function ScreeningFindings({ accident }: { readonly accident: Schemas['Accident'] }) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const { reasons, questions, officerRequested } = accident
  return (
    <>
      {officerRequested && <Notice tone="warn" title={t('officerRequested')} />}
      {reasons.length > 0 && (
        <Notice tone="warn" title={t('screening.found')}>
          <ul className="plain">
            {reasons.map(({ code, text, articles }) => (
              <li key={code}>
                {localized(text)} <span className="kit-quiet">{articles.join(' · ')}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <details className="case-section">
        <summary>{t('screening.heading')}</summary>
        <dl className="case-answers">
          {questions.map(({ code, question, answer }) => (
            <div key={code}>
              <dt>{localized(question)}</dt>
              <dd>{t(`answer.${answer ?? 'none'}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
