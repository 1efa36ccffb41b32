import { useState } from 'react'
import { Button, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { caseKey } from '../../agent-portal/surveyor/case/queries.ts'
import { type StaffRole, useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ChangesBar } from '../desk/ChangesBar.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useChanges } from '../desk/useChanges.ts'
import { useRows } from '../desk/useRows.ts'

type Order = Schemas['OfficerOrder']

/** Reasons that the platform gives itself; every other is a person's own words. */
const platformReasons: readonly string[] = ['expressway', 'screening']

/** Dispatchers and auxiliaries see the orders, an officer takes them. */
const accepting: readonly StaffRole[] = ['officer', 'senior-officer']

/** Cases that want an officer. */
export default function OrdersPage() {
  const { t } = useTranslation('console')
  const { api, me } = useStaff()
  const [taking, setTaking] = useState<Order>()
  const list = useRows(['orders'], (after) =>
    answer(api.GET('/officer-orders', { params: { query: { limit: 50, ...(after ? { after } : {}) } } })),
  )
  const changes = useChanges(
    me.districtCodes.map((district) => `orders:${district}`),
    list.dataUpdatedAt,
  )
  const accept = useAct(
    ({ id, version }: Order, key) =>
      answer(
        api.POST('/officer-orders/{id}/acceptance', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { version },
        }),
      ),
    [['orders'], ...(taking ? [caseKey(taking.accidentId)] : [])],
    () => setTaking(undefined),
  )
  const ask = (order: Order) => {
    accept.reset()
    setTaking(order)
  }
  return (
    <>
      <div className="desk-bar">
        <ChangesBar count={changes} onShow={() => void list.refetch()} />
      </div>
      <RowsTable
        label={t('orders.label')}
        list={list}
        columns={useColumns(accepting.includes(me.role) ? ask : undefined)}
        rowKey={({ id }) => id}
        empty={{ title: t('orders.none'), text: t('orders.noneText') }}
      />
      {taking && (
        <ReasonDialog
          title={t('orders.accept')}
          text={t('orders.acceptText', { number: taking.accidentNumber, place: taking.placeText })}
          question=""
          reason="none"
          busy={accept.isPending}
          error={accept.error}
          onConfirm={() => accept.mutate(taking)}
          onClose={() => setTaking(undefined)}
        />
      )}
    </>
  )
}

function useColumns(onAccept: ((order: Order) => void) | undefined): TableColumnsType<Order> {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const language = useLanguage()
  return [
    {
      title: t('column.case'),
      key: 'case',
      width: 220,
      render: (_, { accidentId, accidentNumber }) => <Link to={`/cases/${accidentId}`}>{accidentNumber}</Link>,
    },
    { title: t('column.place'), dataIndex: 'placeText', key: 'place' },
    {
      title: t('column.reason'),
      key: 'reason',
      render: (_, { reason, jointApplication }) => (
        <span className="order-reason">
          {platformReasons.includes(reason) ? t(`orders.reason.${reason}`) : reason}
          {jointApplication && <StatusTag tone="info">{t('orders.joint')}</StatusTag>}
        </span>
      ),
    },
    {
      title: t('column.requestedBy'),
      key: 'requestedBy',
      width: 110,
      render: (_, { requestedBy }) => word(`role.${requestedBy}`, { defaultValue: requestedBy }),
    },
    {
      title: t('column.createdAt'),
      key: 'createdAt',
      width: 150,
      render: (_, { createdAt }) => formatTime(createdAt, 'dayAndTime', language),
    },
    {
      title: t('column.state'),
      key: 'state',
      width: 190,
      render: (_, { state, acceptedAt }) => (
        <span className="clock-cell">
          <StatusTag tone={state === 'open' ? 'warn' : 'ok'}>{t(`orders.state.${state}`)}</StatusTag>
          {acceptedAt && <span className="kit-quiet">{formatTime(acceptedAt, 'time', language)}</span>}
        </span>
      ),
    },
    {
      title: t('column.acts'),
      key: 'acts',
      width: 110,
      render: (_, order) =>
        order.state === 'open' &&
        onAccept && (
          <Button size="small" type="primary" onClick={() => onAccept(order)}>
            {t('orders.accept')}
          </Button>
        ),
    },
  ]
}
