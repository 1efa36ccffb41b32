import { useState } from 'react'
import { Button, Drawer, Input, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useRows } from '../desk/useRows.ts'
import './audit.css'

type Event = Schemas['AuditEvent']

interface Filter {
  readonly stream: string
  readonly action: string
  readonly actorId: string
}

const fields = ['stream', 'action', 'actorId'] as const
const nothing: Filter = { stream: '', action: '', actorId: '' }

/** Every act on the platform, newest first, as the audit chain keeps it. */
export default function AuditPage() {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const [typed, setTyped] = useState(nothing)
  const [asked, setAsked] = useState(nothing)
  const [open, setOpen] = useState<Event>()
  const list = useRows(['audit', asked], (after) =>
    answer(
      api.GET('/audit/events', { params: { query: { limit: 50, ...filled(asked), ...(after ? { after } : {}) } } }),
    ),
  )
  const only = (part: Partial<Filter>) => {
    const next = { ...nothing, ...part }
    setTyped(next)
    setAsked(next)
    setOpen(undefined)
  }
  return (
    <>
      <form
        className="desk-bar"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(typed)
        }}
      >
        {fields.map((field) => (
          <label key={field} className="audit__filter">
            <span>{t(`audit.${field}`)}</span>
            <Input
              allowClear
              placeholder={t(`audit.example.${field}`)}
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          </label>
        ))}
        <Button type="primary" htmlType="submit">
          {t('audit.search')}
        </Button>
        <Button onClick={() => only({})}>{t('audit.clear')}</Button>
      </form>
      <RowsTable
        label={t('audit.label')}
        list={list}
        columns={useColumns()}
        rowKey={({ stream, seq }) => `${stream}#${seq}`}
        onOpen={setOpen}
        empty={{ title: t('audit.none'), text: t('audit.noneText') }}
      />
      <Drawer open={open !== undefined} size={560} title={t('audit.event')} onClose={() => setOpen(undefined)}>
        {open && <EventDetails event={open} onOnly={only} />}
      </Drawer>
    </>
  )
}

/** The filters that say something. */
function filled(filter: Filter): Partial<Filter> {
  return Object.fromEntries(fields.flatMap((field) => (filter[field].trim() ? [[field, filter[field].trim()]] : [])))
}

function useColumns(): TableColumnsType<Event> {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const language = useLanguage()
  return [
    {
      title: t('column.at'),
      key: 'at',
      width: 190,
      render: (_, { at }) => formatTime(at, 'full', language),
    },
    {
      title: t('audit.action'),
      key: 'action',
      render: (_, { action }) => (
        <>
          {word(`event.${action}`, { defaultValue: t(`audit.act.${action}`, { defaultValue: '' }) })}{' '}
          <span className="mono kit-quiet">{action}</span>
        </>
      ),
    },
    {
      title: t('audit.actor'),
      key: 'actor',
      width: 170,
      render: (_, { actorRole, actorKind }) =>
        word(`role.${actorRole ?? actorKind}`, { defaultValue: actorRole ?? actorKind }),
    },
    {
      title: t('audit.stream'),
      key: 'stream',
      render: (_, { stream, seq }) => (
        <span className="mono">
          {stream} #{seq}
        </span>
      ),
    },
  ]
}

interface EventDetailsProps {
  readonly event: Event
  readonly onOnly: (filter: Partial<Filter>) => void
}

/** Everything the chain holds of one act, and the way to its neighbours. */
function EventDetails({ event, onOnly }: EventDetailsProps) {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const language = useLanguage()
  const { stream, seq, at, action, actorId, actorRole, actorKind, details, hash } = event
  return (
    <div className="audit__event">
      <dl>
        <dt>{t('column.at')}</dt>
        <dd>{formatTime(at, 'full', language)}</dd>
        <dt>{t('audit.action')}</dt>
        <dd className="mono">{action}</dd>
        <dt>{t('audit.actor')}</dt>
        <dd>
          {word(`role.${actorRole ?? actorKind}`, { defaultValue: actorRole ?? actorKind })}
          {actorId && <div className="mono">{actorId}</div>}
        </dd>
        <dt>{t('audit.stream')}</dt>
        <dd className="mono">
          {stream} #{seq}
        </dd>
        <dt>{t('audit.hash')}</dt>
        <dd className="mono">{hash}</dd>
      </dl>
      <h2>{t('audit.details')}</h2>
      <pre className="mono" tabIndex={0}>
        {JSON.stringify(details, null, 2)}
      </pre>
      <div className="desk-bar">
        <Button onClick={() => onOnly({ stream })}>{t('audit.onlyStream')}</Button>
        {actorId && <Button onClick={() => onOnly({ actorId })}>{t('audit.onlyActor')}</Button>}
      </div>
    </div>
  )
}
