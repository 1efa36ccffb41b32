import { useTranslation } from 'react-i18next'
import { TextField } from '../../kit/form/TextField.tsx'

export interface NewPasswordFieldsProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly repeated: string
  readonly onRepeat: (value: string) => void
  /** The server found it too weak, or the old one again. */
  readonly refused: boolean
  /** What was sent differs from its repetition. */
  readonly differs: boolean
}

/** A new password, typed twice: who mistypes it once would lock himself out. */
export function NewPasswordFields({ value, onChange, repeated, onRepeat, refused, differs }: NewPasswordFieldsProps) {
  const { t } = useTranslation('surveyor')
  return (
    <>
      <TextField
        id="newPassword"
        label={t('signIn.newPassword')}
        hint={t('signIn.newPasswordHint')}
        type="password"
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        error={refused ? t('signIn.newPasswordRefused') : undefined}
      />
      <TextField
        id="newPasswordAgain"
        label={t('signIn.newPasswordAgain')}
        type="password"
        value={repeated}
        onChange={onRepeat}
        autoComplete="new-password"
        error={differs ? t('signIn.newPasswordDiffers') : undefined}
      />
    </>
  )
}
