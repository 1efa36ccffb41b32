import { setTimeout as pause } from 'node:timers/promises'
import type { Request, RequestHandler } from 'express'
import type { Faults } from './faults.ts'

/** What a simulator answers: an HTTP status and a JSON body. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/**
 * Turns handlers into routes that suffer the planted faults. One `exchange` per program: answers can be held back or
 * mixed up only among requests that it has seen.
 */
export function createExchange(faults: Faults): (handle: (request: Request) => Answer) => RequestHandler {
  let earlier: Answer = { status: 200, body: {} }
  let held: (() => void)[] = []

  return (handle) => async (request, response) => {
    const strike = (kind: Parameters<Faults['strike']>[0]) => faults.strike(kind, request.path)
    if (strike('down')) {
      response.status(503).json({ code: 'down' })
      return
    }

    if (strike('duplicate')) handle(request)
    const due = handle(request)

    // All at once: a request that waits must not meet a fault that is planted for a later one.
    const [slow, late, wrong] = [strike('slow'), strike('out-of-order'), strike('wrong-answer')]
    const answer = wrong?.answer === 'mixed-up' ? earlier : due
    earlier = due
    if (slow) await pause(slow.delayMs)
    if (late) await new Promise<void>((release) => held.push(release))

    if (wrong?.answer === 'garbage') response.status(200).type('html').send('<html><body>系统升级中</body></html>')
    else response.status(answer.status).json(answer.body)

    response.once('finish', () => {
      held.forEach((release) => release())
      held = []
    })
  }
}
