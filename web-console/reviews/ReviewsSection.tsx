import { Route, Routes } from 'react-router'
import { DecisionPage } from '../cases/DecisionPage.tsx'
import { NotFound } from '../app/NotFound.tsx'
import { ReviewPage } from './ReviewPage.tsx'
import { ReviewsPage } from './ReviewsPage.tsx'

/** The officers' review of surveyors' determinations. */
export default function ReviewsSection() {
  return (
    <Routes>
      <Route index element={<ReviewsPage />} />
      <Route path=":reviewId" element={<ReviewPage />} />
      <Route path=":reviewId/cases/:id/decision" element={<DecisionPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
