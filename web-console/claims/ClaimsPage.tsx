import { useState } from 'react'
import { Segmented, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ActButton } from '../desk/ActButton.tsx'
import { ChangesBar } from '../desk/ChangesBar.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useChanges } from '../desk/useChanges.ts'
import { useRows } from '../desk/useRows.ts'
import { claimTones } from './claimTones.ts'

type Claim = Schemas['Claim']

const filters = ['all', ...(Object.keys(claimTones) as Claim['state'][])] as const

/** The claims handed to insurers; a refused one waits here until a person sends it again. */
export default function ClaimsPage() {
  const { t } = useTranslation('console')
  const { api, me } = useStaff()
  const [filter, setFilter] = useState<(typeof filters)[number]>('all')
  const [retrying, setRetrying] = useState<Claim>()
  const list = useRows(['claims', filter], (after) =>
    answer(
      api.GET('/claims', {
        params: { query: { limit: 50, ...(filter === 'all' ? {} : { state: filter }), ...(after ? { after } : {}) } },
      }),
    ),
  )
  const changes = useChanges(
    [...me.districtCodes, ...(me.insurerId ? [me.insurerId] : [])].map((whose) => `claims:${whose}`),
    list.dataUpdatedAt,
  )
  const retry = useAct(
    ({ id, version }: Claim, key) =>
      answer(
        api.POST('/claims/{id}/retry', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { version },
        }),
      ),
    [['claims']],
    () => setRetrying(undefined),
  )
  const ask = (claim: Claim) => {
    retry.reset()
    setRetrying(claim)
  }
  return (
    <>
      <div className="desk-bar">
        <Segmented
          aria-label={t('column.state')}
          value={filter}
          onChange={setFilter}
          options={filters.map((value) => ({ value, label: t(`claims.state.${value}`) }))}
        />
        <ChangesBar count={changes} onShow={() => void list.refetch()} />
      </div>
      <RowsTable
        label={t('claims.label')}
        list={list}
        columns={useColumns(ask)}
        rowKey={({ id }) => id}
        empty={{ title: t('claims.none'), text: t('claims.noneText') }}
      />
      {retrying && (
        <ReasonDialog
          title={t('claims.retry')}
          text={t('claims.retryText', { number: retrying.accidentNumber, insurer: retrying.insurerId })}
          question=""
          reason="none"
          busy={retry.isPending}
          error={retry.error}
          onConfirm={() => retry.mutate(retrying)}
          onClose={() => setRetrying(undefined)}
        />
      )}
    </>
  )
}

function useColumns(onRetry: (claim: Claim) => void): TableColumnsType<Claim> {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return [
    {
      title: t('column.case'),
      key: 'case',
      width: 220,
      render: (_, { accidentId, accidentNumber }) => <Link to={`/cases/${accidentId}`}>{accidentNumber}</Link>,
    },
    { title: t('column.insurer'), dataIndex: 'insurerId', key: 'insurer', width: 110 },
    {
      title: t('column.state'),
      key: 'state',
      width: 130,
      render: (_, { state }) => <StatusTag tone={claimTones[state]}>{t(`claims.state.${state}`)}</StatusTag>,
    },
    {
      title: t('column.claimNumber'),
      key: 'number',
      render: (_, { claimNumber }) => claimNumber && <span className="mono">{claimNumber}</span>,
    },
    {
      title: t('column.remarks'),
      key: 'remarks',
      render: (_, { superseded, mutualClaim, advancesNoFault, lastError, state, attempts }) => (
        <span className="tags">
          {superseded && <StatusTag tone="warn">{t('claims.superseded')}</StatusTag>}
          {mutualClaim && <StatusTag tone="info">{t('settlement.mutual')}</StatusTag>}
          {advancesNoFault && <StatusTag tone="info">{t('settlement.advanced')}</StatusTag>}
          {lastError && state !== 'accepted' && (
            <span className="kit-quiet">{t('claims.lastError', { error: lastError, count: attempts })}</span>
          )}
        </span>
      ),
    },
    {
      title: t('column.createdAt'),
      key: 'createdAt',
      width: 160,
      render: (_, { createdAt }) => formatTime(createdAt, 'dayAndTime', language),
    },
    {
      title: t('column.acts'),
      key: 'acts',
      width: 140,
      render: (_, claim) => (
        <ActButton
          size="small"
          state={claim.actions.find(({ action }) => action === 'retry')}
          onClick={() => onRetry(claim)}
        >
          {t('claims.retry')}
        </ActButton>
      ),
    },
  ]
}
