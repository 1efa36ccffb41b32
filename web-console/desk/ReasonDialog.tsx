import { useState } from 'react'
import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { fieldIssues } from '../../agent-portal/surveyor/session/fieldIssues.ts'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'

export interface ReasonDialogProps {
  readonly title: string
  /** What will happen, in a sentence. */
  readonly text?: string
  readonly question: string
  readonly reason: 'required' | 'optional' | 'none'
  readonly danger?: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
}

/** The server's own bound for reasons of administrators; those of cases may be shorter. */
const shortestReason = 3

/** An act is confirmed, with its reason where one is due, before it is done. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, text, question, reason: due, danger = false, busy, error, onConfirm, onClose } = props
  const { t } = useTranslation('console')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const tooShort = due === 'required' && reason.trim().length < shortestReason
  const wrong = (asked && tooShort) || fieldIssues(error).some(({ path }) => path === 'reason')
  const confirm = () => {
    setAsked(true)
    if (!tooShort) onConfirm(reason.trim())
  }
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger, loading: busy }}
      onOk={confirm}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form layout="vertical" component={false}>
        {text && <p className="dialog__text">{text}</p>}
        {due !== 'none' && (
          <Form.Item
            label={due === 'optional' ? t('optional', { label: question }) : question}
            htmlFor="dialog-reason"
            validateStatus={wrong ? 'error' : ''}
            help={wrong ? t('reasonTooShort') : undefined}
          >
            <Input.TextArea
              id="dialog-reason"
              autoFocus
              rows={3}
              maxLength={500}
              showCount
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        )}
        {!wrong && <Refused error={error} />}
      </Form>
    </Modal>
  )
}
