import { useEffect } from 'react'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import type { LiveChannel } from './live.ts'

/** Fetches the queries again whenever something in the room changes, and after each reconnect. */
export function useLive(channel: LiveChannel, room: string | null, queries: readonly QueryKey[]): void {
  const client = useQueryClient()
  const keys = JSON.stringify(queries)
  useEffect(() => {
    if (room === null) return
    return channel.listen(room, () => {
      for (const queryKey of JSON.parse(keys) as QueryKey[]) void client.invalidateQueries({ queryKey })
    })
  }, [channel, client, room, keys])
}
