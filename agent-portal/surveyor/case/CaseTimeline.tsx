import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { formatTime } from '../../kit/format/time.ts'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { useLanguage } from '../../kit/words.ts'
import { RequestFailed } from '../session/RequestFailed.tsx'
import { useStaff } from '../session/staffSession.ts'
import { caseTimeline } from './queries.ts'
import { timelineShown } from './timelineShown.ts'
import './case.css'

/** What happened in the case, newest first. */
export function CaseTimeline({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  const { api } = useStaff()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery(caseTimeline(api, caseId))
  if (error) return <RequestFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  const shown = timelineShown(data.items, all)
  return (
    <>
      <ol className="case-timeline">
        {shown.map((item, index) => (
          <li key={shown.length - index}>
            <time dateTime={item.at}>{formatTime(item.at, 'full', language)}</time>
            <span>{t(`event.${item.action}`, { defaultValue: item.action })}</span>
            {item.actorRole && (
              <span className="kit-quiet">{t(`role.${item.actorRole}`, { defaultValue: item.actorRole })}</span>
            )}
          </li>
        ))}
      </ol>
      {shown.length < data.items.length && (
        <span className="case-timeline__all">
          <Button tone="quiet" onClick={() => setAll(true)}>
            {t('timelineAll', { count: data.items.length })}
          </Button>
        </span>
      )}
    </>
  )
}
