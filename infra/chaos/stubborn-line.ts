import { createServer, request as ask, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

interface Request {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface StubbornLine {
  readonly url: string
  close(): Promise<void>
}

/** Nobody may sign in twice with one code, and codes are not sent again within a minute: such requests must be let through in peace. */
export const onlyOnce = /\/(codes|session)$/

const retryMs = 50
const partAwayMs = 500
const patienceMs = 180_000

/**
 * A line to the server that never gives up: a request that got no whole answer, or the answer that a part is away, is sent again as it was, with
 * its Idempotency-Key, until there is another. `disturb` is called as each request goes out, and may have the server killed in the middle of
 * it; where it answers a promise, the request waits for that.
 */
export async function stubbornLine(
  port: number,
  disturb: (request: { method: string; path: string }) => Promise<() => void> | undefined,
): Promise<StubbornLine> {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = 'GET', url: path = '/', headers } = incoming
    const request = { method, path, headers, body: Buffer.concat(chunks) }
    const over = await disturb(request)
    const answered = await untilAnswered(port, request)
    over?.()
    if (answered) answer(response, answered)
    else response.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Null where the server stayed away longer than anybody waits: the caller sees a broken line. */
async function untilAnswered(port: number, request: Request): Promise<Answered | null> {
  const deadline = Date.now() + patienceMs
  let answered = await once(port, request)
  while ((!answered || answered.status === 503) && Date.now() < deadline) {
    await pause(answered ? partAwayMs : retryMs)
    answered = await once(port, request)
  }
  return answered
}

/** Null where the line broke before the answer was whole. */
function once(port: number, { method, path, headers, body }: Request): Promise<Answered | null> {
  return new Promise((resolve) => {
    const outgoing = ask({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', () => resolve(null))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 502, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    outgoing.on('error', () => resolve(null))
    outgoing.end(body)
  })
}

function answer(response: ServerResponse, { status, headers, body }: Answered): void {
  const { 'transfer-encoding': _, connection: __, 'content-length': ___, ...kept } = headers
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body)
}
