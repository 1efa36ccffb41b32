import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { Layout } from '../../app/Layout.tsx'
import { Button } from '../../kit/form/Button.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { RequestFailed } from '../session/RequestFailed.tsx'
import { useStaff } from '../session/staffSession.ts'
import { CaseActs, surveyorActs } from './CaseActs.tsx'
import { CaseFacts } from './CaseFacts.tsx'
import { CasePhotos } from './CasePhotos.tsx'
import { CasePlates } from './CasePlates.tsx'
import { CaseReason } from './CaseReason.tsx'
import { CaseStateTag } from './CaseStateTag.tsx'
import { CaseTimeline } from './CaseTimeline.tsx'
import { DueClock } from './DueClock.tsx'
import { caseDetermination, caseFile, useLiveCase } from './queries.ts'
import { DeterminationCard } from './DeterminationCard.tsx'
import { PartyCards } from './PartyCards.tsx'
import { ScreeningFindings } from './ScreeningFindings.tsx'
import './case.css'

/** A case as a surveyor sees it on the phone: what happened, the evidence, and what he may do now. */
export default function CasePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('surveyor')
  const { api, me } = useStaff()
  const navigate = useNavigate()
  const [timelineOpen, setTimelineOpen] = useState(false)
  useLiveCase(id)
  const file = useQuery(caseFile(api, id))
  const determination = useQuery(caseDetermination(api, id))
  const accident = file.data
  const toQueue = () => void navigate('/surveyor')
  const back = (
    <Button tone="secondary" icon="previous" onClick={toQueue}>
      {t('queue.back')}
    </Button>
  )

  if (file.error) {
    return (
      <Layout title={t('title')}>
        <h1 className="kit-unseen">{t('title')}</h1>
        <RequestFailed error={file.error} onRetry={() => void file.refetch()} wayOut={back} />
      </Layout>
    )
  }
  if (!accident) {
    return (
      <Layout title={t('title')}>
        <LoadingState lines={8} />
      </Layout>
    )
  }
  const mine = accident.surveyorId === me.id
  const deciding = mine && accident.state === 'deciding'
  return (
    <Layout
      title={accident.number}
      nextAction={
        deciding ? (
          <Button wide onClick={() => void navigate('decision')}>
            {t('decide.begin')}
          </Button>
        ) : (
          !mine && <CaseActs accident={accident} acts={['take']} onLeft={toQueue} />
        )
      }
    >
      <header className="case-head">
        <div>
          <h1>{accident.placeText}</h1>
          <CaseStateTag state={accident.state} />
        </div>
        <DueClock since={accident.reportedAt} dueAt={accident.dueAt} size={72} />
      </header>
      <CasePlates plates={accident.plates} size="medium" />
      <CaseReason accident={accident} />
      {determination.data && <DeterminationCard determination={determination.data} />}
      <CaseFacts accident={accident} />
      <ScreeningFindings accident={accident} />
      <section className="case-section">
        <h2>{t('photos.heading')}</h2>
        <CasePhotos caseId={id} shots={accident.shots} />
      </section>
      <section className="case-section">
        <h2>{t('parties')}</h2>
        {!mine && <p className="kit-quiet">{t('masked')}</p>}
        <PartyCards {...accident} />
      </section>
      <details
        className="case-section"
        open={timelineOpen}
        onToggle={(event) => setTimelineOpen(event.currentTarget.open)}
      >
        <summary>{t('timeline')}</summary>
        {timelineOpen && <CaseTimeline caseId={id} />}
      </details>
      <CaseActs accident={accident} acts={surveyorActs.filter((act) => act !== 'take')} onLeft={toQueue} />
      {back}
    </Layout>
  )
}
