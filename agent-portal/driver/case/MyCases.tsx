import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer, type Schemas } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { formatTime } from '../../kit/format/time.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useLanguage } from '../../kit/words.ts'
import { LinkButton } from '../frame/LinkButton.tsx'
import { Refused } from '../frame/Refused.tsx'
import { Screen } from '../frame/Screen.tsx'
import { plateFacts } from '../report/plate.ts'
import { useApi } from '../services.ts'
import { toneOfState } from './stage.ts'

/** The driver's cases, the newest first. */
export default function MyCases() {
  const { t } = useTranslation('driver')
  const api = useApi()
  const cases = useInfiniteQuery({
    queryKey: ['accidents'],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/accidents', { params: { query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = cases.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Screen nextAction={<LinkButton to="/report">{t('cases.report')}</LinkButton>}>
      {items.length > 0 && <h1>{t('cases.title')}</h1>}
      {cases.isPending && <LoadingState />}
      {cases.isError && items.length === 0 && <Refused page error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.isSuccess && items.length === 0 && (
        <EmptyState page title={t('cases.none')}>
          {t('cases.noneText')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="driver-cards">
          {items.map((accident) => (
            <CaseCard key={accident.id} accident={accident} />
          ))}
        </ul>
      )}
      {cases.hasNextPage && (
        <Button tone="secondary" busy={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
      {cases.data && <SignOut />}
    </Screen>
  )
}

function CaseCard({ accident }: { readonly accident: Schemas['AccidentSummary'] }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  return (
    <li>
      <Link className="driver-card" to={`/cases/${accident.id}`}>
        <span className="driver-card__head">
          <StatusTag tone={toneOfState[accident.state]}>{t(`case.state.${accident.state}`)}</StatusTag>
          <time dateTime={accident.occurredAt}>{formatTime(accident.occurredAt, 'dayAndTime', language)}</time>
        </span>
        <span className="driver-card__plates">
          {accident.plates.map((plate) => (
            <PlateBadge key={plate.side} plate={plateFacts(plate)} />
          ))}
        </span>
        <span>{accident.placeText}</span>
        <span className="driver-quiet">{t('case.number', { number: accident.number })}</span>
      </Link>
    </li>
  )
}

/** Leaves nothing of this driver on a phone that goes back to its owner. */
function SignOut() {
  const { t } = useTranslation('driver')
  const api = useApi()
  const signOut = useMutation({
    mutationFn: () => answer(api.DELETE('/session')),
    onSuccess: () => window.location.assign('/'),
  })
  return (
    <div>
      <Button tone="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('cases.signOut')}
      </Button>
    </div>
  )
}
