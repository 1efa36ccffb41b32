import { randomUUID } from 'node:crypto'
import supertest from 'supertest'
import type TestAgent from 'supertest/lib/agent.js'

export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly body: T
  readonly headers: Record<string, string>
}

/** Somebody who calls the API over HTTP with a cookie jar of his own. */
export interface Caller {
  readonly session: 'staff' | 'driver'
  readonly agent: TestAgent
  /** The Cookie header that it would send. */
  cookie(): string
  get<T = Body>(path: string): Promise<Answer<T>>
  post<T = Body>(path: string, body?: object, options?: { key?: string }): Promise<Answer<T>>
  put<T = Body>(path: string, body?: object, options?: { key?: string }): Promise<Answer<T>>
  delete<T = Body>(path: string, body?: object): Promise<Answer<T>>
}

// Tests look into answers of every shape; what they expect is their point.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = any

export function caller(url: string, session: 'staff' | 'driver'): Caller {
  const agent = supertest.agent(url)
  const send = async (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, key?: string) => {
    let request = agent[method](`/api${path}`).set('Kuaichu-Session', session)
    if (key) request = request.set('Idempotency-Key', key)
    const { status, body: answer, headers } = await (body ? request.send(body) : request)
    return { status, body: answer as Body, headers: headers as Record<string, string> }
  }
  return {
    session,
    agent,
    cookie: () =>
      agent.jar.getCookies({ domain: new URL(url).hostname, path: '/', secure: false, script: false }).toValueString(),
    get: (path) => send('get', path),
    post: (path, body = {}, { key = randomUUID() } = {}) => send('post', path, body, key),
    put: (path, body = {}, { key } = {}) => send('put', path, body, key),
    delete: (path, body) => send('delete', path, body),
  }
}
