import { useState } from 'react'
import { Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { caseKey, read } from '../../agent-portal/surveyor/case/queries.ts'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'

const grounds = ['litigation', 'review', 'reconsideration', 'other'] as const
type Ground = (typeof grounds)[number]

/** Why everything of a case must be kept beyond its time. */
export function PlaceHold({ caseId: id, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const [ground, setGround] = useState<Ground>()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const place = useAct(
    (body: Schemas['PlaceHold'], key) =>
      read<Schemas['Retention']>(
        api.POST('/accidents/{id}/holds', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body }),
      ),
    [caseKey(id)],
    onClose,
  )
  const words = reason.trim()
  const confirm = () => {
    setAsked(true)
    if (ground !== undefined && words.length >= 3) place.mutate({ ground, reason: words })
  }
  const missing = { ground: asked && ground === undefined, reason: asked && words.length < 3 }
  return (
    <Modal
      open
      title={t('retention.hold')}
      okText={t('retention.hold')}
      okButtonProps={{ loading: place.isPending }}
      onOk={confirm}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form layout="vertical" component={false}>
        <p className="dialog__text">{t('retention.holdText')}</p>
        <Form.Item
          label={t('retention.groundLabel')}
          validateStatus={missing.ground ? 'error' : ''}
          help={missing.ground ? t('fillIn') : undefined}
        >
          <Radio.Group
            vertical
            aria-label={t('retention.groundLabel')}
            value={ground}
            onChange={(event) => setGround(event.target.value as Ground)}
            options={grounds.map((value) => ({ value, label: t(`retention.ground.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          label={t('retention.why')}
          htmlFor="hold-reason"
          validateStatus={missing.reason ? 'error' : ''}
          help={missing.reason ? t('reasonTooShort') : undefined}
        >
          <Input.TextArea
            id="hold-reason"
            rows={3}
            maxLength={500}
            showCount
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        <Refused error={place.error} />
      </Form>
    </Modal>
  )
}
