import { useState } from 'react'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer } from '../../agent-portal/api/client.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { RowsTable } from '../desk/RowsTable.tsx'
import { useRows } from '../desk/useRows.ts'
import { AccountAct, type AccountActProps } from './AccountAct.tsx'
import { useAccountColumns } from './accountColumns.tsx'
import type { Account } from './accountVerbs.ts'
import { accountsKey } from './accountsKey.ts'
import { CreateAccount } from './CreateAccount.tsx'

/** Accounts of staff: who they are, how they stand; the security administrator makes, disables, unlocks them and resets their credentials. */
export default function AccountsPage() {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { api, me } = useStaff()
  const [typed, setTyped] = useState('')
  const [creating, setCreating] = useState(false)
  const [acting, setActing] = useState<Pick<AccountActProps, 'verb' | 'account'>>()
  const manages = me.role === 'security-administrator'
  const columns = useAccountColumns(manages ? (verb, account) => setActing({ verb, account }) : undefined)
  const list = useRows(accountsKey, (after) =>
    answer(api.GET('/staff', { params: { query: { limit: 100, ...(after ? { after } : {}) } } })),
  )
  // After a conflict the list was read again: the next try is on what stands there now.
  const atPresent = (seen: Account) => list.rows.find(({ id }) => id === seen.id) ?? seen
  const wanted = typed.trim().toLowerCase()
  const rows = list.rows.filter(({ loginName, displayName, role, insurerId }) =>
    [loginName, displayName, word(`role.${role}`), insurerId ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  )
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
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('accounts.none') }}
      />
      {creating && <CreateAccount onClose={() => setCreating(false)} />}
      {acting && <AccountAct {...acting} account={atPresent(acting.account)} onClose={() => setActing(undefined)} />}
    </>
  )
}
