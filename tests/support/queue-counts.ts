import type { Queue } from '../../api/kernel/ports.ts'

/** All lanes of a queue together. */
export async function countsOf(queue: Queue): Promise<{ waiting: number; running: number; failed: number }> {
  const states = await queue.lanes()
  const sum = (of: 'waiting' | 'running' | 'failed') => states.reduce((total, state) => total + state[of], 0)
  return { waiting: sum('waiting'), running: sum('running'), failed: sum('failed') }
}
