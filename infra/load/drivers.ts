import { liveCase } from './live-case.ts'
import type { Arrival, FromClient, ToDrivers } from './messages.ts'
import { openNotes } from './notes.ts'
import { openAlbum } from './photos.ts'

/** The phones of many drivers, in a process of their own. Begins each case when it happens, however many are under way. */

const notes = openNotes()
const tell = (message: FromClient) => void process.send?.(message)

function live({ town, folder, arrivals }: Extract<ToDrivers, { type: 'live' }>): void {
  const album = openAlbum(folder)
  const begin = async ({ nth, at }: Arrival) => {
    notes.late(Date.now() - at)
    const reported = (id: string) => tell({ type: 'reported', id })
    try {
      await liveCase(town, { nth, photos: album.photosFor(nth), notes, reported })
      tell({ type: 'over', nth, closed: true })
    } catch (error) {
      notes.error(`case ${nth}`, error)
      tell({ type: 'over', nth, closed: false })
    }
  }
  for (const arrival of arrivals) setTimeout(() => void begin(arrival), Math.max(0, arrival.at - Date.now()))
}

process.on('message', (message: ToDrivers) => {
  if (message.type === 'live') live(message)
  else if (message.type === 'start-counting') notes.startCounting()
  else tell({ type: 'tally', tally: notes.tally() })
})
process.once('disconnect', () => process.exit())
tell({ type: 'ready' })
