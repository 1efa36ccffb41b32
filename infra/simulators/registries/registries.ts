import { join } from 'node:path'
import express, { type Request } from 'express'
import { z } from 'zod'
import { requireBearer } from '../program/bearer.ts'
import { controlRoutes } from '../program/control.ts'
import { type Answer, createExchange } from '../program/exchange.ts'
import { createFaults } from '../program/faults.ts'
import { openJournal } from '../program/journal.ts'
import { keptSecret } from '../program/secret.ts'
import type { Program } from '../program/serve.ts'
import { dateInShanghai } from './calendar.ts'
import { keeperOf, licenceOf, policiesOf, vehicleUnder } from './register.ts'

const Plate = z.strictObject({ plateNumber: z.string().min(1), plateKind: z.string().min(1) })
const Licence = z.strictObject({ licenceNumber: z.string().min(1) })

const Query = z.object({
  register: z.enum(['vehicles', 'policies', 'licences']),
  question: z.union([Plate, Licence]),
  status: z.enum(['found', 'not-found']),
  at: z.string(),
})
type Query = z.infer<typeof Query>

/**
 * Three registers in one program. Questions are POSTed, so that no licence number, which is a citizen number, stands in
 * anybody's access log. The population itself is drawn, never stored; what is kept is who was asked for.
 */
export function registries(dataDir: string | undefined): Program {
  const token = keptSecret(dataDir)
  const faults = createFaults()
  const exchange = createExchange(faults)
  const journal = openJournal<Query>(dataDir && join(dataDir, 'queries.jsonl'), Query)
  const today = () => dateInShanghai(new Date())

  function answer(register: Query['register'], question: Query['question'], record: object | null): Answer {
    const status = record ? 'found' : 'not-found'
    journal.append({ register, question, status, at: new Date().toISOString() })
    return { status: 200, body: record ? { status, question, record } : { status, question } }
  }
  function askVehicles({ body }: Request): Answer {
    const plate = Plate.parse(body)
    return answer('vehicles', plate, vehicleUnder(plate, today()))
  }
  function askPolicies({ body }: Request): Answer {
    const plate = Plate.parse(body)
    return answer('policies', plate, policiesOf(plate, today()))
  }
  function askLicences({ body }: Request): Answer {
    const licence = Licence.parse(body)
    return answer('licences', licence, licenceOf(licence.licenceNumber, today()))
  }

  const customers = [requireBearer(token), express.json()]
  const routes = express.Router()
  routes.post('/vehicles/query', customers, exchange(askVehicles))
  routes.post('/policies/query', customers, exchange(askPolicies))
  routes.post('/licences/query', customers, exchange(askLicences))
  routes.get('/control/keeper', (request, response) => void response.json(keeperOf(Plate.parse(request.query))))
  routes.use(
    '/control',
    controlRoutes(faults, () => journal.entries),
  )
  return { routes, credentials: { token } }
}
