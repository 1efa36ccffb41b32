import { useTranslation } from 'react-i18next'
import { Button } from '../kit/form/Button.tsx'
import { EmptyState } from '../kit/state/EmptyState.tsx'

/** No page has this address. `home` is where the reader's role begins. */
export function NotFound({ home }: { readonly home: string }) {
  const { t } = useTranslation('app')
  return (
    <EmptyState
      page
      title={t('notFound')}
      wayOut={
        <Button tone="secondary" href={home}>
          {t('backHome')}
        </Button>
      }
    />
  )
}
