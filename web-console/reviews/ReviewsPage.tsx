import { useState } from 'react'
import { Segmented, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag, type Tone } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { CasePlates } from '../../agent-portal/surveyor/case/CasePlates.tsx'
import { DueClock } from '../../agent-portal/surveyor/case/DueClock.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { ChangesBar } from '../desk/ChangesBar.tsx'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useChanges } from '../desk/useChanges.ts'
import { useRows } from '../desk/useRows.ts'
import { Flags } from './Flags.tsx'
import { reviewKey } from './reviewKey.ts'

type Review = Schemas['Review']
type Which = 'flagged' | 'sampled' | 'all'

const tones = {
  open: 'info',
  'not-sampled': 'neutral',
  confirmed: 'ok',
  'taken-over': 'warn',
  lapsed: 'neutral',
} as const satisfies Record<Review['state'], Tone>

/** Surveyors' determinations that wait for an officer's eyes: flagged ones first, then the sample. */
export function ReviewsPage() {
  const { t } = useTranslation('console')
  const { api, me } = useStaff()
  const navigate = useNavigate()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const [which, setWhich] = useState<Which>('all')
  const list = useRows([...reviewKey, 'list', state], (after) =>
    answer(api.GET('/reviews', { params: { query: { state, limit: 50, ...(after ? { after } : {}) } } })),
  )
  const changes = useChanges(
    me.districtCodes.map((district) => `reviews:${district}`),
    list.dataUpdatedAt,
  )
  const rows = list.rows.filter(({ flags }) => which === 'all' || (which === 'flagged') === flags.length > 0)
  return (
    <>
      <div className="desk-bar">
        <Segmented
          aria-label={t('reviews.stateFilter')}
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('reviews.open') },
            { value: 'closed', label: t('reviews.closed') },
          ]}
        />
        <Segmented
          aria-label={t('reviews.flagFilter')}
          value={which}
          onChange={setWhich}
          options={(['all', 'flagged', 'sampled'] as const).map((value) => ({
            value,
            label: t(`reviews.which.${value}`),
          }))}
        />
        <ChangesBar count={changes} onShow={() => void list.refetch()} />
      </div>
      <RowsTable
        label={t('reviews.label')}
        list={list}
        rows={rows}
        columns={useColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(id)}
        empty={{ title: t('reviews.none'), text: t('reviews.noneText') }}
      />
    </>
  )
}

function useColumns(): TableColumnsType<Review> {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const language = useLanguage()
  return [
    {
      title: t('column.case'),
      key: 'case',
      width: 195,
      render: (_, { id, accidentNumber }) => (
        <Link to={id} onClick={(event) => event.stopPropagation()}>
          {accidentNumber}
        </Link>
      ),
    },
    {
      title: t('column.plates'),
      key: 'plates',
      width: 270,
      render: (_, { plates }) => <CasePlates plates={plates} size="small" />,
    },
    { title: t('column.why'), key: 'why', width: 260, render: (_, review) => <Flags review={review} /> },
    { title: t('column.place'), dataIndex: 'placeText', key: 'place' },
    {
      title: t('column.occurredAt'),
      key: 'occurredAt',
      width: 130,
      render: (_, { occurredAt }) => formatTime(occurredAt, 'dayAndTime', language),
    },
    {
      title: t('column.due'),
      key: 'due',
      width: 180,
      render: (_, { state, createdAt, dueAt, closedAt }) =>
        state === 'open' ? (
          <span className="clock-cell">
            <DueClock since={createdAt} dueAt={dueAt} size={24} />
            {formatTime(dueAt, 'dayAndTime', language)}
          </span>
        ) : (
          closedAt && formatTime(closedAt, 'dayAndTime', language)
        ),
    },
    {
      title: t('column.state'),
      key: 'state',
      width: 175,
      render: (_, { state, accidentState }) => (
        <span className="tags">
          <StatusTag tone={tones[state]}>{t(`reviews.state.${state}`)}</StatusTag>
          <span className="kit-quiet">{word(`caseState.${accidentState}`, { defaultValue: accidentState })}</span>
        </span>
      ),
    },
  ]
}
