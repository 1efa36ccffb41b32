import { useTranslation } from 'react-i18next'
import { Route, Routes } from 'react-router'
import { Layout } from '../app/Layout.tsx'
import { NotFound } from '../app/NotFound.tsx'
import { EmptyState } from '../kit/state/EmptyState.tsx'

/** Where surveyors come in. */
export default function SurveyorEntry() {
  const { t } = useTranslation('surveyor')
  return (
    <Layout title={t('title')}>
      <Routes>
        <Route
          index
          element={
            <EmptyState page title={t('signedOut')}>
              {t('signedOutText')}
            </EmptyState>
          }
        />
        <Route path="*" element={<NotFound home="/surveyor" />} />
      </Routes>
    </Layout>
  )
}
