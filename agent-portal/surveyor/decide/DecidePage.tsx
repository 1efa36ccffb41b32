import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { answer, type Schemas } from '../../api/client.ts'
import { Layout } from '../../app/Layout.tsx'
import { CasePhotos } from '../case/CasePhotos.tsx'
import { CasePlates } from '../case/CasePlates.tsx'
import { caseFile, caseKey, useLiveCase } from '../case/queries.ts'
import { PartyStatements } from '../case/PartyStatements.tsx'
import { ReasonSheet } from '../case/ReasonSheet.tsx'
import { Button } from '../../kit/form/Button.tsx'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'
import { queueKey } from '../queue/queueKey.ts'
import { RequestFailed } from '../session/RequestFailed.tsx'
import { useStaff } from '../session/staffSession.ts'
import { useAct } from '../session/useAct.ts'
import { DecisionForm } from './DecisionForm.tsx'
import type { ClaimMethod, ContactDecision } from './draft.ts'
import { forgetDecision } from './keptDecision.ts'

/** The surveyor decides: evidence at the top, then the form, then the act. Afterwards the case page follows the signatures. */
export default function DecidePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('surveyor')
  const { api, me } = useStaff()
  const navigate = useNavigate()
  useLiveCase(id)
  const file = useQuery(caseFile(api, id))
  const toCase = () => void navigate(`/surveyor/cases/${id}`)
  const back = (
    <Button tone="secondary" icon="previous" onClick={toCase}>
      {t('toCase')}
    </Button>
  )

  if (file.error) {
    return (
      <Layout title={t('title')}>
        <h1 className="kit-unseen">{t('decide.heading')}</h1>
        <RequestFailed error={file.error} onRetry={() => void file.refetch()} wayOut={back} />
      </Layout>
    )
  }
  return (
    <Layout title={file.data?.number ?? t('title')}>
      {!file.data ? (
        <LoadingState lines={8} />
      ) : file.data.surveyorId !== me.id || !mayDecide.includes(file.data.state) ? (
        <EmptyState page title={t('decide.notYours')} wayOut={back} />
      ) : (
        <>
          {back}
          <h1>{t('decide.heading')}</h1>
          <CasePlates plates={file.data.plates} />
          <CasePhotos caseId={id} shots={file.data.shots} />
          <PartyStatements parties={file.data.parties} />
          <Deciding accident={file.data} onDone={toCase} />
        </>
      )}
    </Layout>
  )
}

/** While it waits for signatures it may still be replaced, as long as nobody has signed. */
const mayDecide: readonly string[] = ['deciding', 'signing', 'countersigning']

interface DecidingProps {
  readonly accident: Schemas['Accident']
  readonly onDone: () => void
}

function Deciding({ accident, onDone }: DecidingProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const { api, me } = useStaff()
  const [sending, setSending] = useState<string>()
  const { id, version } = accident
  const touches = [caseKey(id), queueKey]
  const issue = useAct(
    (body: { contacts: ContactDecision[]; reason: string | null; claimMethod: ClaimMethod }, key) =>
      answer(
        api.POST('/accidents/{id}/determinations', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { version, ...body },
        }),
      ),
    touches,
    ({ outcome }) => {
      forgetDecision(sessionStorage, me.id, id)
      if (outcome !== 'sent-to-officer') onDone()
    },
  )
  const sendOfficer = useAct(
    (reason: string, key) =>
      answer(
        api.POST('/accidents/{id}/officer-requests', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    touches,
    () => {
      forgetDecision(sessionStorage, me.id, id)
      onDone()
    },
  )

  if (issue.data?.outcome === 'sent-to-officer') {
    return (
      <Notice
        tone="warn"
        announce
        title={t('decide.sentToOfficer')}
        wayOut={<Button onClick={onDone}>{t('toCase')}</Button>}
      >
        {issue.data.reasons.map((reason) => (
          <p key={reason.zh}>{localized(reason)}</p>
        ))}
      </Notice>
    )
  }
  return (
    <>
      <DecisionForm
        accident={accident}
        reasonDue="when-departing"
        actLabel={t('decide.issue')}
        busy={issue.isPending || sendOfficer.isPending}
        error={issue.error}
        beforeAct={<OwnConflict accident={accident} insurerId={me.insurerId} />}
        onDecide={(contacts, reason, claimMethod) => issue.mutate({ contacts, reason, claimMethod })}
        sendToOfficer={setSending}
      />
      {sending !== undefined && (
        <ReasonSheet
          title={t('act.request-officer')}
          question={t('actReason.request-officer')}
          suggestion={sending}
          busy={sendOfficer.isPending}
          error={sendOfficer.error}
          onConfirm={(reason) => sendOfficer.mutate(reason)}
          onClose={() => setSending(undefined)}
        />
      )}
    </>
  )
}

interface OwnConflictProps {
  readonly accident: Schemas['Accident']
  readonly insurerId: string | null
}

/** Said before he issues; the parties read it on the document. Source: DOMAIN.md 1.7, recusal and conflict of interest. */
function OwnConflict({ accident, insurerId }: OwnConflictProps) {
  const { t } = useTranslation('surveyor')
  const sides = accident.vehicles.filter((vehicle) => insurerId !== null && vehicle.insurerId === insurerId)
  if (sides.length === 0) return null
  return (
    <Notice tone="warn" title={t('conflict.title')}>
      {t('conflict.own', { sides: sides.map(({ side }) => side).join('、') })}
    </Notice>
  )
}
