import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '../../agent-portal/kit/state/EmptyState.tsx'

/** No page has this address. */
export function NotFound() {
  const { t } = useTranslation('console')
  return <EmptyState title={t('notFound')} wayOut={<Link to="/">{t('backHome')}</Link>} />
}
