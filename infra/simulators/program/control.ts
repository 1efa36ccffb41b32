import express, { type Router } from 'express'
import { Fault, type Faults } from './faults.ts'

/** The door for tests and the demo, beside the one for customers: plant faults, heal them, ask what arrived. */
export function controlRoutes(faults: Faults, received: () => unknown): Router {
  const router = express.Router()
  router.get('/received', (_request, response) => void response.json(received()))
  router.get('/faults', (_request, response) => void response.json(faults.pending()))
  router.post('/faults', express.json(), (request, response) => {
    faults.plant(Fault.parse(request.body))
    response.status(201).json(faults.pending())
  })
  router.delete('/faults', (_request, response) => {
    faults.heal()
    response.status(204).end()
  })
  return router
}
