import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import express, { type ErrorRequestHandler, type Router } from 'express'
import { ZodError } from 'zod'

/** What a simulator puts on the network, and what its customers need to know to speak with it. */
export interface Program {
  readonly routes: Router
  readonly credentials: Readonly<Record<string, unknown>>
}

/**
 * Runs a simulator on loopback: `--port N` (0, the default, takes a free one) and `--data DIR` (memory only without it).
 * Ready when one JSON line {name, url, ...credentials} stands on standard output. Ends with the process that started it.
 */
export function serve(name: string, build: (dataDir: string | undefined) => Program): void {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' } } })
  const { routes, credentials } = build(values.data)

  const app = express().disable('x-powered-by').disable('etag').use(routes).use(refuse)
  const server = app.listen(Number(values.port), '127.0.0.1', (error?: Error) => {
    if (error) {
      process.stderr.write(`${name}: ${error.message}\n`)
      process.exit(1)
    }
    const { port } = server.address() as AddressInfo
    process.stdout.write(`${JSON.stringify({ name, url: `http://127.0.0.1:${port}`, ...credentials })}\n`)
  })
  process.on('disconnect', () => process.exit(0))
}

/** Malformed requests are the sender's fault, and are told so without repeating what they contained. */
const refuse: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof ZodError) {
    response.status(422).json({ code: 'invalid-request', paths: error.issues.map((issue) => issue.path.join('.')) })
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ code: 'not-json' })
  } else {
    response.status(500).json({ code: 'defect' })
  }
}
