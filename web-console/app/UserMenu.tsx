import { useState } from 'react'
import { KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ChangePassword } from '../../agent-portal/surveyor/session/ChangePassword.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'

/** Who is signed in, in which capacity, his password, and the way out. */
export function UserMenu() {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { me, signOut } = useStaff()
  const [changing, setChanging] = useState(false)
  const close = () => setChanging(false)
  const where = me.insurerId ?? me.districtCodes.join('、')
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'where', label: where || t('everywhere'), disabled: true },
            { key: 'password', label: word('changePassword.heading'), icon: <KeyOutlined /> },
            { key: 'out', label: word('signOut'), icon: <LogoutOutlined /> },
          ],
          onClick: ({ key }) => {
            if (key === 'password') setChanging(true)
            if (key === 'out') void signOut()
          },
        }}
      >
        <Button type="text" icon={<UserOutlined />}>
          {me.displayName} · {word(`role.${me.role}`)}
        </Button>
      </Dropdown>
      {changing && (
        <Modal open title={word('changePassword.heading')} footer={null} mask={{ closable: false }} onCancel={close}>
          <ChangePassword onClose={close} />
        </Modal>
      )}
    </>
  )
}
