import { setTimeout as pause } from 'node:timers/promises'
import { healFaults, plantFault } from '../simulators/control-client.ts'
import { processTree } from '../stage/processes.ts'
import type { Stage } from '../stage/stage.ts'
import type { Victim } from '../stage/victim.ts'

/** One way to hurt a running platform: `strike` resolves when the part is whole again. */
export interface Blow {
  readonly name: string
  strike(random: () => number): Promise<void>
}

/** A supervisor notices within seconds; a machine that swaps, or a virtual one that is moved, stands still about as long. */
const awayMs = { low: 200, high: 3_000 }

const between = (random: () => number, { low, high }: { low: number; high: number }) => low + random() * (high - low)

/** All that can be done to this stage, in the order in which the rounds do it. */
export function blowsOn(stage: Stage): Blow[] {
  const store = stage.fillStore
  const { registriesUrl, insurerUrl } = stage.simulators
  return [
    ...stage.victims.map((victim) => killed(victim)),
    visionChildKilled,
    visionChildFrozen,
    ...stage.victims.map((victim) => frozen(victim)),
    ...(store ? [filled(store)] : []),
    silenced('the registers', registriesUrl),
    silenced('the insurers', insurerUrl),
  ]
}

const killed = (victim: Victim): Blow => ({
  name: `kill -9 ${victim.name}`,
  async strike(random) {
    await victim.kill()
    await pause(between(random, awayMs))
    await victim.revive()
  },
})

const frozen = (victim: Victim): Blow => ({
  name: `freeze ${victim.name}`,
  async strike(random) {
    victim.freeze()
    await pause(between(random, awayMs))
    victim.thaw()
  },
})

const filled = (fill: (full: boolean) => Promise<void>): Blow => ({
  name: 'fill the object store',
  async strike(random) {
    await fill(true)
    await pause(between(random, awayMs))
    await fill(false)
  },
})

/** More questions than are asked in the time. */
const everyQuestion = 1_000

const silenced = (name: string, simulatorUrl: string): Blow => ({
  name: `silence ${name}`,
  async strike(random) {
    await plantFault(simulatorUrl, { kind: 'down', count: everyQuestion })
    await pause(between(random, awayMs))
    await healFaults(simulatorUrl)
  },
})

/** Any of them: busy with a photo or not. */
const visionChildKilled: Blow = {
  name: 'kill -9 a vision child',
  strike: async (random) => void signal(chosenChild(random), 'SIGKILL'),
}

/** A pool kills what gives no answer for 20 s (vision/pool.ts); it does not miss a child that stands still with nothing to do. */
const stuckForMs = 25_000

/** One that stands still with a photo is killed by its pool in time; one that stood still for nothing goes on. */
const visionChildFrozen: Blow = {
  name: 'freeze a vision child',
  async strike(random) {
    const child = chosenChild(random)
    const thawAt = performance.now() + stuckForMs
    signal(child, 'SIGSTOP')
    while (signal(child, 0) && performance.now() < thawAt) await pause(200)
    signal(child, 'SIGCONT')
  },
}

function chosenChild(random: () => number): number | undefined {
  const children = processTree([process.pid]).filter(({ command }) => /vision\/child\.[jt]s/.test(command))
  return children[Math.floor(random() * children.length)]?.pid
}

/** False where there is no such process any more. */
function signal(pid: number | undefined, name: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
