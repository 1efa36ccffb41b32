import { useLive } from '../../api/useLive.ts'
import { useStaff } from '../session/staffSession.ts'
import { queueKey } from './queueKey.ts'

/** Listens to one district's queue; draws nothing. */
export function QueueRoom({ district }: { readonly district: string }) {
  const { live } = useStaff()
  useLive(live, `queue:${district}`, [queueKey])
  return null
}
