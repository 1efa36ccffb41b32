import { useState } from 'react'
import { Button, Input, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useRows } from '../desk/useRows.ts'
import { accountsKey } from './accountsKey.ts'
import { CreateAccount } from './CreateAccount.tsx'

type Account = Schemas['StaffUser']

/** Accounts of staff: who they are, how they stand; the security administrator makes, disables and enables them. */
export default function AccountsPage() {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { api, me } = useStaff()
  const [typed, setTyped] = useState('')
  const [creating, setCreating] = useState(false)
  const [changing, setChanging] = useState<Account>()
  const manages = me.role === 'security-administrator'
  const list = useRows(accountsKey, (after) =>
    answer(api.GET('/staff', { params: { query: { limit: 100, ...(after ? { after } : {}) } } })),
  )
  const change = useAct(
    ({ account: { id, version, disabledAt }, reason }: { account: Account; reason: string }) =>
      answer(
        api.PUT('/staff/{id}/enabled', {
          params: { path: { id } },
          body: { enabled: disabledAt !== null, version, reason },
        }),
      ),
    [accountsKey],
    () => setChanging(undefined),
  )
  const ask = (account: Account) => {
    change.reset()
    setChanging(account)
  }
  const wanted = typed.trim().toLowerCase()
  const rows = list.rows.filter(({ loginName, displayName, role, insurerId }) =>
    [loginName, displayName, word(`role.${role}`), insurerId ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  )
  const verb = changing?.disabledAt ? 'enable' : 'disable'
  return (
    <>
      <div className="desk-bar">
        <Input.Search
          className="desk-search"
          aria-label={t('accounts.search')}
          placeholder={t('accounts.search')}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {manages && (
          <Button type="primary" className="desk-bar__end" onClick={() => setCreating(true)}>
            {t('accounts.create')}
          </Button>
        )}
      </div>
      <RowsTable
        label={t('accounts.label')}
        list={list}
        rows={rows}
        columns={useColumns(manages ? ask : undefined)}
        rowKey={({ id }) => id}
        empty={{ title: t('accounts.none') }}
      />
      {creating && <CreateAccount onClose={() => setCreating(false)} />}
      {changing && (
        <ReasonDialog
          title={t(`accounts.${verb}`)}
          text={t(`accounts.${verb}Text`, { name: changing.displayName, loginName: changing.loginName })}
          question={t('column.reason')}
          reason="required"
          danger={verb === 'disable'}
          busy={change.isPending}
          error={change.error}
          onConfirm={(reason) => change.mutate({ account: changing, reason })}
          onClose={() => setChanging(undefined)}
        />
      )}
    </>
  )
}

function useColumns(onChange: ((account: Account) => void) | undefined): TableColumnsType<Account> {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { me } = useStaff()
  const language = useLanguage()
  return [
    {
      title: t('column.loginName'),
      key: 'loginName',
      render: (_, { loginName }) => <span className="mono">{loginName}</span>,
    },
    { title: t('column.name'), dataIndex: 'displayName', key: 'name' },
    { title: t('column.badge'), dataIndex: 'badgeNumber', key: 'badge' },
    { title: t('column.role'), key: 'role', render: (_, { role }) => word(`role.${role}`) },
    {
      title: t('column.where'),
      key: 'where',
      render: (_, { insurerId, districtCodes }) => insurerId ?? districtCodes.join('、'),
    },
    {
      title: t('column.secondFactor'),
      key: 'secondFactor',
      render: (_, { secondFactor }) => t(secondFactor ? 'accounts.enrolled' : 'accounts.notEnrolled'),
    },
    {
      title: t('column.state'),
      key: 'state',
      render: (_, { disabledAt, disabledReason, lockedUntil }) =>
        disabledAt ? (
          <>
            <StatusTag tone="bad">{t('accounts.state.disabled')}</StatusTag>
            {disabledReason && <p className="kit-quiet">{disabledReason}</p>}
          </>
        ) : lockedUntil && Date.parse(lockedUntil) > Date.now() ? (
          <StatusTag tone="warn">
            {t('accounts.state.locked', { time: formatTime(lockedUntil, 'time', language) })}
          </StatusTag>
        ) : (
          <StatusTag tone="ok">{t('accounts.state.enabled')}</StatusTag>
        ),
    },
    ...(onChange
      ? [
          {
            title: t('column.acts'),
            key: 'acts',
            width: 110,
            // Nobody disables himself; the server refuses it as well.
            render: (_: unknown, account: Account) =>
              account.id !== me.id && (
                <Button size="small" danger={account.disabledAt === null} onClick={() => onChange(account)}>
                  {t(account.disabledAt ? 'accounts.enable' : 'accounts.disable')}
                </Button>
              ),
          },
        ]
      : []),
  ]
}
