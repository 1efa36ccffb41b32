import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { LiveChannel } from '../../api/live.ts'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { isProblem } from '../frame/problem.ts'
import { Refused } from '../frame/Refused.tsx'
import { Screen } from '../frame/Screen.tsx'
import { makePhotoOutbox } from '../photos/sending.ts'
import { LiveContext, OutboxContext } from '../photos/outbox-context.ts'
import { useApi } from '../services.ts'
import { meQuery } from './me.ts'

/** The pages behind the sign-in. Photos that wait on the phone go on being sent whichever of them is open. */
export default function SignedIn() {
  const api = useApi()
  const me = useQuery(meQuery(api))
  const { pathname } = useLocation()
  const [live] = useState(() => new LiveChannel('driver'))
  const [outbox] = useState(() => makePhotoOutbox(api))
  const driverId = me.data?.id

  useEffect(() => {
    if (driverId === undefined) return
    return outbox.run(driverId)
  }, [driverId, outbox])

  if (isProblem(me.error, 'not-signed-in')) {
    return <Navigate replace to={`/sign-in?next=${encodeURIComponent(pathname)}`} />
  }
  if (me.data === undefined) {
    return (
      <Screen>
        {me.isError ? <Refused page error={me.error} onRetry={() => void me.refetch()} /> : <LoadingState />}
      </Screen>
    )
  }
  return (
    <LiveContext value={live}>
      <OutboxContext value={outbox}>
        <Outlet />
      </OutboxContext>
    </LiveContext>
  )
}
