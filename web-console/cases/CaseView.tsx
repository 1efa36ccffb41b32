import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { Notice } from '../../agent-portal/kit/state/Notice.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { CaseFacts } from '../../agent-portal/surveyor/case/CaseFacts.tsx'
import { CasePhotos } from '../../agent-portal/surveyor/case/CasePhotos.tsx'
import { CasePlates } from '../../agent-portal/surveyor/case/CasePlates.tsx'
import { CaseReason } from '../../agent-portal/surveyor/case/CaseReason.tsx'
import { CaseStateTag } from '../../agent-portal/surveyor/case/CaseStateTag.tsx'
import { CaseTimeline } from '../../agent-portal/surveyor/case/CaseTimeline.tsx'
import { DeterminationCard } from '../../agent-portal/surveyor/case/DeterminationCard.tsx'
import { PartyCards } from '../../agent-portal/surveyor/case/PartyCards.tsx'
import { caseDetermination, caseFile, useLiveCase } from '../../agent-portal/surveyor/case/queries.ts'
import { ScreeningFindings } from '../../agent-portal/surveyor/case/ScreeningFindings.tsx'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { CaseActs } from './CaseActs.tsx'
import { DeterminationActs } from './DeterminationActs.tsx'
import { RetentionCard } from './RetentionCard.tsx'
import { ServiceCard } from './ServiceCard.tsx'
import { SettlementCard } from './SettlementCard.tsx'
import './cases.css'

export interface CaseViewProps {
  readonly caseId: string
  readonly back: ReactNode
  /** Where the officer's own decision is made, from this page. */
  readonly decisionPath: string
  /** At the head of the right column: the review, where the case is looked at for one. */
  readonly verdict?: ReactNode
}

/** A case on a desk: the evidence large on the left, the decision with its reasons and acts on the right. */
export function CaseView({ caseId, back, decisionPath, verdict }: CaseViewProps) {
  const { t } = useTranslation('surveyor')
  const { api } = useStaff()
  useLiveCase(caseId)
  const file = useQuery(caseFile(api, caseId))
  const determination = useQuery(caseDetermination(api, caseId))

  if (file.error) return <RequestFailed error={file.error} onRetry={() => void file.refetch()} wayOut={back} />
  if (!file.data) return <LoadingState lines={12} />
  const accident = file.data
  return (
    <>
      <header className="case-title">
        {back}
        <h2>{accident.number}</h2>
        <CaseStateTag state={accident.state} />
        <CasePlates plates={accident.plates} />
        <p>{accident.placeText}</p>
      </header>
      <div className="case-columns">
        <div className="case-columns__evidence">
          <section className="card">
            <h2>{t('photos.heading')}</h2>
            <CasePhotos caseId={caseId} shots={accident.shots} />
          </section>
          <section className="card">
            <h2>{t('parties')}</h2>
            <PartyCards {...accident} />
          </section>
          <section className="card">
            <CaseFacts accident={accident} />
            <ScreeningFindings accident={accident} />
          </section>
        </div>
        <div className="case-columns__decision">
          {verdict}
          {accident.erasedAt && <Erased at={accident.erasedAt} />}
          <CaseReason accident={accident} />
          {accident.jointlyAppliedAt && <JointApplication since={accident.jointlyAppliedAt} />}
          {determination.data && <DeterminationCard determination={determination.data} />}
          {determination.data && <DeterminationActs determination={determination.data} decisionPath={decisionPath} />}
          {determination.data && <ServiceCard determination={determination.data} vehicles={accident.vehicles} />}
          <CaseActs accident={accident} decisionPath={decisionPath} underReview={verdict !== undefined} />
          <RetentionCard caseId={caseId} />
          <SettlementCard caseId={caseId} vehicles={accident.vehicles} />
          <section className="card">
            <h2>{t('timeline')}</h2>
            <CaseTimeline caseId={caseId} />
          </section>
        </div>
      </div>
    </>
  )
}

/** All parties apply for an online determination (APR 20). */
function JointApplication({ since }: { readonly since: string }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return (
    <Notice tone="info" title={t('cases.jointly')}>
      {t('cases.jointlyText', { time: formatTime(since, 'dayAndTime', language) })}
    </Notice>
  )
}

/** Names, numbers and documents are gone: their time of storage was over. */
function Erased({ at }: { readonly at: string }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return (
    <Notice tone="info" title={t('retention.stage.personal')}>
      {t('retention.erased', { time: formatTime(at, 'day', language) })}
    </Notice>
  )
}
