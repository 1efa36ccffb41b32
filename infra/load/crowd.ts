import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Town } from '../demo/driver.ts'
import type { Arrival, FromClient, KeptPhoto, Tally, ToDrivers, ToStaff } from './messages.ts'

/** The people of a run, each kind in processes of its own. */
export interface Crowd {
  /** Resolves when every case is over, closed or given up; how many were closed, and when the last was over. */
  live(arrivals: readonly Arrival[]): Promise<{ closed: number; endedAt: number }>
  /** Forgets what the warm-up came to. */
  startCounting(): void
  /** Sends everybody home; what they saw. */
  tally(): Promise<Tally[]>
  /** Opens these photos as an officer does, and compares them. Why one is lost, one line each. */
  readBack(photos: readonly KeptPhoto[]): Promise<readonly string[]>
  stop(): void
}

/** Phones need little each, but what they hash and upload is more than one process should do beside its clock. */
const driverProcesses = 2

export async function gather(town: Town, folder: string): Promise<Crowd> {
  const drivers = Array.from({ length: driverProcesses }, () => start(new URL('./drivers.ts', import.meta.url)))
  const staff = start(new URL('./staff.ts', import.meta.url))
  const everybody = [...drivers, staff]
  const stop = () => everybody.forEach((child) => child.connected && child.disconnect())
  const toStaff = (message: ToStaff) => void staff.send(message)
  const ready = drivers.map((child) => heard(child, 'ready'))
  toStaff({ type: 'work', town })
  await Promise.all([...ready, heard(staff, 'ready')]).catch((error: unknown) => {
    stop()
    throw error
  })

  return {
    live: (arrivals) =>
      new Promise((resolve, reject) => {
        let [closed, over] = [0, 0]
        const listen = (message: FromClient) => {
          if (message.type === 'reported') toStaff({ type: 'case', id: message.id })
          if (message.type !== 'over') return
          over++
          if (message.closed) closed++
          if (over < arrivals.length) return
          drivers.forEach((child) => child.off('message', listen))
          resolve({ closed, endedAt: Date.now() })
        }
        drivers.forEach((child, index) => {
          child.on('message', listen)
          child.once('exit', () => reject(new Error('a process of drivers ended')))
          const own = arrivals.filter((_, nth) => nth % drivers.length === index)
          const live: ToDrivers = { type: 'live', town, folder, arrivals: own }
          child.send(live)
        })
      }),
    startCounting: () => everybody.forEach((child) => void child.send({ type: 'start-counting' })),
    tally: async () => {
      const tallies = everybody.map((child) => heard(child, 'tally'))
      everybody.forEach((child) => void child.send({ type: 'go-home' }))
      return (await Promise.all(tallies)).map(({ tally }) => tally)
    },
    readBack: async (photos) => {
      const read = heard(staff, 'read')
      toStaff({ type: 'read-back', photos })
      return (await read).lost
    },
    stop,
  }
}

function start(program: URL): ChildProcess {
  return fork(fileURLToPath(program), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

function heard<Type extends FromClient['type']>(
  child: ChildProcess,
  type: Type,
): Promise<Extract<FromClient, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the load ended with ${code ?? 'a signal'}`))
    const listen = (message: FromClient) => {
      if (message.type !== type) return
      child.off('message', listen)
      child.off('exit', ended)
      resolve(message as Extract<FromClient, { type: Type }>)
    }
    child.on('message', listen)
    child.once('exit', ended)
  })
}
