import { useState } from 'react'
import { Button, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag, type Tone } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { type StaffRole, useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useRows } from '../desk/useRows.ts'
import { authorisationsKey } from './authorisationsKey.ts'
import { GrantAuthorisation } from './GrantAuthorisation.tsx'

type Authorisation = Schemas['Authorisation']

const tones = {
  future: 'info',
  'in-force': 'ok',
  expired: 'neutral',
  revoked: 'bad',
} as const satisfies Record<Authorisation['state'], Tone>

const revoking: readonly StaffRole[] = ['senior-officer', 'security-administrator']

/** How far surveyors may act: granted by the police, from-to, revocable at once. */
export default function AuthorisationsPage() {
  const { t } = useTranslation('console')
  const { api, me } = useStaff()
  const [granting, setGranting] = useState(false)
  const [revoked, setRevoked] = useState<Authorisation>()
  const list = useRows(authorisationsKey, (after) =>
    answer(api.GET('/authorisations', { params: { query: { limit: 50, ...(after ? { after } : {}) } } })),
  )
  const revoke = useAct(
    ({ authorisation: { id, version }, reason }: { authorisation: Authorisation; reason: string }, key) =>
      answer(
        api.POST('/authorisations/{id}/revocation', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { version, reason },
        }),
      ),
    [authorisationsKey],
    () => setRevoked(undefined),
  )
  const ask = (authorisation: Authorisation) => {
    revoke.reset()
    setRevoked(authorisation)
  }
  return (
    <>
      {me.role === 'senior-officer' && (
        <div className="desk-bar">
          <Button type="primary" className="desk-bar__end" onClick={() => setGranting(true)}>
            {t('authorisations.grant')}
          </Button>
        </div>
      )}
      <RowsTable
        label={t('authorisations.label')}
        list={list}
        columns={useColumns(revoking.includes(me.role) ? ask : undefined)}
        rowKey={({ id }) => id}
        empty={{ title: t('authorisations.none'), text: t('authorisations.noneText') }}
      />
      {granting && <GrantAuthorisation onClose={() => setGranting(false)} />}
      {revoked && (
        <ReasonDialog
          title={t('authorisations.revoke')}
          text={t('authorisations.revokeText', { name: revoked.surveyorName, district: revoked.districtCode })}
          question={t('column.reason')}
          reason="required"
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onConfirm={(reason) => revoke.mutate({ authorisation: revoked, reason })}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </>
  )
}

function useColumns(onRevoke: ((authorisation: Authorisation) => void) | undefined): TableColumnsType<Authorisation> {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return [
    { title: t('column.surveyor'), dataIndex: 'surveyorName', key: 'surveyor' },
    { title: t('column.insurer'), dataIndex: 'insurerName', key: 'insurer' },
    { title: t('column.district'), dataIndex: 'districtCode', key: 'district' },
    { title: t('column.mandate'), key: 'mandate', render: (_, { mandate }) => t(`mandate.${mandate}`) },
    {
      title: t('column.validity'),
      key: 'validity',
      render: (_, { validFrom, validTo }) =>
        `${formatTime(validFrom, 'day', language)} – ${formatTime(validTo, 'day', language)}`,
    },
    {
      title: t('column.state'),
      key: 'state',
      render: (_, { state, revokeReason }) => (
        <span className="tags">
          <StatusTag tone={tones[state]}>{t(`authorisations.state.${state}`)}</StatusTag>
          {revokeReason && <span className="kit-quiet">{revokeReason}</span>}
        </span>
      ),
    },
    ...(onRevoke
      ? [
          {
            title: t('column.acts'),
            key: 'acts',
            width: 110,
            render: (_: unknown, authorisation: Authorisation) =>
              (authorisation.state === 'in-force' || authorisation.state === 'future') && (
                <Button size="small" danger onClick={() => onRevoke(authorisation)}>
                  {t('authorisations.revoke')}
                </Button>
              ),
          },
        ]
      : []),
  ]
}
