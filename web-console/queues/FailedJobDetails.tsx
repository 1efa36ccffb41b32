import { useTranslation } from 'react-i18next'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import type { FailedJob } from './queueQueries.ts'
import { reasonWord } from './reasonWord.ts'

/** Everything the queue knows of a failed job; what the ids stand for is not the system administrator's business. */
export function FailedJobDetails({ job }: { readonly job: FailedJob }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  const { id, name, lane, payload, attempts, reason, failedAt } = job
  return (
    <dl className="queues__job">
      <dt>{t('queues.column.lane')}</dt>
      <dd>{t(`queues.lane.${lane}`)}</dd>
      <dt>{t('queues.column.failedAt')}</dt>
      <dd>{formatTime(failedAt, 'full', language)}</dd>
      <dt>{t('queues.column.attempts')}</dt>
      <dd>{t('queues.times', { count: attempts })}</dd>
      <dt>{t('queues.column.reason')}</dt>
      <dd>
        {t(`queues.reason.${reasonWord(reason)}`)}
        {reason && <div className="mono kit-quiet">{reason}</div>}
      </dd>
      <dt>{t('queues.column.ids')}</dt>
      <dd>
        {Object.entries(payload).map(([field, value]) => (
          <div key={field}>
            <span className="kit-quiet">{t(`queues.field.${field}`, { defaultValue: field })}</span>{' '}
            <span className="mono">{value}</span>
          </div>
        ))}
      </dd>
      <dt>{t('queues.column.name')}</dt>
      <dd className="mono">
        {name} · {id}
      </dd>
    </dl>
  )
}
