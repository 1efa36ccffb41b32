import type { Calendar } from './calendar.ts'

/**
 * One server that takes everybody who waits at once: the log of PostgreSQL, where commits that come together share one sync to disk (group commit).
 */
export function openBatches(calendar: Calendar, serviceMs: () => number) {
  let waiting: (() => void)[] = []
  let [isBusy, worked, batches] = [false, 0, 0]

  function begin(): void {
    if (isBusy || waiting.length === 0) return
    const together = waiting
    waiting = []
    isBusy = true
    batches++
    const ms = serviceMs()
    calendar.after(ms, () => {
      worked += ms
      isBusy = false
      for (const done of together) done()
      begin()
    })
  }

  return {
    visit(done: () => void): void {
      waiting.push(done)
      begin()
    },
    workedMs: () => worked,
    batches: () => batches,
  }
}
