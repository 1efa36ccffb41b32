import { useState } from 'react'
import { Input, Select, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { CasePlates } from '../../agent-portal/surveyor/case/CasePlates.tsx'
import { CaseStateTag } from '../../agent-portal/surveyor/case/CaseStateTag.tsx'
import { type CaseState, caseTones } from '../../agent-portal/surveyor/case/tones.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useRows } from '../desk/useRows.ts'
import { matchesCase } from './matchesCase.ts'

type Case = Schemas['AccidentSummary']

const states = Object.keys(caseTones) as CaseState[]

/** The cases of the reader's districts or company, newest first. */
export function CasesPage() {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { api } = useStaff()
  const navigate = useNavigate()
  const [state, setState] = useState<CaseState>()
  const [typed, setTyped] = useState('')
  const list = useRows(['cases', state ?? 'all'], (after) =>
    answer(
      api.GET('/accidents', {
        params: { query: { limit: 50, ...(state ? { state } : {}), ...(after ? { after } : {}) } },
      }),
    ),
  )
  return (
    <>
      <div className="desk-bar">
        <Input.Search
          className="desk-search"
          aria-label={t('cases.search')}
          placeholder={t('cases.search')}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          className="desk-select"
          aria-label={t('column.state')}
          placeholder={t('cases.anyState')}
          allowClear
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: word(`caseState.${value}`) }))}
        />
      </div>
      <RowsTable
        label={t('cases.label')}
        list={list}
        rows={list.rows.filter((row) => matchesCase(row, typed))}
        columns={useColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(id)}
        empty={{ title: t('cases.none'), text: typed ? t('cases.noneMatch') : undefined }}
      />
    </>
  )
}

function useColumns(): TableColumnsType<Case> {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return [
    {
      title: t('column.case'),
      key: 'case',
      width: 220,
      render: (_, { id, number }) => (
        <Link to={id} onClick={(event) => event.stopPropagation()}>
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
