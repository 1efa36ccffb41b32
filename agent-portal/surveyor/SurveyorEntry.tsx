import { lazy, Suspense } from 'react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Route, Routes } from 'react-router'
import { makeApi } from '../api/client.ts'
import { LiveChannel } from '../api/live.ts'
import { Layout } from '../app/Layout.tsx'
import { NotFound } from '../app/NotFound.tsx'
import { LoadingState } from '../kit/state/LoadingState.tsx'
import { StaffGate } from './session/StaffGate.tsx'
import { SurveyorsOnly } from './session/SurveyorsOnly.tsx'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

const QueuePage = lazy(() => import('./queue/QueuePage.tsx'))
const CasePage = lazy(() => import('./case/CasePage.tsx'))
const DecidePage = lazy(() => import('./decide/DecidePage.tsx'))
const PasswordPage = lazy(() => import('./session/PasswordPage.tsx'))

// Drivers do not load these words: they come with this page.
i18next.addResourceBundle('zh-CN', 'surveyor', zh)
i18next.addResourceBundle('en', 'surveyor', en)

const api = makeApi('staff')
const live = new LiveChannel('staff')

/** Where surveyors come in. */
export default function SurveyorEntry() {
  const { t } = useTranslation('surveyor')
  return (
    <StaffGate
      api={api}
      live={live}
      outside={(content) => (
        <Layout title={t('title')}>
          <h1 className="kit-unseen">{t('title')}</h1>
          {content}
        </Layout>
      )}
    >
      <SurveyorsOnly>
        <Suspense
          fallback={
            <Layout title={t('title')}>
              <LoadingState />
            </Layout>
          }
        >
          <Routes>
            <Route index element={<QueuePage />} />
            <Route path="cases/:id" element={<CasePage />} />
            <Route path="cases/:id/decision" element={<DecidePage />} />
            <Route path="password" element={<PasswordPage />} />
            <Route path="*" element={<NotFound home="/surveyor" />} />
          </Routes>
        </Suspense>
      </SurveyorsOnly>
    </StaffGate>
  )
}
