import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { type Account, type AccountVerb, isLocked } from './accountVerbs.ts'
import './accounts.css'

type OnAct = (verb: AccountVerb, account: Account) => void

/** Who the account is, how it stands, and, for whoever manages accounts, what can be done to it. */
export function useAccountColumns(onAct: OnAct | undefined): TableColumnsType<Account> {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { me } = useStaff()
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
    { title: t('column.state'), key: 'state', render: (_, account) => <AccountState account={account} /> },
    ...(onAct
      ? [
          {
            title: t('column.acts'),
            key: 'acts',
            width: 270,
            align: 'right' as const,
            // Nobody manages his own account; the server refuses it as well.
            render: (_: unknown, account: Account) =>
              account.id !== me.id && <AccountActs account={account} onAct={onAct} />,
          },
        ]
      : []),
  ]
}

function AccountState({ account }: { readonly account: Account }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  const { disabledAt, disabledReason, lockedUntil, mustChangePassword } = account
  if (disabledAt) {
    return (
      <>
        <StatusTag tone="bad">{t('accounts.state.disabled')}</StatusTag>
        {disabledReason && <p className="kit-quiet">{disabledReason}</p>}
      </>
    )
  }
  if (lockedUntil && isLocked(account)) {
    return (
      <StatusTag tone="warn">
        {t('accounts.state.locked', { time: formatTime(lockedUntil, 'time', language) })}
      </StatusTag>
    )
  }
  return mustChangePassword ? (
    <StatusTag tone="info">{t('accounts.state.initial')}</StatusTag>
  ) : (
    <StatusTag tone="ok">{t('accounts.state.enabled')}</StatusTag>
  )
}

function AccountActs({ account, onAct }: { readonly account: Account; readonly onAct: OnAct }) {
  const { t } = useTranslation('console')
  const resets = ['reset-password', ...(account.secondFactor ? ['reset-second-factor' as const] : [])] as const
  const onOff = account.disabledAt ? 'enable' : 'disable'
  return (
    <div className="account-acts">
      {isLocked(account) && (
        <Button size="small" onClick={() => onAct('unlock', account)}>
          {t('accounts.act.unlock')}
        </Button>
      )}
      <Dropdown
        destroyOnHidden
        // In the page's main part, where a screen reader looks for it.
        getPopupContainer={() => document.getElementById('content') ?? document.body}
        trigger={['click']}
        menu={{
          items: resets.map((verb) => ({
            key: verb,
            label: t(`accounts.act.${verb}`),
            onClick: () => onAct(verb, account),
          })),
        }}
      >
        <Button size="small" aria-haspopup="menu" icon={<DownOutlined />} iconPlacement="end">
          {t('accounts.reset')}
        </Button>
      </Dropdown>
      <Button size="small" danger={onOff === 'disable'} onClick={() => onAct(onOff, account)}>
        {t(`accounts.act.${onOff}`)}
      </Button>
    </div>
  )
}
