import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'undici'

/** An answer that is none of the good ones, with the code of its problem where it has one. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string | undefined,
  ) {
    super(message)
  }
}

/** One request that got its answer, or, without a status, none. */
export interface Heard {
  readonly method: string
  readonly path: string
  readonly status: number | null
  readonly ms: number
  /** Of the bodies, without headers; an answer whose length nobody tells beforehand counts nothing. */
  readonly sentBytes: number
  readonly receivedBytes: number
}

/** `heard` is told of every request; `address` is whose phone the server's proxy would say this is. */
export interface PersonOptions {
  readonly heard?: (request: Heard) => void
  readonly address?: string
}

/** Somebody who uses Kuaichu over real HTTP, with cookies of his own, as his browser would. */
export class Person {
  readonly #cookies = new Map<string, string>()

  constructor(
    readonly url: string,
    readonly session: 'staff' | 'driver',
    private readonly options: PersonOptions = {},
  ) {}

  /** The Cookie header that this person's browser would send. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get<T>(path: string): Promise<T> {
    return this.#send<T>('GET', path)
  }

  /** The same `key` makes the request a repeat of the earlier one. */
  post<T>(path: string, body: object = {}, key: string = randomUUID()): Promise<T> {
    return this.#send<T>('POST', path, body, key)
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.#send<T>('PUT', path, body, randomUUID())
  }

  /** Resumable upload (tus 1.0): creation, then the bytes. Returns the upload's id. */
  async upload(bytes: Uint8Array, name: string): Promise<string> {
    const tus = { 'Tus-Resumable': '1.0.0', ...this.#headers() }
    const metadata = `filename ${Buffer.from(name).toString('base64')}`
    const created = await this.#fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadata },
    })
    const { location } = created.headers
    if (created.status !== 201 || !location) throw refusal(`upload of ${name} refused`, created)
    const path = new URL(location, this.url).pathname.replace(/^\/api/, '')
    for (let offset = 0; offset < bytes.length;) {
      const sent = await this.#fetch(path, {
        method: 'PATCH',
        headers: { ...tus, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
        body: bytes.subarray(offset),
      })
      // Somebody cut us off before, and what came by then is there: go on behind it.
      const asked = sent.status === 409 ? await this.#fetch(path, { method: 'HEAD', headers: tus }) : sent
      if (!isGood(asked)) throw refusal(`upload of ${name} broke off`, { ...asked, text: sent.text })
      offset = Number(asked.headers['upload-offset'])
    }
    return location.split('/').at(-1) ?? ''
  }

  #headers(): Record<string, string> {
    const { cookie } = this
    const { address } = this.options
    return {
      'Kuaichu-Session': this.session,
      ...(cookie ? { cookie } : {}),
      ...(address ? { 'x-forwarded-for': address } : {}),
    }
  }

  async #send<T>(method: Sent['method'], path: string, body?: object, key?: string): Promise<T> {
    const answered = await this.#fetch(path, {
      method,
      headers: {
        ...this.#headers(),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    for (const cookie of [answered.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split('=')
      this.#cookies.set(name, value)
    }
    const { text } = answered
    if (!isGood(answered)) throw refusal(`${method} ${path}`, answered)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** undici's own call: `fetch` on top of it takes twice as much of the machine that the load run's phones share with the platform. */
  async #fetch(path: string, sent: Sent): Promise<Answered> {
    const started = performance.now()
    const tell = (status: number | null, receivedBytes: number) => {
      const ms = performance.now() - started
      this.options.heard?.({ method: sent.method, path, status, ms, sentBytes: bytesOf(sent.body), receivedBytes })
    }
    try {
      const { statusCode: status, headers, body } = await request(`${this.url}/api${path}`, sent)
      tell(status, Number(headers['content-length'] ?? 0))
      return { status, headers, text: await body.text() }
    } catch (error) {
      tell(null, 0)
      throw error
    }
  }
}

interface Sent {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH'
  readonly headers: Record<string, string>
  readonly body?: string | Uint8Array
}

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const isGood = ({ status }: Answered) => status >= 200 && status < 300

/** Texts and bytes are all that is sent here. */
function bytesOf(body: Sent['body'] = ''): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length
}

function refusal(what: string, { status, text }: Pick<Answered, 'status' | 'text'>): Refused {
  return new Refused(`${what}: ${status} ${text}`, status, /"code":"([a-z-]+)"/.exec(text)?.[1])
}
