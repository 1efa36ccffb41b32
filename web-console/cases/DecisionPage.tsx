import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { CasePhotos } from '../../agent-portal/surveyor/case/CasePhotos.tsx'
import { CasePlates } from '../../agent-portal/surveyor/case/CasePlates.tsx'
import { DeterminationCard } from '../../agent-portal/surveyor/case/DeterminationCard.tsx'
import { PartyStatements } from '../../agent-portal/surveyor/case/PartyStatements.tsx'
import { caseDetermination, caseFile, caseKey, read, useLiveCase } from '../../agent-portal/surveyor/case/queries.ts'
import { DecisionForm } from '../../agent-portal/surveyor/decide/DecisionForm.tsx'
import type { ContactDecision } from '../../agent-portal/surveyor/decide/draft.ts'
import { forgetDecision } from '../../agent-portal/surveyor/decide/keptDecision.ts'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import './cases.css'

/** The officer decides himself: a case that is with him, or in place of a determination that waits for his countersignature. */
export function DecisionPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('console')
  const { api } = useStaff()
  useLiveCase(id)
  const file = useQuery(caseFile(api, id))
  const determination = useQuery(caseDetermination(api, id))
  const error = file.error ?? determination.error
  const back = <Link to={`/cases/${id}`}>{t('cases.backToCase')}</Link>

  if (error) return <RequestFailed error={error} onRetry={() => void file.refetch()} wayOut={back} />
  if (!file.data || determination.data === undefined) return <LoadingState lines={12} />
  return (
    <>
      <header className="case-title">
        {back}
        <h2>{t('cases.deciding', { number: file.data.number })}</h2>
        <CasePlates plates={file.data.plates} />
      </header>
      <div className="case-columns">
        <div className="case-columns__evidence">
          <section className="card">
            <CasePhotos caseId={id} shots={file.data.shots} />
            <PartyStatements parties={file.data.parties} />
          </section>
          {determination.data && <DeterminationCard determination={determination.data} />}
        </div>
        <section className="card">
          <Deciding accident={file.data} determination={determination.data} />
        </section>
      </div>
    </>
  )
}

interface DecidingProps {
  readonly accident: Schemas['Accident']
  readonly determination: Schemas['Determination'] | null
}

function Deciding({ accident, determination }: DecidingProps) {
  const { t } = useTranslation('console')
  const { api, me } = useStaff()
  const navigate = useNavigate()
  const replaced = determination?.state === 'countersigning' ? determination : null
  const decide = useAct(
    (body: { contacts: ContactDecision[]; reason: string }, key) =>
      read<Schemas['Determination']>(
        replaced
          ? api.POST('/determinations/{id}/replacement', {
              params: { path: { id: replaced.id } },
              body: { version: replaced.version, ...body },
            })
          : api.POST('/accidents/{id}/officer-determinations', {
              params: { path: { id: accident.id }, header: { 'Idempotency-Key': key } },
              body: { version: accident.version, ...body },
            }),
      ),
    [caseKey(accident.id)],
    () => {
      forgetDecision(sessionStorage, me.id, accident.id)
      void navigate(`/cases/${accident.id}`)
    },
  )
  return (
    <DecisionForm
      accident={accident}
      reasonDue="always"
      actLabel={t(replaced ? 'countersigning.act.replace' : 'cases.decide')}
      busy={decide.isPending}
      error={decide.error}
      onDecide={(contacts, reason) => decide.mutate({ contacts, reason: reason ?? '' })}
    />
  )
}
