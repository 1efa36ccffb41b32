import { Button, Modal, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import './accounts.css'

export interface InitialPasswordProps {
  readonly password: string
  readonly name: string
  readonly loginName: string
  readonly onClose: () => void
}

/** The one time that a new initial password can be read: only a press on the button takes it away. */
export function InitialPassword({ password, name, loginName, onClose }: InitialPasswordProps) {
  const { t } = useTranslation('console')
  return (
    <Modal
      open
      title={t('accounts.told.heading')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('accounts.told.done')}
        </Button>
      }
    >
      <p className="dialog__text">{t('accounts.told.text', { name, loginName })}</p>
      <Typography.Paragraph className="initial-password" copyable={{ text: password }}>
        {password}
      </Typography.Paragraph>
      <p className="kit-quiet">{t('accounts.told.once')}</p>
    </Modal>
  )
}
