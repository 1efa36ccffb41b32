import { randomUUID } from 'node:crypto'

/** Somebody who uses Kuaichu over real HTTP, with cookies of his own, as his browser would. */
export class Person {
  readonly #cookies = new Map<string, string>()

  constructor(
    readonly url: string,
    readonly session: 'staff' | 'driver',
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
    const created = await fetch(`${this.url}/api/uploads`, {
      method: 'POST',
      headers: { ...tus, 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadata },
    })
    const location = created.headers.get('location')
    if (created.status !== 201 || !location)
      throw new Error(`upload of ${name} refused: ${created.status} ${await created.text()}`)
    const at = new URL(location, this.url)
    for (let offset = 0; offset < bytes.length;) {
      const sent = await fetch(at, {
        method: 'PATCH',
        headers: { ...tus, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
        body: bytes.slice(offset) as Uint8Array<ArrayBuffer>,
      })
      // Somebody cut us off before, and what came by then is there: go on behind it.
      const asked = sent.status === 409 ? await fetch(at, { method: 'HEAD', headers: tus }) : sent
      if (!asked.ok) throw new Error(`upload of ${name} broke off: ${asked.status} ${await sent.text()}`)
      offset = Number(asked.headers.get('upload-offset'))
    }
    return location.split('/').at(-1) ?? ''
  }

  #headers(): Record<string, string> {
    const { cookie } = this
    return { 'Kuaichu-Session': this.session, ...(cookie ? { cookie } : {}) }
  }

  async #send<T>(method: string, path: string, body?: object, key?: string): Promise<T> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        ...this.#headers(),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split('=')
      this.#cookies.set(name, value)
    }
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}
