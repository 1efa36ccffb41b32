import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useCase } from '../case/case-context.ts'
import { useDetermination, useSettlement, useTimeline } from '../case/case-queries.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { toneOfState } from '../case/stage.ts'
import { DeterminationLink } from '../document/DeterminationLink.tsx'
import { Responsibility } from '../document/Responsibility.tsx'
import { Fetched } from '../frame/Fetched.tsx'
import { LinkButton } from '../frame/LinkButton.tsx'
import { Claims } from './Claims.tsx'
import { Estimate } from './Estimate.tsx'
import { Timeline } from './Timeline.tsx'

/** The case is decided: by a determination with all that follows from it, or by a certificate, from which nothing follows here. */
export default function Outcome() {
  const determination = useDetermination(useCase().id)
  return (
    <CaseScreen ended={determination.data?.kind === 'certificate'}>
      <Fetched page query={determination}>
        {(found) => (found?.certificate ? <Certified /> : <Settled determination={found} />)}
      </Fetched>
      <Timeline />
    </CaseScreen>
  )
}

function Certified() {
  const { t } = useTranslation('driver')
  const { id, erasedAt } = useCase()
  return (
    <>
      <h1>{t('outcome.certified')}</h1>
      <p>{t('outcome.certifiedText')}</p>
      {!erasedAt && <LinkButton to={`/cases/${id}/document`}>{t('document.link')}</LinkButton>}
    </>
  )
}

/** What was decided, what the insurers do, what the officer who looked at it found. */
function Settled({ determination }: { readonly determination: Schemas['Determination'] | null }) {
  const { t } = useTranslation('driver')
  const { id, state, vehicles } = useCase()
  const awaitsRegister = vehicles.some(({ registryState }) => ['pending', 'down'].includes(registryState))
  const settlement = useSettlement(id)
  return (
    <>
      <h1>{t(`outcome.${state}`, { defaultValue: t('outcome.closed') })}</h1>
      <p>
        <StatusTag tone={toneOfState[state]}>{t(`case.state.${state}`)}</StatusTag>
      </p>
      <Fetched query={settlement} lines={3}>
        {(found) =>
          found ? <Claims settlement={found} /> : <p>{t(awaitsRegister ? 'claims.awaitsRegister' : 'claims.none')}</p>
        }
      </Fetched>
      {determination && <Responsibility determination={determination} />}
      <DeterminationLink />
      {settlement.data && <Estimate settlement={settlement.data} />}
      {determination?.decidedBy.kind === 'surveyor' && <Review />}
    </>
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
