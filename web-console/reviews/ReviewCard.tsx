import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { caseKey } from '../../agent-portal/surveyor/case/queries.ts'
import { DueClock } from '../../agent-portal/surveyor/case/DueClock.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ActButton } from '../desk/ActButton.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { Flags } from './Flags.tsx'
import { reviewKey } from './reviewKey.ts'

type Review = Schemas['Review']
type Act = Review['actions'][number]['action']

/** Why this determination is looked at, until when, and the two verdicts: it stands, or the officer takes the case over. */
export function ReviewCard({ review }: { readonly review: Review }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  const { api } = useStaff()
  const [asking, setAsking] = useState<Act>()
  const { id, version } = review
  const act = useAct(
    ({ name, reason }: { name: Act; reason: string }, key) => {
      const params = { path: { id }, header: { 'Idempotency-Key': key } }
      return name === 'confirm'
        ? answer(api.POST('/reviews/{id}/confirmation', { params, body: { version, ...(reason ? { reason } : {}) } }))
        : answer(api.POST('/reviews/{id}/taking-over', { params, body: { version, reason } }))
    },
    [reviewKey, caseKey(review.accidentId)],
    () => setAsking(undefined),
  )
  const stateOf = (name: Act) => review.actions.find(({ action }) => action === name)
  const ask = (name: Act) => {
    act.reset()
    setAsking(name)
  }
  return (
    <section className="card" aria-label={t('reviews.card')}>
      <header className="card__head">
        <h2>{t('reviews.card')}</h2>
        <Flags review={review} />
        {review.state === 'open' ? (
          <span className="clock-cell">
            <DueClock since={review.createdAt} dueAt={review.dueAt} size={28} />
            {t('reviews.dueAt', { time: formatTime(review.dueAt, 'dayAndTime', language) })}
          </span>
        ) : (
          <span>
            {t(`reviews.state.${review.state}`)}{' '}
            {review.closedAt && formatTime(review.closedAt, 'dayAndTime', language)}
          </span>
        )}
      </header>
      {review.reason && <p>{review.reason}</p>}
      <div className="card__acts">
        <ActButton type="primary" state={stateOf('confirm')} onClick={() => ask('confirm')}>
          {t('reviews.act.confirm')}
        </ActButton>
        <ActButton danger state={stateOf('take-over')} onClick={() => ask('take-over')}>
          {t('reviews.act.take-over')}
        </ActButton>
      </div>
      {asking && (
        <ReasonDialog
          title={t(`reviews.act.${asking}`)}
          text={t(`reviews.consequence.${asking}`)}
          question={t(`reviews.question.${asking}`)}
          reason={asking === 'confirm' ? 'optional' : 'required'}
          danger={asking === 'take-over'}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) => act.mutate({ name: asking, reason })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}
