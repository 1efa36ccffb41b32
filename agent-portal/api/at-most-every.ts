/**
 * `act`, called at once and then at most once in each interval, however often it is asked for; what is asked for meanwhile is done at the interval's
 * end, never forgotten. `cancel` forgets it.
 */
export function atMostEvery(intervalMs: number, act: () => void): { ask(): void; cancel(): void } {
  let actedAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    timer = undefined
    actedAt = performance.now()
    act()
  }
  return {
    ask: () => {
      const waitMs = actedAt + intervalMs - performance.now()
      if (waitMs <= 0 && timer === undefined) now()
      else timer ??= setTimeout(now, waitMs)
    },
    cancel: () => clearTimeout(timer),
  }
}
