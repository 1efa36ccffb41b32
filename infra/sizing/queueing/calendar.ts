/** Simulated time: what is due runs in the order of its moments, and what is due at the same moment in the order it was entered. */
export interface Calendar {
  /** Ms since the simulation began. */
  now(): number
  after(ms: number, run: () => void): void
  /** Runs everything that is due until then, and whatever that enters. */
  runUntil(atMs: number): void
}

interface Entry {
  readonly at: number
  readonly nth: number
  readonly run: () => void
}

/** A binary heap: a day of a province has some ten million entries. */
export function openCalendar(): Calendar {
  const heap: Entry[] = []
  let [now, entered] = [0, 0]
  const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.nth < b.nth)

  function push(entry: Entry): void {
    let place = heap.length
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = heap[above] as Entry
      if (!isBefore(entry, parent)) break
      heap[place] = parent
      place = above
    }
    heap[place] = entry
  }

  function popFirst(): void {
    const last = heap.pop() as Entry
    if (heap.length === 0) return
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry, heap[below] as Entry)) below++
      const child = heap[below] as Entry
      if (!isBefore(child, last)) break
      heap[place] = child
      place = below
    }
    heap[place] = last
  }

  return {
    now: () => now,
    after: (ms, run) => push({ at: now + ms, nth: entered++, run }),
    runUntil(atMs) {
      for (let first = heap[0]; first && first.at <= atMs; first = heap[0]) {
        popFirst()
        now = first.at
        first.run()
      }
      now = atMs
    },
  }
}
