import { createContext, useContext } from 'react'
import type { Client } from 'openapi-fetch'
import type { Schemas } from '../../api/client.ts'
import type { LiveChannel } from '../../api/live.ts'
import type { paths } from '../../api/schema.d.ts'

export type StaffMe = Extract<Schemas['Me'], { kind: 'staff' }>
export type StaffRole = StaffMe['role']

/** What a page of staff works with: the API and the live channel of the staff session, and who is signed in. */
export interface StaffSession {
  readonly api: Client<paths>
  readonly live: LiveChannel
  readonly me: StaffMe
  readonly signOut: () => Promise<void>
}

export const StaffSessionContext = createContext<StaffSession | null>(null)

/** The session of whoever is signed in. Throws outside of a StaffGate, which shows its children to nobody else. */
export function useStaff(): StaffSession {
  const session = useContext(StaffSessionContext)
  if (!session) throw new Error('useStaff outside of a StaffGate')
  return session
}
