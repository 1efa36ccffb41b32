import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below the ports that systems give to outgoing connections and to whoever asks for any (Linux from 32768, others from 49152): what is free there now
 * is not taken by chance before its finder listens on it, seconds later.
 */
const chosenFrom = { low: 20_000, high: 32_768 }
const tries = 100

/** A port of loopback on which nobody listens at this moment. */
export async function freePort(): Promise<number> {
  for (let left = tries; left > 0; left--) {
    const port = randomInt(chosenFrom.low, chosenFrom.high)
    if (await isFree(port)) return port
  }
  throw new Error(`none of ${tries} ports from ${chosenFrom.low} to ${chosenFrom.high - 1} is free`)
}

/** Fails before anything is touched when somebody already listens there. */
export async function requireFreePort(port: number): Promise<void> {
  if (!(await isFree(port))) throw new Error(`port ${port} is in use: another demo? Stop it, or pass --port.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
