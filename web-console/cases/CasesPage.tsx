import { Button, Input, Select, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { CasePlates } from '../../agent-portal/surveyor/case/CasePlates.tsx'
import { CaseStateTag } from '../../agent-portal/surveyor/case/CaseStateTag.tsx'
import { type CaseState, caseTones } from '../../agent-portal/surveyor/case/tones.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useRows } from '../desk/useRows.ts'
import { useCaseSearch } from './useCaseSearch.ts'

type Case = Schemas['AccidentSummary']

const states = Object.keys(caseTones) as CaseState[]

/** The cases of the reader's districts or company, newest first; the server searches them all. */
export function CasesPage() {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { api } = useStaff()
  const navigate = useNavigate()
  const { search: shown } = useLocation()
  const { search, typed, setTyped, change, clear, query } = useCaseSearch()
  const list = useRows(['cases', query], (after) =>
    answer(api.GET('/accidents', { params: { query: { limit: 50, ...query, ...(after ? { after } : {}) } } })),
  )
  const searching = Object.keys(query).length > 0
  return (
    <>
      <div className="desk-bar">
        <Input.Search
          className="desk-search"
          aria-label={t('cases.search')}
          placeholder={t('cases.search')}
          allowClear
          maxLength={40}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          className="desk-select"
          aria-label={t('column.state')}
          placeholder={t('cases.anyState')}
          allowClear
          value={search.state}
          onChange={(state) => change({ state })}
          options={states.map((value) => ({ value, label: word(`caseState.${value}`) }))}
        />
        <span className="desk-days">
          {t('column.occurredAt')}
          <Input
            type="date"
            aria-label={t('cases.from')}
            max={search.to || undefined}
            value={search.from}
            onChange={(event) => change({ from: event.target.value })}
          />
          –
          <Input
            type="date"
            aria-label={t('cases.to')}
            min={search.from || undefined}
            value={search.to}
            onChange={(event) => change({ to: event.target.value })}
          />
        </span>
        {searching && (
          <Button type="link" onClick={clear}>
            {t('cases.clear')}
          </Button>
        )}
      </div>
      <RowsTable
        label={t('cases.label')}
        list={list}
        columns={useColumns(shown)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(id, { state: { list: shown } })}
        empty={
          searching
            ? {
                title: t('cases.noneMatch'),
                text: t('cases.widen'),
                wayOut: <Button onClick={clear}>{t('cases.clear')}</Button>,
              }
            : { title: t('cases.none') }
        }
      />
    </>
  )
}

/** `shown` is the search that the way back from a case leads to. */
function useColumns(shown: string): TableColumnsType<Case> {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return [
    {
      title: t('column.case'),
      key: 'case',
      width: 220,
      render: (_, { id, number }) => (
        <Link to={id} state={{ list: shown }} onClick={(event) => event.stopPropagation()}>
          {number}
        </Link>
      ),
    },
    {
      title: t('column.plates'),
      key: 'plates',
      render: (_, { plates }) => <CasePlates plates={plates} size="small" />,
    },
    { title: t('column.place'), dataIndex: 'placeText', key: 'place' },
    {
      title: t('column.occurredAt'),
      key: 'occurredAt',
      width: 150,
      render: (_, { occurredAt }) => formatTime(occurredAt, 'dayAndTime', language),
    },
    {
      title: t('column.route'),
      key: 'route',
      width: 150,
      render: (_, { route }) => route && t(`route.${route}`),
    },
    { title: t('column.state'), key: 'state', width: 130, render: (_, { state }) => <CaseStateTag state={state} /> },
  ]
}
