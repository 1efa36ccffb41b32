import type { Calendar } from './calendar.ts'
import { openLine, type LineOrder } from './line.ts'

interface Visit {
  readonly serviceMs: number
  readonly priority: number
  readonly done: () => void
  lost: boolean
}

/** Servers that are alike, and one line before them. Nobody who is served makes room for another. */
export interface Station {
  /** Waits its turn, is served for so long, and goes on with `done`. */
  visit(serviceMs: number, done: () => void, priority?: number): void
  /** So many servers are gone for good. What they were at comes back after `returnMs` and begins anew. */
  lose(servers: number, returnMs: number): void
  readonly servers: () => number
  readonly waiting: () => number
  /** Server-milliseconds worked until now: over servers and time this is the utilisation. */
  readonly workedMs: () => number
  /** Visitor-milliseconds spent here until now, waiting or served: over time this is the mean number present. */
  readonly presentMs: () => number
  readonly longestLine: () => number
}

export function openStation(calendar: Calendar, count: number, order: LineOrder = 'priority'): Station {
  const line = openLine<Visit>(order)
  const inService = new Set<Visit>()
  let [servers, worked, present, seenAt, longest] = [count, 0, 0, 0, 0]

  function look(): void {
    const passed = calendar.now() - seenAt
    worked += passed * inService.size
    present += passed * (inService.size + line.length())
    seenAt = calendar.now()
  }

  function serveNext(): void {
    while (inService.size < servers) {
      const visit = line.next()
      if (!visit) return
      inService.add(visit)
      calendar.after(visit.serviceMs, () => leave(visit))
    }
  }

  function leave(visit: Visit): void {
    if (visit.lost) return
    look()
    inService.delete(visit)
    serveNext()
    visit.done()
  }

  function visit(serviceMs: number, done: () => void, priority = 0): void {
    look()
    line.join({ serviceMs, priority, done, lost: false }, priority)
    serveNext()
    longest = Math.max(longest, line.length())
  }

  return {
    visit,
    lose(gone, returnMs) {
      look()
      const theirs = Math.round((inService.size * gone) / servers)
      servers -= gone
      for (const victim of [...inService].slice(0, theirs)) {
        victim.lost = true
        inService.delete(victim)
        calendar.after(returnMs, () => visit(victim.serviceMs, victim.done, victim.priority))
      }
    },
    servers: () => servers,
    waiting: () => line.length(),
    workedMs: () => (look(), worked),
    presentMs: () => (look(), present),
    longestLine: () => longest,
  }
}
