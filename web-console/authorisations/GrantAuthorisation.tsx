import { AutoComplete, Button, Drawer, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { fieldIssues } from '../../agent-portal/surveyor/session/fieldIssues.ts'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { showIssues } from '../desk/formIssues.ts'
import { authorisationsKey } from './authorisationsKey.ts'
import { dayEnd, dayStart } from './shanghaiDays.ts'

interface GrantForm {
  readonly surveyorId: string
  readonly districtCode: string
  readonly mandate: 'issue' | 'countersign'
  /** `2026-03-05`, days of Asia/Shanghai, both included. */
  readonly validFrom: string
  readonly validTo: string
}

export interface GrantAuthorisationProps {
  /** Surveyors of earlier authorisations can be chosen by name; a new one by the id of his account. */
  readonly known: readonly Pick<Schemas['Authorisation'], 'surveyorId' | 'surveyorName' | 'insurerName'>[]
  readonly onClose: () => void
}

/** Lets a surveyor act in one of the officer's districts. */
export function GrantAuthorisation({ known, onClose }: GrantAuthorisationProps) {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { api, me } = useStaff()
  const [form] = Form.useForm<GrantForm>()
  const grant = useAct(
    (body: Schemas['GrantAuthorisation'], key) =>
      answer(api.POST('/authorisations', { params: { header: { 'Idempotency-Key': key } }, body })),
    [authorisationsKey],
    onClose,
  )
  const surveyors = new Map(
    known.map(({ surveyorId, surveyorName, insurerName }) => [surveyorId, `${surveyorName} · ${insurerName}`]),
  )
  const required = { required: true, message: t('fillIn') }
  const send = ({ validFrom, validTo, ...filled }: GrantForm) =>
    grant.mutate(
      { ...filled, validFrom: dayStart(validFrom), validTo: dayEnd(validTo) },
      {
        onError: (error) =>
          showIssues(form, error, (field) => t(`authorisations.wrong.${field}`, { defaultValue: t('fix') })),
      },
    )
  return (
    <Drawer
      open
      size={480}
      title={t('authorisations.grant')}
      onClose={onClose}
      footer={
        <div className="desk-bar">
          <Button type="primary" loading={grant.isPending} onClick={() => form.submit()}>
            {t('authorisations.grant')}
          </Button>
          <Button onClick={onClose}>{word('cancel')}</Button>
        </div>
      }
    >
      <Form form={form} layout="vertical" onFinish={send} requiredMark={false}>
        {fieldIssues(grant.error).length === 0 && <Refused error={grant.error} />}
        <Form.Item
          name="surveyorId"
          label={t('column.surveyor')}
          extra={t('authorisations.hint.surveyorId')}
          rules={[required]}
        >
          <AutoComplete options={[...surveyors].map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="districtCode" label={t('column.district')} rules={[required]}>
          <Select options={me.districtCodes.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="mandate" label={t('column.mandate')} rules={[required]}>
          <Radio.Group
            options={(['issue', 'countersign'] as const).map((value) => ({ value, label: t(`mandate.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="validFrom" label={t('authorisations.from')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="validTo" label={t('authorisations.to')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
