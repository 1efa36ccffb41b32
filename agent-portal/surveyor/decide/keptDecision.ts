import type { Catalogue, ClaimMethod, ContactDraft } from './draft.ts'

/** A decision that was begun and not issued, kept in this tab so that a reload loses nothing. */
export interface KeptDecision {
  readonly contacts: readonly ContactDraft[]
  readonly reason: string
  /** As picked; it holds only where the shares allow it. */
  readonly claimMethod: ClaimMethod
}

interface Stored extends KeptDecision {
  /** How it is written; what another version of the page wrote is not read. */
  readonly form: typeof form
  /** Of the case that was looked at. */
  readonly version: number
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const form = 'decision-1'

/** One per decider and case: whoever signs in next in this tab finds nothing of it. */
const keyOf = (deciderId: string, caseId: string) => `${form}:${deciderId}:${caseId}`

export function keepDecision(
  store: Store,
  deciderId: string,
  accident: { readonly id: string; readonly version: number },
  { contacts, reason, claimMethod }: KeptDecision,
): void {
  const stored: Stored = { form, version: accident.version, contacts, reason, claimMethod }
  try {
    store.setItem(keyOf(deciderId, accident.id), JSON.stringify(stored))
  } catch {
    // A full or forbidden store keeps nothing; the form itself works on.
  }
}

export function forgetDecision(store: Store, deciderId: string, caseId: string): void {
  store.removeItem(keyOf(deciderId, caseId))
}

/** What was kept for the case as it is now; what was kept for an earlier version of it is forgotten: the case has moved. */
export function keptDecision(
  store: Store,
  deciderId: string,
  accident: { readonly id: string; readonly version: number },
  catalogue: Pick<Catalogue, 'contacts' | 'situations'>,
): KeptDecision | null {
  const stored = parse(store.getItem(keyOf(deciderId, accident.id)))
  if (!stored) return null
  if (stored.version === accident.version && fits(stored, catalogue)) return stored
  forgetDecision(store, deciderId, accident.id)
  return null
}

function parse(text: string | null): Stored | null {
  try {
    const value = JSON.parse(text ?? 'null') as Stored | null
    return value?.form === form ? value : null
  } catch {
    return null
  }
}

/** The same contacts, and no situation that the catalogue in force does not know. */
function fits({ contacts }: KeptDecision, catalogue: Pick<Catalogue, 'contacts' | 'situations'>): boolean {
  return (
    contacts.map(({ id }) => id).join() === catalogue.contacts.join() &&
    contacts.every(({ situations }) =>
      situations.every(({ code }) => catalogue.situations.some((situation) => situation.code === code)),
    )
  )
}
