import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { answer } from '../../agent-portal/api/client.ts'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { CaseView } from '../cases/CaseView.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import { reviewKey } from './reviewKey.ts'

/** One review: the case with everything the officer needs in sight, and his verdict at its head. */
export function ReviewPage() {
  const { reviewId = '' } = useParams()
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const review = useQuery({
    queryKey: [...reviewKey, 'one', reviewId],
    queryFn: () => answer(api.GET('/reviews/{id}', { params: { path: { id: reviewId } } })),
  })
  const back = <Link to="/reviews">{t('reviews.back')}</Link>
  if (review.error) return <RequestFailed error={review.error} onRetry={() => void review.refetch()} wayOut={back} />
  if (!review.data) return <LoadingState lines={10} />
  return (
    <CaseView
      caseId={review.data.accidentId}
      back={back}
      decisionPath={`cases/${review.data.accidentId}/decision`}
      verdict={<ReviewCard review={review.data} />}
    />
  )
}
