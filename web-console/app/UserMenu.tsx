import { LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'

/** Who is signed in, in which capacity, and the way out. */
export function UserMenu() {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { me, signOut } = useStaff()
  const where = me.insurerId ?? me.districtCodes.join('、')
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'where', label: where || t('everywhere'), disabled: true },
          { key: 'out', label: word('signOut'), icon: <LogoutOutlined /> },
        ],
        onClick: ({ key }) => key === 'out' && void signOut(),
      }}
    >
      <Button type="text" icon={<UserOutlined />}>
        {me.displayName} · {word(`role.${me.role}`)}
      </Button>
    </Dropdown>
  )
}
