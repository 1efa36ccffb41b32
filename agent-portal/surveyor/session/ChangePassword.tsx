import { type FormEvent, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { fieldIssues } from './fieldIssues.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { Refused } from './Refused.tsx'
import { useStaff } from './staffSession.ts'
import './sign-in.css'

export interface ChangePasswordProps {
  /** Away from here, changed or not. */
  readonly onClose: () => void
}

/** Replaces one's own password, with the present one. */
export function ChangePassword({ onClose }: ChangePasswordProps) {
  const { t } = useTranslation('surveyor')
  const { api } = useStaff()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [differs, setDiffers] = useState(false)
  const change = useMutation({
    mutationFn: () => answer(api.PUT('/me/password', { body: { password, newPassword } })),
  })
  const issues = fieldIssues(change.error)
  const wrong = (field: string) => issues.some(({ path }) => path === field)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffers(newPassword !== repeated)
    if (newPassword === repeated && !change.isPending) change.mutate()
  }

  if (change.isSuccess) {
    return (
      <Notice
        tone="ok"
        announce
        title={t('changePassword.done')}
        wayOut={<Button onClick={onClose}>{t('changePassword.back')}</Button>}
      >
        {t('changePassword.doneText')}
      </Notice>
    )
  }
  return (
    <form className="sign-in" onSubmit={submit} noValidate>
      {issues.length === 0 && <Refused error={change.error} />}
      <TextField
        id="password"
        label={t('changePassword.present')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={wrong('password') ? t('changePassword.wrong') : undefined}
      />
      <NewPasswordFields
        value={newPassword}
        onChange={setNewPassword}
        repeated={repeated}
        onRepeat={setRepeated}
        refused={wrong('newPassword')}
        differs={differs && newPassword !== repeated}
      />
      <Button type="submit" wide busy={change.isPending}>
        {t('changePassword.act')}
      </Button>
      <Button tone="quiet" onClick={onClose}>
        {t('cancel')}
      </Button>
    </form>
  )
}
