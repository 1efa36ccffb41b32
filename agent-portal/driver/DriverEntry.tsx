import { lazy, Suspense, useState } from 'react'
import i18next from 'i18next'
import { Route, Routes } from 'react-router'
import { NotFound } from '../app/NotFound.tsx'
import { makeApi } from '../api/client.ts'
import { LoadingState } from '../kit/state/LoadingState.tsx'
import { Screen } from './frame/Screen.tsx'
import { SafetyFirst } from './SafetyFirst.tsx'
import { DriverApiContext } from './services.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

// The first page must come at once on a weak network; each of the others comes when it is due.
const SignIn = lazy(() => import('./session/SignIn.tsx'))
const SignedIn = lazy(() => import('./session/SignedIn.tsx'))
const MyCases = lazy(() => import('./case/MyCases.tsx'))
const Report = lazy(() => import('./report/Report.tsx'))
const Join = lazy(() => import('./case/Join.tsx'))
const CasePages = lazy(() => import('./case/CasePages.tsx'))
const CheckDocument = lazy(() => import('./document/CheckDocument.tsx'))

i18next.addResourceBundle('zh-CN', 'driver', zh, true, true)
i18next.addResourceBundle('en', 'driver', en, true, true)

/** Where drivers come in. */
export default function DriverEntry() {
  const [api] = useState(() => makeApi('driver'))
  return (
    <DriverApiContext value={api}>
      <Suspense fallback={<PageComing />}>
        <Routes>
          <Route index element={<SafetyFirst />} />
          <Route path="sign-in" element={<SignIn />} />
          <Route path="check/:code" element={<CheckDocument />} />
          <Route element={<SignedIn />}>
            <Route path="cases" element={<MyCases />} />
            <Route path="report/:step?" element={<Report />} />
            <Route path="join/:secret" element={<Join />} />
            <Route path="cases/:id/*" element={<CasePages />} />
          </Route>
          <Route
            path="*"
            element={
              <Screen>
                <NotFound home="/" />
              </Screen>
            }
          />
        </Routes>
      </Suspense>
    </DriverApiContext>
  )
}

function PageComing() {
  return (
    <Screen>
      <LoadingState />
    </Screen>
  )
}
