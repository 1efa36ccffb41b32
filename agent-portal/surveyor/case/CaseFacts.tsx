import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import './case.css'

/** Where, when, under which circumstances. */
export function CaseFacts({ accident }: { readonly accident: Schemas['Accident'] }) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  const { position } = accident
  const facts = [
    [t('fact.occurredAt'), formatTime(accident.occurredAt, 'full', language)],
    [t('fact.reportedAt'), formatTime(accident.reportedAt, 'full', language)],
    [t('fact.weather'), t(`weather.${accident.weather}`)],
    [t('fact.road'), t(`road.${accident.roadKind}`)],
    [t('fact.situation'), t(`situation.${accident.situation}`)],
    [t('fact.cleared'), accident.clearedAt ? formatTime(accident.clearedAt, 'time', language) : t('fact.notCleared')],
    [t('fact.position'), position ? `${position.lat.toFixed(5)}, ${position.lon.toFixed(5)} (WGS-84)` : t('unknown')],
  ]
  return (
    <dl className="case-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
