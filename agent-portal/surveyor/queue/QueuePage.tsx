import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Layout } from '../../app/Layout.tsx'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { RequestFailed } from '../session/RequestFailed.tsx'
import { useStaff } from '../session/staffSession.ts'
import { CaseCard } from './CaseCard.tsx'
import { QueueRoom } from './QueueRoom.tsx'
import { queueKey } from './queueKey.ts'
import './queue.css'

/** Ended ones stay out of the way; the console lists them. */
const ended: readonly string[] = ['closed', 'withdrawn']

/** What waits in the surveyor's districts, and what he took; both stay fresh by themselves. */
export default function QueuePage() {
  const { t } = useTranslation('surveyor')
  const { api, me, signOut } = useStaff()
  const [waiting, mine] = useQueries({
    queries: (['nobody', 'mine'] as const).map((taken) => ({
      queryKey: [...queueKey, taken],
      queryFn: () => answer(api.GET('/accidents', { params: { query: { taken, limit: 50 } } })),
    })),
  })
  const districts = [...new Set(me.authorisations.map(({ districtCode }) => districtCode))]
  const failed = waiting?.error ?? mine?.error
  const retry = () => void Promise.all([waiting?.refetch(), mine?.refetch()])
  return (
    <Layout title={t('title')}>
      {districts.map((district) => (
        <QueueRoom key={district} district={district} />
      ))}
      <div className="queue__who">
        <h1>{t('queue.heading')}</h1>
        <p className="kit-quiet">
          {me.displayName} · {me.insurerId} · <Link to="password">{t('changePassword.heading')}</Link>
        </p>
        <Button tone="quiet" onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      </div>
      {districts.length === 0 && (
        <Notice tone="warn" title={t('queue.noAuthorisation')}>
          {t('queue.noAuthorisationText')}
        </Notice>
      )}
      {failed ? (
        <RequestFailed error={failed} onRetry={retry} />
      ) : !waiting?.data || !mine?.data ? (
        <LoadingState lines={6} />
      ) : (
        <>
          <section className="queue__list">
            <h2>
              {t('queue.mine')} <Count count={mine.data.items.filter(({ state }) => !ended.includes(state)).length} />
            </h2>
            {mine.data.items
              .filter(({ state }) => !ended.includes(state))
              .map((item) => (
                <CaseCard key={item.id} item={item} />
              ))}
            {mine.data.items.every(({ state }) => ended.includes(state)) && (
              <p className="kit-quiet">{t('queue.noneMine')}</p>
            )}
          </section>
          <section className="queue__list">
            <h2>
              {t('queue.waiting')} <Count count={waiting.data.items.length} />
            </h2>
            {waiting.data.items.map((item) => (
              <CaseCard key={item.id} item={item} />
            ))}
            {waiting.data.items.length === 0 && (
              <EmptyState title={t('queue.noneWaiting')}>{t('queue.noneWaitingText')}</EmptyState>
            )}
          </section>
        </>
      )}
    </Layout>
  )
}

function Count({ count }: { readonly count: number }) {
  return <span className="queue__count">{count}</span>
}
