import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { Notice } from '../../kit/state/Notice.tsx'

/** The platform's own reason: nobody went on with a report that was only begun. */
const expired = 'expired'

/** Why the case was returned, taken over, concluded or withdrawn, in the words of whoever did it; nothing where nobody gave a reason. */
export function CaseReason({ accident: { state, reason } }: { readonly accident: Schemas['Accident'] }) {
  const { t } = useTranslation('surveyor')
  if (!reason) return null
  return (
    <Notice tone="info" title={t(`caseReason.title.${state}`, { defaultValue: t('caseReason.title.other') })}>
      {reason === expired ? t('caseReason.expired') : reason}
    </Notice>
  )
}
