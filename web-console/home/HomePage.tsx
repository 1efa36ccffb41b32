import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../agent-portal/kit/state/EmptyState.tsx'

/** Where a session begins. */
export default function HomePage() {
  const { t } = useTranslation('console')
  return <EmptyState title={t('signedOut')}>{t('signedOutText')}</EmptyState>
}
