import { Button, Drawer, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { fieldIssues } from '../../agent-portal/surveyor/session/fieldIssues.ts'
import { Refused } from '../../agent-portal/surveyor/session/Refused.tsx'
import { type StaffRole, useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { CodePicker } from '../desk/CodePicker.tsx'
import { showIssues } from '../desk/formIssues.ts'
import { districtChoices, useInsurers, useUnits } from '../desk/useChoices.ts'
import { accountsKey } from './accountsKey.ts'

interface AccountForm {
  readonly loginName: string
  readonly displayName: string
  readonly badgeNumber?: string
  readonly role: StaffRole
  readonly unitId?: string
  readonly insurerId?: string
  readonly districtCodes?: string[]
  readonly initialPassword: string
}

const roles: readonly StaffRole[] = [
  'officer',
  'senior-officer',
  'dispatcher',
  'auxiliary',
  'surveyor',
  'insurer-clerk',
  'insurer-administrator',
  'plate-clerk',
  'plate-supervisor',
  'inspection-station',
  'inspection-reviewer',
  'auditor',
  'security-administrator',
  'system-administrator',
]
const ofInsurers: readonly StaffRole[] = ['surveyor', 'insurer-clerk', 'insurer-administrator']

/** A new account. The server is the judge of every field; what it finds wrong stands beside the field. */
export function CreateAccount({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('console')
  const { t: word } = useTranslation('surveyor')
  const { api } = useStaff()
  const [form] = Form.useForm<AccountForm>()
  const role = Form.useWatch('role', form)
  const insurers = useInsurers()
  const units = useUnits()
  const create = useAct(
    (body: Schemas['CreateStaffUser'], key) =>
      answer(api.POST('/staff', { params: { header: { 'Idempotency-Key': key } }, body })),
    [accountsKey],
    onClose,
  )
  const send = ({ badgeNumber, unitId, insurerId, districtCodes, ...filled }: AccountForm) =>
    create.mutate(
      {
        ...filled,
        badgeNumber: badgeNumber?.trim() || null,
        unitId: ofInsurers.includes(filled.role) ? null : (unitId ?? null),
        insurerId: ofInsurers.includes(filled.role) ? (insurerId ?? null) : null,
        districtCodes: districtCodes ?? [],
      },
      {
        onError: (error) =>
          showIssues(form, error, (field) => t(`accounts.wrong.${field}`, { defaultValue: t('fix') })),
      },
    )
  /** Who joins a unit works in its district, until more are chosen. */
  const withDistrict = (unitId: string | undefined) => {
    const district = units.data?.items.find(({ id }) => id === unitId)?.districtCode
    if (district && !form.getFieldValue('districtCodes')?.length) form.setFieldValue('districtCodes', [district])
  }
  const required = { required: true, message: t('fillIn') }
  return (
    <Drawer
      open
      size={480}
      title={t('accounts.create')}
      onClose={onClose}
      footer={
        <div className="desk-bar">
          <Button type="primary" loading={create.isPending} onClick={() => form.submit()}>
            {t('accounts.create')}
          </Button>
          <Button onClick={onClose}>{word('cancel')}</Button>
        </div>
      }
    >
      <Form form={form} layout="vertical" onFinish={send} requiredMark={false} autoComplete="off">
        {fieldIssues(create.error).length === 0 && <Refused error={create.error} />}
        <Form.Item
          name="loginName"
          label={t('column.loginName')}
          extra={t('accounts.hint.loginName')}
          rules={[required]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="displayName" label={t('column.name')} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="badgeNumber" label={t('optional', { label: t('column.badge') })}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="role" label={t('column.role')} rules={[required]}>
          <CodePicker choices={roles.map((value) => ({ value, label: word(`role.${value}`) }))} />
        </Form.Item>
        {role && ofInsurers.includes(role) && (
          <Form.Item name="insurerId" label={t('column.insurer')} rules={[required]}>
            <CodePicker
              list={insurers}
              choices={(insurers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: `${name} · ${id}` }))}
            />
          </Form.Item>
        )}
        {role && !ofInsurers.includes(role) && (
          <>
            <Form.Item name="unitId" label={t('optional', { label: t('column.unit') })}>
              <CodePicker
                allowClear
                list={units}
                choices={(units.data?.items ?? []).map(({ id, name, districtCode }) => ({
                  value: id,
                  label: `${name} · ${districtCode}`,
                }))}
                onChange={(unitId) => withDistrict(String(unitId))}
              />
            </Form.Item>
            <Form.Item name="districtCodes" label={t('column.districts')} extra={t('accounts.hint.districtCodes')}>
              <CodePicker mode="multiple" list={units} choices={districtChoices(units.data?.items ?? [])} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="initialPassword"
          label={t('accounts.initialPassword')}
          extra={t('accounts.hint.initialPassword')}
          rules={[required]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
