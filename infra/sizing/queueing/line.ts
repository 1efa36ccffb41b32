/** `priority`: the smaller one first. `turns`: one of each in turn. Among equals whoever came first. */
export type LineOrder = 'priority' | 'turns'

/** Who waits. */
export function openLine<Waiting>(rule: LineOrder = 'priority') {
  const lines = new Map<number, { from: number; waiting: Waiting[] }>()
  let order: number[] = []
  let length = 0
  return {
    length: () => length,
    join(who: Waiting, priority: number): void {
      let line = lines.get(priority)
      if (!line) {
        lines.set(priority, (line = { from: 0, waiting: [] }))
        order = [...lines.keys()].sort((a, b) => a - b)
      }
      line.waiting.push(who)
      length++
    },
    next(): Waiting | undefined {
      for (const priority of order) {
        const line = lines.get(priority)
        if (!line || line.from === line.waiting.length) continue
        const who = line.waiting[line.from++]
        // What lies before `from` is let go of now and then, not at every step.
        if (line.from > 1_000 && line.from * 2 > line.waiting.length) {
          line.waiting.splice(0, line.from)
          line.from = 0
        }
        length--
        if (rule === 'turns') order = [...order.filter((other) => other !== priority), priority]
        return who
      }
      return undefined
    },
  }
}
