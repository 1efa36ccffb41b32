import { useEffect } from 'react'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { atMostEvery } from './at-most-every.ts'
import type { LiveChannel } from './live.ts'

/** One act often changes several things of a case, and says so of each. */
const fetchesEveryMs = 300

/** Fetches the queries again whenever something in the room changes, what changes within a moment together, and after each reconnect. */
export function useLive(channel: LiveChannel, room: string | null, queries: readonly QueryKey[]): void {
  const client = useQueryClient()
  const keys = JSON.stringify(queries)
  useEffect(() => {
    if (room === null) return
    const fetching = atMostEvery(fetchesEveryMs, () => {
      for (const queryKey of JSON.parse(keys) as QueryKey[]) void client.invalidateQueries({ queryKey })
    })
    const leave = channel.listen(room, fetching.ask)
    return () => {
      leave()
      fetching.cancel()
    }
  }, [channel, client, room, keys])
}
