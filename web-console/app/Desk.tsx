import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Route, Routes } from 'react-router'
import { EmptyState } from '../../agent-portal/kit/state/EmptyState.tsx'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { NotFound } from './NotFound.tsx'
import { sectionsFor } from './sections.ts'
import { Shell } from './Shell.tsx'
import { UserMenu } from './UserMenu.tsx'

/** The sections of whoever is signed in. */
export function Desk() {
  const { me } = useStaff()
  const sections = sectionsFor(me.role)
  const [first] = sections
  return (
    <Shell sections={sections} userMenu={<UserMenu />}>
      <Suspense fallback={<LoadingState />}>
        <Routes>
          <Route index element={first ? <Navigate to={first.path} replace /> : <NothingHere />} />
          {sections.map(({ path, Page }) => (
            <Route key={path} path={`${path}/*`} element={<Page />} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Shell>
  )
}

/** The role works elsewhere. */
function NothingHere() {
  const { t } = useTranslation('console')
  const { me } = useStaff()
  return (
    <EmptyState
      title={t('nothingHere')}
      wayOut={me.role === 'surveyor' ? <a href="/surveyor">{t('toSurveyor')}</a> : undefined}
    >
      {t('nothingHereText')}
    </EmptyState>
  )
}
