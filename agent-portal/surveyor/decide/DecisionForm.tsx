import { type FormEvent, type ReactNode, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { TextArea } from '../../kit/form/TextArea.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { plateOf } from '../case/plateOf.ts'
import { read } from '../case/queries.ts'
import { Refused } from '../session/Refused.tsx'
import { RequestFailed } from '../session/RequestFailed.tsx'
import { useStaff } from '../session/staffSession.ts'
import { ClaimMethodChoice, useMutualClaim } from './ClaimMethod.tsx'
import { ContactEditor } from './ContactEditor.tsx'
import {
  type Catalogue,
  type ClaimMethod,
  type ContactDecision,
  type ContactDraft,
  departs,
  type Proposal,
  sidesOf,
  toDecision,
  toFacts,
} from './draft.ts'
import { shareProblems } from './shareProblems.ts'
import { useDecisionDraft } from './useDecisionDraft.ts'
import './decide.css'

export interface DecisionFormProps {
  readonly accident: Schemas['Accident']
  /** A surveyor where he departs from the proposal; an officer always. */
  readonly reasonDue: 'when-departing' | 'always'
  /** The one act at the end: `出具认定`. */
  readonly actLabel: string
  readonly busy: boolean
  readonly error: unknown
  /** Stands above the act: a conflict of interest, say. */
  readonly beforeAct?: ReactNode
  readonly onDecide: (contacts: ContactDecision[], reason: string | null, claimMethod: ClaimMethod) => void
  /** What to do where the engine leaves it to an officer; an officer has none and simply decides. */
  readonly sendToOfficer?: ((why: string) => void) | undefined
}

/** The decision on a whole case, contact by contact, beside what the engine proposes. */
export function DecisionForm(props: DecisionFormProps) {
  const { api } = useStaff()
  const { id } = props.accident
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogue', id],
    queryFn: () => answer(api.GET('/catalogue', { params: { query: { accidentId: id } } })),
    staleTime: Infinity,
  })
  if (error) return <RequestFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={8} />
  return <LoadedForm {...props} catalogue={data} />
}

