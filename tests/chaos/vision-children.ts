import { processTree, type ProcessEntry } from '../../infra/stage/processes.ts'
import type { Stage } from '../../infra/stage/stage.ts'
import { until } from '../../infra/stage/until.ts'

/** The vision children of a stage's server, seen from outside: by /proc. */
export interface VisionChildren {
  pids(): readonly number[]
  /** Resolves when the pool has all its children again, at rest. */
  complete(): Promise<void>
  /** Resolves with the child that is in the middle of a photo; to be called before the photo is sent, the pool at rest. */
  inMidPhoto(): Promise<number>
  /** The child that has worked on a photo since then, if one has; `but` has died of it already. */
  atWork(but: number): number | undefined
}

/** How many looks in a row must find the children without work before they count as at rest. */
const quietLooks = 5
/** CPU time that no child uses but for a photo; a photo of thirty megapixels takes five times as much. */
const photoMs = 100
/** A child that starts later may need so much more CPU time to load its models than the slowest of the first ones. */
const slowerStart = 1.6

/** Call it before the first photo: what the children have used by then is what a start costs. */
export async function watchVisionChildren(stage: Stage): Promise<VisionChildren> {
  const children = (): ProcessEntry[] => {
    const server = stage.serverPid()
    return processTree(server === null ? [] : [server]).filter(({ command }) => /vision\/child\.[jt]s/.test(command))
  }

  async function rest(atLeast: number): Promise<ProcessEntry[]> {
    let [last, quiet]: [string, number] = ['', 0]
    await until('the vision children are at rest', async () => {
      const all = children()
      const now = all.map(({ pid, cpuMs }) => `${pid} ${cpuMs}`).join()
      quiet = now === last && all.length >= atLeast ? quiet + 1 : 0
      last = now
      return quiet >= quietLooks
    })
    return children()
  }

  const first = await rest(1)
  const startMs = slowerStart * Math.max(...first.map(({ cpuMs }) => cpuMs))

  let used = new Map<number, number>()
  // Known children have worked on nothing but this photo; newborn ones have loaded their models before.
  const atWork = (but?: number) =>
    children().find(({ pid, cpuMs }) => pid !== but && cpuMs - (used.get(pid) ?? startMs) >= photoMs)?.pid

  return {
    pids: () => children().map(({ pid }) => pid),
    complete: async () => void (await rest(first.length)),
    atWork,
    async inMidPhoto() {
      used = new Map(children().map(({ pid, cpuMs }) => [pid, cpuMs]))
      let found: number | undefined
      await until(
        'a vision child is in the middle of a photo',
        async () => {
          found = atWork()
          return found !== undefined
        },
        { everyMs: 20 },
      )
      if (found === undefined) throw new Error('no vision child')
      return found
    },
  }
}
