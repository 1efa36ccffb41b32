import { Button, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import type { FailedJob } from './queueQueries.ts'
import { reasonWord } from './reasonWord.ts'

/** What failed, why and when. On a narrow screen the rest stands in the drawer. `busy`: those that are being tried again. */
export function useFailedJobColumns(
  onRetry: (job: FailedJob) => void,
  busy: readonly FailedJob[] | undefined,
): TableColumnsType<FailedJob> {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return [
    {
      title: t('queues.column.job'),
      key: 'job',
      render: (_, { name, lane }) => (
        <>
          {t(`queues.job.${name}`, { defaultValue: name })}
          <div className="kit-quiet queues__lane">{t(`queues.lane.${lane}`)}</div>
        </>
      ),
    },
    {
      title: t('queues.column.reason'),
      key: 'reason',
      responsive: ['md'],
      render: (_, { reason }) => (
        <>
          {t(`queues.reason.${reasonWord(reason)}`)} <span className="mono kit-quiet">{reason}</span>
        </>
      ),
    },
    { title: t('queues.column.attempts'), key: 'attempts', dataIndex: 'attempts', width: 110, responsive: ['lg'] },
    {
      title: t('queues.column.failedAt'),
      key: 'failedAt',
      width: 150,
      render: (_, { failedAt }) => formatTime(failedAt, 'dayAndTime', language),
    },
    {
      title: t('column.acts'),
      key: 'acts',
      width: 110,
      responsive: ['md'],
      render: (_, job) => (
        <Button
          size="small"
          loading={busy?.some(({ id }) => id === job.id) ?? false}
          onClick={(event) => {
            // A press on the row opens it.
            event.stopPropagation()
            onRetry(job)
          }}
        >
          {t('queues.retry')}
        </Button>
      ),
    },
  ]
}
