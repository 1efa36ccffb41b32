import type { Schemas } from '../../agent-portal/api/client.ts'
import type { Tone } from '../../agent-portal/kit/state/StatusTag.tsx'

export const claimTones = {
  pending: 'info',
  accepted: 'ok',
  rejected: 'bad',
  withdrawn: 'neutral',
} as const satisfies Record<Schemas['Claim']['state'], Tone>
