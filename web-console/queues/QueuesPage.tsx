import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { FailedJobs } from './FailedJobs.tsx'
import { LaneAct, type LaneActProps } from './LaneAct.tsx'
import { LaneRows } from './LaneRows.tsx'
import { useLanes } from './queueQueries.ts'
import './queues.css'

/** The background work of the platform: what waits, runs and failed, and the system administrator's hand on it. */
export default function QueuesPage() {
  const { t } = useTranslation('console')
  const language = useLanguage()
  const lanes = useLanes()
  const [acting, setActing] = useState<Pick<LaneActProps, 'verb' | 'lane'>>()
  // What cannot be reached has no failed jobs to show either: one way out for both.
  if (lanes.error) return <RequestFailed error={lanes.error} onRetry={() => void lanes.refetch()} />
  if (lanes.isPending) return <LoadingState lines={8} />
  const { items } = lanes.data
  return (
    <>
      <section className="queues" aria-label={t('queues.label')}>
        <div className="queues__heading">
          <h2>{t('queues.label')}</h2>
          <span className="kit-quiet">
            {t('queues.readAt', { time: formatTime(lanes.dataUpdatedAt, 'timeToTheSecond', language) })}
          </span>
        </div>
        <LaneRows lanes={items} onAct={(verb, lane) => setActing({ verb, lane })} />
      </section>
      <FailedJobs total={items.reduce((sum, { failed }) => sum + failed, 0)} />
      {acting && <LaneAct {...acting} onClose={() => setActing(undefined)} />}
    </>
  )
}
