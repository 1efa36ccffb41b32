/** Two neighbouring boxes differ by one in a hundred: that is how exact a quantile is. */
const step = Math.log(1.01)
const smallestMs = 0.01

/** Times by the million in little room: counted in boxes whose width grows with the time. */
export function openDistribution() {
  const boxes: number[] = []
  let [count, sum] = [0, 0]
  return {
    add(ms: number): void {
      const box = Math.max(0, Math.ceil(Math.log(ms / smallestMs) / step))
      boxes[box] = (boxes[box] ?? 0) + 1
      count++
      sum += ms
    },
    count: () => count,
    mean: () => (count === 0 ? 0 : sum / count),
    /** The upper edge of the box in which this share of all times is reached; 0 where there are none. */
    quantile(share: number): number {
      let seen = 0
      for (const [box, n = 0] of boxes.entries()) {
        seen += n
        if (seen > 0 && seen >= share * count) return smallestMs * Math.exp(box * step)
      }
      return 0
    },
  }
}

export type Distribution = ReturnType<typeof openDistribution>
