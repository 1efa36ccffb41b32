import { useEffect, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useStaff } from '../session/staffSession.ts'
import { type Catalogue, emptyContact } from './draft.ts'
import { forgetDecision, keepDecision, keptDecision, type KeptDecision } from './keptDecision.ts'

/**
 * The decision on the screen, kept in this tab at every change. `restored` while it began with one that was kept before the page was loaded.
 * When the case moves under an open form, what is on the screen stays there, and only what was kept goes.
 */
export function useDecisionDraft({ id, version }: Pick<Schemas['Accident'], 'id' | 'version'>, catalogue: Catalogue) {
  const { me } = useStaff()
  const [kept] = useState(() => keptDecision(sessionStorage, me.id, { id, version }, catalogue))
  const [draft, setDraft] = useState<KeptDecision>(() => kept ?? emptyDecision(catalogue))
  const [restored, setRestored] = useState(kept !== null)
  useEffect(() => {
    keptDecision(sessionStorage, me.id, { id, version }, catalogue)
  }, [me.id, id, version, catalogue])
  return {
    ...draft,
    restored,
    change: (part: Partial<KeptDecision>) => {
      const next = { ...draft, ...part }
      setDraft(next)
      keepDecision(sessionStorage, me.id, { id, version }, next)
    },
    discard: () => {
      setDraft(emptyDecision(catalogue))
      setRestored(false)
      forgetDecision(sessionStorage, me.id, id)
    },
  }
}

const emptyDecision = ({ contacts }: Catalogue): KeptDecision => ({
  contacts: contacts.map((id, index) => emptyContact(id, contacts.length > 1 ? index + 1 : null)),
  reason: '',
  claimMethod: 'ordinary',
})
