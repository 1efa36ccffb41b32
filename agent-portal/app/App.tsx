import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { ErrorBoundary } from '../kit/state/ErrorBoundary.tsx'
import { LoadingState } from '../kit/state/LoadingState.tsx'

// Each role downloads only its own pages.
const DriverEntry = lazy(() => import('../driver/DriverEntry.tsx'))
const SurveyorEntry = lazy(() => import('../surveyor/SurveyorEntry.tsx'))

export function App() {
  return (
    <ErrorBoundary onError={reportError}>
      <Suspense fallback={<LoadingState />}>
        <Routes>
          <Route path="/surveyor/*" element={<SurveyorEntry />} />
          <Route path="/*" element={<DriverEntry />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  )
}
