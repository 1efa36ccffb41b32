import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCase } from './case-context.ts'
import { actionIn } from './stage.ts'

/** Reported by mistake, or settled without us: a way out, where the server offers it. */
export function WithdrawLink() {
  const { t } = useTranslation('driver')
  const { id, actions } = useCase()
  if (!actionIn(actions, 'withdraw')?.allowed) return null
  return (
    <p>
      <Link to={`/cases/${id}/withdraw`}>{t('withdraw.link')}</Link>
    </p>
  )
}
