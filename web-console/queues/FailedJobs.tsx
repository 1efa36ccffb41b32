import { useState } from 'react'
import { Button, Drawer, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../agent-portal/kit/state/Notice.tsx'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'
import { ChangesBar } from '../desk/ChangesBar.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useFailedJobColumns } from './failedJobColumns.tsx'
import { FailedJobDetails } from './FailedJobDetails.tsx'
import { type FailedJob, mostFailedJobs, useFailedJobs } from './queueQueries.ts'
import { type JobIntention, useJobAct } from './useJobAct.ts'
import { useSettled } from './useSettled.ts'

const everyKind = ''

/** The jobs that failed for good: looked at, tried again one by one or all of a kind, or dismissed with a reason. */
export function FailedJobs({ total }: { readonly total: number }) {
  const { t } = useTranslation('console')
  const list = useFailedJobs()
  const { settled, newer, showAll } = useSettled(list.rows)
  const [kind, setKind] = useState(everyKind)
  const [open, setOpen] = useState<FailedJob>()
  const [asking, setAsking] = useState<JobIntention>()
  const [gone, setGone] = useState(0)
  const act = useJobAct((count) => {
    setGone(count)
    setAsking(undefined)
    setOpen(undefined)
  })
  const kindOf = (name: string) => settled.filter((job) => job.name === name)
  // The last of its kind is gone: there is nothing left to filter by.
  const filter = kindOf(kind).length > 0 ? kind : everyKind
  const rows = filter === everyKind ? settled : kindOf(filter)
  const nameOf = (name: string) => t(`queues.job.${name}`, { defaultValue: name })
  const retry = (job: FailedJob) => act.mutate({ verb: 'retry', jobs: [job] })
  const ask = (intention: JobIntention) => {
    act.reset()
    setAsking(intention)
  }
  return (
    <>
      <div className="queues__heading">
        <h2>{t('queues.failedJobs')}</h2>
        {total > mostFailedJobs && (
          <span className="kit-quiet">{t('queues.onlyNewest', { count: mostFailedJobs })}</span>
        )}
      </div>
      {(settled.length > 0 || newer > 0) && (
        <div className="desk-bar">
          <Segmented
            className="queues__kinds"
            aria-label={t('queues.kind')}
            value={filter}
            onChange={setKind}
            options={[
              { value: everyKind, label: t('queues.everyKind', { count: settled.length }) },
              ...[...new Set(settled.map(({ name }) => name))].map((name) => ({
                value: name,
                label: t('queues.ofKind', { name: nameOf(name), count: kindOf(name).length }),
              })),
            ]}
          />
          {filter !== everyKind && rows.length > 1 && (
            <Button onClick={() => ask({ verb: 'retry', jobs: rows })}>
              {t('queues.retryKind', { count: rows.length })}
            </Button>
          )}
          <ChangesBar count={newer} onShow={showAll} />
        </div>
      )}
      <div className="queues__told">
        {!asking && !open && <Refused error={act.error} />}
        {gone > 0 && (
          <Notice tone="info" announce title={t('queues.gone', { count: gone })}>
            {t('queues.goneText')}
          </Notice>
        )}
      </div>
      <RowsTable
        label={t('queues.failedJobs')}
        list={list}
        rows={rows}
        columns={useFailedJobColumns(retry, act.isPending ? act.variables?.jobs : undefined)}
        rowKey={({ id }) => id}
        onOpen={(job) => {
          act.reset()
          setOpen(job)
        }}
        empty={{ title: t('queues.none'), text: t('queues.noneText') }}
      />
      <Drawer
        open={open !== undefined}
        size={520}
        title={open && nameOf(open.name)}
        onClose={() => setOpen(undefined)}
        footer={
          open && (
            <div className="desk-bar queues__acts">
              <Button type="primary" loading={act.isPending} onClick={() => retry(open)}>
                {t('queues.retry')}
              </Button>
              {kindOf(open.name).length > 1 && (
                <Button onClick={() => ask({ verb: 'retry', jobs: kindOf(open.name) })}>
                  {t('queues.retryKind', { count: kindOf(open.name).length })}
                </Button>
              )}
              <Button danger className="desk-bar__end" onClick={() => ask({ verb: 'dismiss', jobs: [open] })}>
                {t('queues.dismiss')}
              </Button>
            </div>
          )
        }
      >
        {open && <FailedJobDetails job={open} />}
        {!asking && <Refused error={act.error} />}
      </Drawer>
      {asking && (
        <ReasonDialog
          title={t(asking.verb === 'dismiss' ? 'queues.dismiss' : 'queues.retryKind', { count: asking.jobs.length })}
          text={t(`queues.${asking.verb}Text`, { name: nameOf(asking.jobs[0]?.name ?? ''), count: asking.jobs.length })}
          question={t('queues.dismissWhy')}
          reason={asking.verb === 'dismiss' ? 'required' : 'none'}
          danger={asking.verb === 'dismiss'}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) => act.mutate({ ...asking, reason })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
