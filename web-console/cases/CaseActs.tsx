import { useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { caseKey } from '../../agent-portal/surveyor/case/queries.ts'
import { type StaffSession, useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ActButton } from '../desk/ActButton.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'

type Accident = Schemas['Accident']

/** What an officer does to a case as a whole; each with its reason. */
const acts = ['take-over', 'return-to-parties', 'request-officer', 'conclude', 'withdraw'] as const
type Act = (typeof acts)[number]

export interface CaseActsProps {
  readonly accident: Accident
  readonly decisionPath: string
  /** The review beside it already offers to take the case over. */
  readonly underReview: boolean
}

/** The acts on a case that the server offers this reader; nothing where it offers none. */
export function CaseActs({ accident, decisionPath, underReview }: CaseActsProps) {
  const { t } = useTranslation('surveyor')
  const { t: desk } = useTranslation('console')
  const { api } = useStaff()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Act>()
  const { id, version } = accident
  const act = useAct(
    ({ name, reason }: { name: Act; reason: string }, key) => send(api, name, { id, version, reason }, key),
    [caseKey(id), ['cases'], ['orders']],
    () => setAsking(undefined),
  )
  const stateOf = (name: Act) => accident.actions.find(({ action }) => action === name)
  const offered = acts.filter((name) => stateOf(name) && !(underReview && name === 'take-over'))
  if (offered.length === 0) return null
  const ask = (name: Act) => {
    act.reset()
    setAsking(name)
  }
  return (
    <section className="card" aria-label={desk('cases.acts')}>
      <h2>{desk('cases.acts')}</h2>
      <div className="card__acts">
        {/* Whoever may conclude a case that is with an officer may decide or certify it: the same rule and the same state. */}
        {stateOf('conclude')?.allowed && (
          <>
            <Button type="primary" onClick={() => void navigate(decisionPath)}>
              {desk('cases.decide')}
            </Button>
            <Button onClick={() => void navigate(`/cases/${id}/certificate`)}>{desk('certificate.act')}</Button>
          </>
        )}
        {offered.map((name) => (
          <ActButton
            key={name}
            danger={name === 'take-over' || name === 'withdraw'}
            state={stateOf(name)}
            onClick={() => ask(name)}
          >
            {t(`act.${name}`)}
          </ActButton>
        ))}
      </div>
      {asking && (
        <ReasonDialog
          title={t(`act.${asking}`)}
          question={t(`actReason.${asking}`)}
          reason="required"
          danger={asking === 'take-over' || asking === 'withdraw'}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) => act.mutate({ name: asking, reason })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}

interface Wanted {
  readonly id: string
  readonly version: number
  readonly reason: string
}

function send(api: StaffSession['api'], act: Act, { id, version, reason }: Wanted, key: string): Promise<Accident> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } }
  const body = { version, reason }
  switch (act) {
    case 'take-over':
      return answer(api.POST('/accidents/{id}/taking-over', { params, body }))
    case 'return-to-parties':
      return answer(api.POST('/accidents/{id}/return', { params, body }))
    case 'request-officer':
      return answer(api.POST('/accidents/{id}/officer-requests', { params, body: { reason } }))
    case 'conclude':
      return answer(api.POST('/accidents/{id}/conclusion', { params, body }))
    case 'withdraw':
      return answer(api.POST('/accidents/{id}/withdrawal', { params, body }))
  }
}