function LoadedForm({ catalogue, ...props }: DecisionFormProps & { readonly catalogue: Catalogue }) {
  const { accident, reasonDue, actLabel, busy, error, beforeAct, onDecide, sendToOfficer } = props
  const { t } = useTranslation('surveyor')
  const draft = useDecisionDraft(accident, catalogue)
  const { contacts, reason, restored, change, discard } = draft
  const [asked, setAsked] = useState(false)
  const proposals = useProposals(accident.id, contacts, catalogue)
  const proposalOf = ({ id }: ContactDraft) => proposals.data?.proposals.find(({ contactId }) => contactId === id)

  const plates = Object.fromEntries(accident.vehicles.map((vehicle) => [vehicle.side, plateOf(vehicle)]))
  const ready = contacts.map((contact) => toDecision(contact, proposalOf(contact)))
  const departing = contacts.some((contact) => departs(contact, proposalOf(contact), catalogue))
  const reasonMissing = (reasonDue === 'always' || departing) && reason.trim().length < 2
  const forOfficer = sendToOfficer ? contacts.flatMap((contact) => officerReasons(proposalOf(contact))) : []
  const inconsistent = contacts.some((contact) => isInconsistent(contact, proposalOf(contact), catalogue))
  const decided = ready.flatMap((each) => ('decision' in each ? [each.decision] : []))
  const whole = decided.length === contacts.length && !inconsistent
  const { data: mutualClaim } = useMutualClaim(accident.id, whole ? decided : null)
  const claimMethod = whole && mutualClaim?.allowed ? draft.claimMethod : 'ordinary'
  const open = ready.flatMap((each) => ('open' in each ? [t(`decide.open.${each.open}`)] : []))
  const obstacles = [
    ...new Set(open),
    ...(inconsistent ? [t('decide.inconsistent')] : []),
    ...(reasonMissing ? [t('decide.open.reason')] : []),
  ]

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (obstacles.length > 0 || busy) return
    onDecide(decided, reason.trim() || null, claimMethod)
  }

  return (
    <form className="decision" onSubmit={submit} noValidate>
      {restored && (
        <p className="decision__restored" role="status">
          {t('decide.restored')}
          <Button tone="quiet" onClick={discard}>
            {t('decide.discard')}
          </Button>
        </p>
      )}
      {contacts.map((contact, index) => (
        <section key={contact.id} className="decision__contact" aria-label={t('decide.contact', { id: contact.id })}>
          <h2 className={contacts.length > 1 ? undefined : 'kit-unseen'}>{t('decide.contact', { id: contact.id })}</h2>
          <ContactEditor
            contact={contact}
            proposal={contact.situations.length > 0 ? proposalOf(contact) : undefined}
            catalogue={catalogue}
            plates={plates}
            chain={contacts.length > 1}
            onChange={(changed) => change({ contacts: contacts.with(index, changed) })}
          />
        </section>
      ))}
      {proposals.error && <RequestFailed error={proposals.error} onRetry={() => void proposals.refetch()} />}
      {(departing || reasonDue === 'always') && (
        <TextArea
          id="decision-reason"
          label={t(reasonDue === 'always' ? 'decide.reasonOfficer' : 'decide.reason')}
          hint={t('decide.reasonHint')}
          error={asked && reasonMissing ? t('decide.open.reason') : undefined}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(typed) => change({ reason: typed })}
        />
      )}
      {forOfficer.length === 0 && (
        <ClaimMethodChoice
          weighed={whole ? mutualClaim : undefined}
          plates={plates}
          value={claimMethod}
          onChange={(picked) => change({ claimMethod: picked })}
        />
      )}
      {beforeAct}
      {forOfficer.length > 0 ? (
        <Button wide icon="officer" busy={busy} onClick={() => sendToOfficer?.(forOfficer.join('；'))}>
          {t('act.request-officer')}
        </Button>
      ) : (
        <>
          {asked && obstacles.length > 0 && (
            <Notice tone="error" announce title={t('decide.notYet')}>
              <ul className="plain">
                {obstacles.map((obstacle) => (
                  <li key={obstacle}>{obstacle}</li>
                ))}
              </ul>
            </Notice>
          )}
          <Button type="submit" wide busy={busy}>
            {actLabel}
          </Button>
        </>
      )}
      <Refused error={error} />
    </form>
  )
}

function officerReasons(proposal: Proposal | undefined): string[] {
  return proposal?.outcome === 'officer' ? proposal.why.map(({ text }) => text.zh) : []
}

function isInconsistent(contact: ContactDraft, proposal: Proposal | undefined, catalogue: Catalogue): boolean {
  const each = toDecision(contact, proposal)
  if ('open' in each) return false
  const shares = sidesOf(contact).flatMap((side) => each.decision.shares.find((share) => share.side === side) ?? [])
  return shareProblems(shares, contact.accidentReason, catalogue).length > 0
}

/** The engine's proposals for what is picked so far; the last ones stay in sight until the next arrive. */
function useProposals(accidentId: string, contacts: readonly ContactDraft[], catalogue: Catalogue) {
  const { api } = useStaff()
  const facts = contacts.map((contact) => toFacts({ ...contact, situations: contact.situations.filter(isComplete) }))
  function isComplete({ code, faultSide }: ContactDraft['situations'][number]): boolean {
    return faultSide !== null || catalogue.situations.find((each) => each.code === code)?.outcome === 'equal'
  }
  return useQuery({
    queryKey: ['proposals', accidentId, facts],
    queryFn: () =>
      read<Schemas['Proposals']>(
        api.POST('/accidents/{id}/proposals', { params: { path: { id: accidentId } }, body: { contacts: facts } }),
      ),
    enabled: facts.some(({ situations }) => situations.length > 0),
    placeholderData: keepPreviousData,
  })
}
