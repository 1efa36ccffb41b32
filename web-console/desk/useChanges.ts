import { useEffect, useState } from 'react'
import type { LiveMessage } from '../../agent-portal/api/live.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'

/**
 * How many things changed in the rooms since the list was read (`readAt`, milliseconds since 1970), instead of moving the list under the
 * reader's eyes. After a lost connection something may have been missed: that counts as one change.
 */
export function useChanges(rooms: readonly string[], readAt: number): number {
  const { live } = useStaff()
  const [heard, setHeard] = useState<ReadonlyMap<string, number>>(new Map())
  const names = rooms.join(' ')
  useEffect(() => {
    const joined = new Set<string>()
    const note = (id: string) => setHeard((before) => new Map(before).set(id, Date.now()))
    const hear = (room: string) => (message: LiveMessage | 'reconnected') => {
      if (message !== 'reconnected') return note(message.id)
      // The first answer to joining is no news: the list was read a moment ago.
      if (joined.has(room)) note('missed')
      joined.add(room)
    }
    const ends = names.split(' ').flatMap((room) => (room === '' ? [] : [live.listen(room, hear(room))]))
    return () => ends.forEach((end) => end())
  }, [live, names])
  return [...heard.values()].filter((at) => at > readAt).length
}
