import { useTranslation } from 'react-i18next'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useCase } from '../case/case-context.ts'
import { useDetermination, useSettlement, useTimeline } from '../case/case-queries.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { toneOfState } from '../case/stage.ts'
import { DeterminationLink } from '../document/DeterminationLink.tsx'
import { Responsibility } from '../document/Responsibility.tsx'
import { Fetched } from '../frame/Fetched.tsx'
import { Claims } from './Claims.tsx'
import { Estimate } from './Estimate.tsx'
import { Timeline } from './Timeline.tsx'

/** The determination is in force: what was decided, what the insurers do, what the officer who looked at it found. */
export default function Outcome() {
  const { t } = useTranslation('driver')
  const { id, state } = useCase()
  const determination = useDetermination(id)
  const settlement = useSettlement(id)
  return (
    <CaseScreen>
      <h1>{t(`outcome.${state}`, { defaultValue: t('outcome.closed') })}</h1>
      <p>
        <StatusTag tone={toneOfState[state]}>{t(`case.state.${state}`)}</StatusTag>
      </p>
      <Fetched query={settlement} lines={3}>
        {(found) => (found ? <Claims settlement={found} /> : <p>{t('claims.none')}</p>)}
      </Fetched>
      <Fetched query={determination} lines={3}>
        {(found) => found && <Responsibility determination={found} />}
      </Fetched>
      <DeterminationLink />
      {settlement.data && <Estimate settlement={settlement.data} />}
      <Review />
      <Timeline />
    </CaseScreen>
  )
}

/** An officer looks at what surveyors determine; his finding is an event of the case. */
function Review() {
  const { t } = useTranslation('driver')
  const timeline = useTimeline(useCase().id)
  const found = timeline.data?.findLast(({ action }) => action === 'review.confirmed' || action === 'review.taken-over')
  return (
    <section className="driver-form" aria-labelledby="review">
      <h2 id="review">{t('review.title')}</h2>
      <p>
        {found?.action === 'review.confirmed' && t('review.confirmed')}
        {found?.action === 'review.taken-over' && t('review.takenOver')}
        {!found && t('review.open')}
      </p>
    </section>
  )
}
