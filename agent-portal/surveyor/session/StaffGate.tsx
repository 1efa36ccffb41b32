import { type ReactNode, useEffect, useMemo } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Client } from 'openapi-fetch'
import { answer, ApiProblem } from '../../api/client.ts'
import type { LiveChannel } from '../../api/live.ts'
import type { paths } from '../../api/schema.d.ts'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { RequestFailed } from './RequestFailed.tsx'
import { SignIn } from './SignIn.tsx'
import { type StaffSession, StaffSessionContext } from './staffSession.ts'

const meKey = ['me']

export interface StaffGateProps {
  readonly api: Client<paths>
  readonly live: LiveChannel
  /** Around what stands here while nobody is signed in. */
  readonly outside: (content: ReactNode) => ReactNode
  readonly children: ReactNode
}

/** Shows its children to whoever is signed in as staff, and the sign-in to everybody else, also when a session ends under way. */
export function StaffGate({ api, live, outside, children }: StaffGateProps) {
  const client = useQueryClient()
  const me = useQuery({ queryKey: meKey, queryFn: () => answer(api.GET('/me')), staleTime: Infinity })
  const signedOut = me.error instanceof ApiProblem && me.error.status === 401
  const staff = me.data?.kind === 'staff' && !signedOut ? me.data : undefined

  // Any request that is answered "sign in first" ends the page, whichever page it is.
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        const { error } = query.state
        if (type !== 'updated' || query.queryKey[0] === meKey[0]) return
        if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: meKey })
      }),
    [client],
  )

  const session = useMemo<StaffSession | null>(
    () =>
      staff
        ? {
            api,
            live,
            me: staff,
            signOut: async () => {
              await api.DELETE('/session')
              client.clear()
            },
          }
        : null,
    [api, live, client, staff],
  )

  if (session) return <StaffSessionContext value={session}>{children}</StaffSessionContext>
  if (me.isPending) return outside(<LoadingState />)
  if (!signedOut && me.error) return outside(<RequestFailed error={me.error} onRetry={() => void me.refetch()} />)
  return outside(<SignIn api={api} onSignedIn={() => void client.resetQueries()} />)
}
