import { createContext, useContext, useSyncExternalStore } from 'react'
import type { LiveChannel } from '../../api/live.ts'
import type { PhotoOnItsWay, PhotoOutbox } from './photo-outbox.ts'

export const OutboxContext = createContext<PhotoOutbox | undefined>(undefined)
export const LiveContext = createContext<LiveChannel | undefined>(undefined)

export function useOutbox(): PhotoOutbox {
  const outbox = useContext(OutboxContext)
  if (!outbox) throw new Error('no OutboxContext above this page')
  return outbox
}

export function useLiveChannel(): LiveChannel {
  const live = useContext(LiveContext)
  if (!live) throw new Error('no LiveContext above this page')
  return live
}

/** The photos of a case that are still on the phone. */
export function usePhotosOnTheirWay(accidentId: string): readonly PhotoOnItsWay[] {
  const outbox = useOutbox()
  const all = useSyncExternalStore(outbox.subscribe, outbox.snapshot)
  return all.filter(({ photo }) => photo.accidentId === accidentId)
}
