import { useTranslation } from 'react-i18next'
import { Notice, type NoticeProps } from '../../kit/state/Notice.tsx'

const tones: Readonly<Record<string, NoticeProps['tone']>> = {
  normal: 'ok',
  'name-differs': 'warn',
  'not-found': 'warn',
  suspended: 'error',
  revoked: 'error',
  expired: 'error',
  down: 'info',
}

/** What the licence register said of name and number; a state that these pages do not know is only told to have been looked up. */
export function LicenceCheck({ state }: { readonly state: string }) {
  const { t } = useTranslation('driver')
  return (
    <Notice
      tone={tones[state] ?? 'info'}
      title={t(`details.licenceState.${state}`, { defaultValue: t('details.lookedUp') })}
    />
  )
}
