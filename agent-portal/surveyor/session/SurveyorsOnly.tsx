import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Layout } from '../../app/Layout.tsx'
import { Button } from '../../kit/form/Button.tsx'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { useStaff } from './staffSession.ts'

/** Other staff work at a desk: they are shown the way there. */
export function SurveyorsOnly({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('surveyor')
  const { me, signOut } = useStaff()
  if (me.role === 'surveyor') return children
  return (
    <Layout title={t('title')}>
      <EmptyState
        page
        title={t('notSurveyor')}
        wayOut={
          <>
            <Button href="/console/">{t('toConsole')}</Button>
            <Button tone="secondary" onClick={() => void signOut()}>
              {t('signOut')}
            </Button>
          </>
        }
      >
        {t('notSurveyorText', { name: me.displayName, role: t(`role.${me.role}`) })}
      </EmptyState>
    </Layout>
  )
}
