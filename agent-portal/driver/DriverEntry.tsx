import { useTranslation } from 'react-i18next'
import { Route, Routes } from 'react-router'
import { Layout } from '../app/Layout.tsx'
import { NotFound } from '../app/NotFound.tsx'
import { Button } from '../kit/form/Button.tsx'
import { SafetyFirst } from './SafetyFirst.tsx'

/** Where drivers come in. The way to an officer stays in the same place on every screen. */
export default function DriverEntry() {
  const { t } = useTranslation('driver')
  const callPolice = (
    <Button tone="secondary" icon="officer" wide href="tel:122">
      {t('callPolice')}
    </Button>
  )
  return (
    <Layout title={t('title')} sendOfficer={callPolice}>
      <Routes>
        <Route index element={<SafetyFirst />} />
        <Route path="*" element={<NotFound home="/" />} />
      </Routes>
    </Layout>
  )
}
