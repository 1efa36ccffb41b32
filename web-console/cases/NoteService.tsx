import { useState } from 'react'
import { Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { caseKey, read } from '../../agent-portal/surveyor/case/queries.ts'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'

const kinds = ['handed-over', 'receipt-refused', 'signature-refused'] as const
type Kind = (typeof kinds)[number]

export interface NoteServiceProps {
  readonly determination: Schemas['Determination']
  readonly side: string
  readonly onClose: () => void
}

/** The officer notes how one party got the document, or what it refused; the first note counts and stays. */
export function NoteService({ determination: { id, accidentId }, side, onClose }: NoteServiceProps) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const [kind, setKind] = useState<Kind>()
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const serve = useAct(
    (body: Schemas['NoteService'], key) =>
      read<Schemas['Determination']>(
        api.POST('/determinations/{id}/services', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    [caseKey(accidentId)],
    onClose,
  )
  const words = note.trim()
  const noteMissing = kind !== undefined && kind !== 'handed-over' && words.length < 2
  const confirm = () => {
    setAsked(true)
    if (kind === undefined || noteMissing) return
    serve.mutate(kind === 'handed-over' ? { side, kind, note: words || null } : { side, kind, note: words })
  }
  const title = t('service.title', { side })
  return (
    <Modal
      open
      title={title}
      okText={t('service.confirm')}
      okButtonProps={{ loading: serve.isPending }}
      onOk={confirm}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form layout="vertical" component={false}>
        <p className="dialog__text">{t('service.text')}</p>
        <Form.Item
          validateStatus={asked && kind === undefined ? 'error' : ''}
          help={asked && kind === undefined ? t('service.kindMissing') : undefined}
        >
          <Radio.Group
            vertical
            aria-label={title}
            value={kind}
            onChange={(event) => setKind(event.target.value as Kind)}
            options={kinds.map((value) => ({ value, label: t(`service.choice.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          label={kind === 'handed-over' ? t('optional', { label: t('service.note') }) : t('service.note')}
          htmlFor="service-note"
          validateStatus={asked && noteMissing ? 'error' : ''}
          help={asked && noteMissing ? t('service.noteMissing') : undefined}
        >
          <Input.TextArea
            id="service-note"
            rows={3}
            maxLength={500}
            showCount
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        <Refused error={serve.error} />
      </Form>
    </Modal>
  )
}
