import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import express, { type Request } from 'express'
import { z } from 'zod'
import { requireBearer } from '../program/bearer.ts'
import { controlRoutes } from '../program/control.ts'
import { type Answer, createExchange } from '../program/exchange.ts'
import { createFaults } from '../program/faults.ts'
import { openJournal } from '../program/journal.ts'
import { keptSecret } from '../program/secret.ts'
import type { Program } from '../program/serve.ts'

const Order = z.strictObject({
  phone: z.string().regex(/^1[3-9]\d{9}$/),
  template: z.string().min(1),
  parameters: z.record(z.string(), z.string()),
})
const Key = z.string().min(1).max(200)

/** One request that came in; the message it stands for was sent only if its key was new. */
const Arrival = z.object({
  key: Key,
  messageId: z.string(),
  sent: z.boolean(),
  at: z.string(),
  order: Order,
})
type Arrival = z.infer<typeof Arrival>

/** The gateway's program: what it sent is what the phones of the simulated city show. */
export function smsGateway(dataDir: string | undefined): Program {
  const token = keptSecret(dataDir)
  const faults = createFaults()
  const exchange = createExchange(faults)
  const journal = openJournal<Arrival>(dataDir && join(dataDir, 'arrivals.jsonl'), Arrival)

  function accept(request: Request): Answer {
    const key = Key.parse(request.get('idempotency-key'))
    const order = Order.parse(request.body)
    const first = journal.entries.find((arrival) => arrival.key === key)
    if (first && !isDeepStrictEqual(first.order, order)) return { status: 409, body: { code: 'key-reused' } }

    const messageId = first?.messageId ?? randomUUID()
    journal.append({ key, messageId, sent: !first, at: new Date().toISOString(), order })
    return { status: 202, body: { messageId, key } }
  }

  const routes = express.Router()
  routes.post('/messages', requireBearer(token), express.json(), exchange(accept))
  routes.get('/control/messages', (request, response) => {
    const phone = request.query['phone']
    const shown = journal.entries.filter((arrival) => arrival.sent && (!phone || arrival.order.phone === phone))
    response.json(shown.map(({ messageId, at, order }) => ({ messageId, at, ...order })))
  })
  routes.use(
    '/control',
    controlRoutes(faults, () => journal.entries),
  )
  return { routes, credentials: { token } }
}
