import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { components, paths } from './schema.d.ts'

export type Schemas = components['schemas']

/** A refusal by the server (RFC 9457), thrown so that react-query sees it; `status` decides whether asking again makes sense. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly advice: { readonly zh: string; readonly en: string }
  readonly requestId: string
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(problem: Schemas['Problem']) {
    super(problem.title)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.title = problem.titles
    this.advice = problem.details
    this.requestId = problem.requestId
    this.extensions = problem
  }
}

/** Names the session that is meant, which also keeps other sites out (CSRF). */
const nameSession = (session: 'staff' | 'driver'): Middleware => ({
  onRequest: ({ request }) => {
    request.headers.set('Kuaichu-Session', session)
    return request
  },
  onResponse: async ({ response }) => {
    if (response.ok) return
    if (response.headers.get('content-type')?.includes('problem+json')) {
      throw new ApiProblem((await response.json()) as Schemas['Problem'])
    }
    // A proxy's error page: nothing a person could read in it.
    throw new ApiProblem(unreachable(response.status))
  },
})

function unreachable(status: number): Schemas['Problem'] {
  return {
    type: 'about:blank',
    code: 'unavailable',
    status,
    title: 'unavailable',
    detail: '',
    titles: { zh: '服务暂时不可用', en: 'The service is not reachable' },
    details: { zh: '内容没有丢失，请稍后重试。', en: 'Nothing was lost. Try again shortly.' },
    requestId: '',
  }
}

/** The typed client of one portal's session; types come from the server's OpenAPI document. */
export function makeApi(session: 'staff' | 'driver'): Client<paths> {
  const client = createClient<paths>({ baseUrl: `${window.location.origin}/api`, credentials: 'same-origin' })
  client.use(nameSession(session))
  return client
}

/** What came back, or the reason why nothing did. `onResponse` throws on a refusal, so data is there. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  return data as T
}

/** For an act that must not happen twice: the same key on every try of the same intention. */
export const idempotencyKey = (): string => crypto.randomUUID()
