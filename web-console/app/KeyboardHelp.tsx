import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { declaredShortcuts } from './useShortcuts.ts'

export interface KeyboardHelpProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Every key that works on this page. */
export function KeyboardHelp({ open, onClose }: KeyboardHelpProps) {
  const { t } = useTranslation('console')
  return (
    <Modal title={t('keys.title')} open={open} onCancel={onClose} footer={null} destroyOnHidden>
      <dl className="shell__keys">
        {(open ? declaredShortcuts() : []).map(({ key, alt, does }) => (
          <div key={key}>
            <dt>
              {alt && <kbd>Alt</kbd>}
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
