import { Route, Routes } from 'react-router'
import { NotFound } from '../app/NotFound.tsx'
import { CasePage } from './CasePage.tsx'
import { CasesPage } from './CasesPage.tsx'
import { CertificatePage } from './CertificatePage.tsx'
import { DecisionPage } from './DecisionPage.tsx'

/** Every case the reader may see. */
export default function CasesSection() {
  return (
    <Routes>
      <Route index element={<CasesPage />} />
      <Route path=":id" element={<CasePage />} />
      <Route path=":id/decision" element={<DecisionPage />} />
      <Route path=":id/certificate" element={<CertificatePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
