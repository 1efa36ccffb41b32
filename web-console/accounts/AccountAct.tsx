import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { accountsKey } from './accountsKey.ts'
import type { Account, AccountVerb } from './accountVerbs.ts'
import { InitialPassword } from './InitialPassword.tsx'

export interface AccountActProps {
  readonly verb: AccountVerb
  readonly account: Account
  readonly onClose: () => void
}

/** One act on an account, confirmed first. A password that was reset is shown here, once. */
export function AccountAct({ verb, account, onClose }: AccountActProps) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const [told, setTold] = useState<string>()
  const { displayName: name, loginName } = account
  const params = { params: { path: { id: account.id } } }
  const act = useAct(
    ({
      version,
      reason,
    }: {
      version: number
      reason: string
    }): Promise<Schemas['StaffUser'] | Schemas['PasswordReset']> => {
      if (verb === 'reset-password')
        return answer(api.POST('/staff/{id}/password-reset', { ...params, body: { version } }))
      if (verb === 'reset-second-factor')
        return answer(api.POST('/staff/{id}/second-factor-reset', { ...params, body: { version } }))
      if (verb === 'unlock') return answer(api.POST('/staff/{id}/unlocking', { ...params, body: { version } }))
      return answer(
        api.PUT('/staff/{id}/enabled', { ...params, body: { enabled: verb === 'enable', version, reason } }),
      )
    },
    [accountsKey],
    (done) => ('initialPassword' in done ? setTold(done.initialPassword) : onClose()),
  )
  if (told) return <InitialPassword password={told} name={name} loginName={loginName} onClose={onClose} />
  return (
    <ReasonDialog
      title={t(`accounts.act.${verb}`)}
      text={t(`accounts.consequence.${verb}`, { name, loginName })}
      question={t('column.reason')}
      reason={verb === 'disable' || verb === 'enable' ? 'required' : 'none'}
      danger={verb !== 'enable' && verb !== 'unlock'}
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ version: account.version, reason })}
      onClose={onClose}
    />
  )
}
