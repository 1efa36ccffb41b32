import { useState } from 'react'
import { Button, Drawer, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { fieldIssues } from '../../agent-portal/surveyor/session/fieldIssues.ts'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { CodePicker } from '../desk/CodePicker.tsx'
import { showIssues } from '../desk/formIssues.ts'
import { districtChoices, useSurveyors, useUnits } from '../desk/useChoices.ts'
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
  readonly onClose: () => void
}

/** Lets a surveyor act in one of the officer's districts. */
export function GrantAuthorisation({ onClose }: GrantAuthorisationProps) {
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
  const units = useUnits()
  const [find, setFind] = useState('')
  const surveyors = useSurveyors(find)
  const own = districtChoices(
    (units.data?.items ?? []).filter(({ districtCode }) => me.districtCodes.includes(districtCode)),
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
        <Form.Item name="surveyorId" label={t('column.surveyor')} rules={[required]}>
          <CodePicker
            list={surveyors}
            onSearch={setFind}
            choices={(surveyors.data?.items ?? []).map(({ id, displayName, badgeNumber, insurerName }) => ({
              value: id,
              label: [displayName, insurerName, badgeNumber].filter(Boolean).join(' · '),
            }))}
          />
        </Form.Item>
        <Form.Item name="districtCode" label={t('column.district')} rules={[required]}>
          <CodePicker list={units} choices={own} />
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
