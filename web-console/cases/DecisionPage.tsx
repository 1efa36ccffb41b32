import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
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
import type { ClaimMethod, ContactDecision } from '../../agent-portal/surveyor/decide/draft.ts'
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

type Procedure = NonNullable<Schemas['Determination']['procedure']>

interface ProcedureChoiceProps {
  /** All parties have applied for an online determination. */
  readonly joint: boolean
  readonly value: Procedure
  readonly onChange: (procedure: Procedure) => void
}

/** 简易程序 or 在线认定; the latter only on the joint application of all parties (APR 20). */
function ProcedureChoice({ joint, value, onChange }: ProcedureChoiceProps) {
  const { t } = useTranslation('console')
  return (
    <fieldset className="procedure">
      <legend>{t('cases.procedure')}</legend>
      <Radio.Group
        value={value}
        onChange={(event) => onChange(event.target.value as Procedure)}
        options={[
          { value: 'simple', label: t('cases.simple') },
          { value: 'online', label: t('cases.online'), disabled: !joint },
        ]}
      />
      <p className="kit-quiet">{t(joint ? 'cases.onlineOpen' : 'cases.onlineClosed')}</p>
    </fieldset>
  )
}

interface DecidingProps {
  readonly accident: Schemas['Accident']
  readonly determination: Schemas['Determination'] | null
}

interface Decided {
  readonly contacts: ContactDecision[]
  readonly reason: string
  readonly claimMethod: ClaimMethod
  readonly procedure: Procedure
}

function Deciding({ accident, determination }: DecidingProps) {
  const { t } = useTranslation('console')
  const { api, me } = useStaff()
  const navigate = useNavigate()
  const replaced = determination?.state === 'countersigning' ? determination : null
  const joint = accident.jointlyAppliedAt !== null
  const [chosen, setChosen] = useState<Procedure>()
  // A party may take its application back while the officer writes.
  const procedure = joint ? (chosen ?? 'online') : 'simple'
  const decide = useAct(
    ({ contacts, reason, claimMethod, procedure }: Decided, key) =>
      read<Schemas['Determination']>(
        replaced
          ? api.POST('/determinations/{id}/replacement', {
              params: { path: { id: replaced.id } },
              body: { version: replaced.version, contacts, reason, claimMethod },
            })
          : api.POST('/accidents/{id}/officer-determinations', {
              params: { path: { id: accident.id }, header: { 'Idempotency-Key': key } },
              body: { version: accident.version, contacts, reason, claimMethod, procedure },
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
      beforeAct={!replaced && <ProcedureChoice joint={joint} value={procedure} onChange={setChosen} />}
      onDecide={(contacts, reason, claimMethod) =>
        decide.mutate({ contacts, reason: reason ?? '', claimMethod, procedure })
      }
    />
  )
}
