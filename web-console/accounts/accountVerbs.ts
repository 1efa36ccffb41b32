import type { Schemas } from '../../agent-portal/api/client.ts'

export type Account = Schemas['StaffUser']

/** What the security administrator can do to an account; the server is the judge. */
export type AccountVerb = 'disable' | 'enable' | 'unlock' | 'reset-password' | 'reset-second-factor'

export const isLocked = ({ lockedUntil }: Account): boolean =>
  lockedUntil !== null && Date.parse(lockedUntil) > Date.now()
