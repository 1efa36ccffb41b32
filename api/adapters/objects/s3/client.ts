import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https, { type RequestOptions } from 'node:https'
import { Client, type ClientOptions } from 'minio'
import { StoreBusy, StoreSilent } from './errors.ts'

export interface S3Connection {
  /** Origin of the store, like `https://objects.example:9000`. */
  readonly endpoint: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Where the bucket's name stands: first in the path, or before the host's name, as some stores demand. */
  readonly addressing: 'path' | 'virtual-host'
  /** How long the store may keep a request waiting without a byte in either direction. */
  readonly silenceMs: number
}

export interface S3Client {
  readonly client: Client
  close(): void
}

const connectionsAtMost = 64
/** What a store answers that cannot serve this request now, but can serve the same one later. */
const busyStatuses = [408, 429, 500, 502, 503, 504]

/**
 * A minio client that never waits for ever, never tries again by itself (it would write to the console; `ask` does) and signs the
 * SHA-256 of every body, also over TLS, so that the server stores no other bytes than those that were sent.
 */
export function s3Client(connection: S3Connection): S3Client {
  const { endpoint, region, accessKey, secretKey, addressing, silenceMs } = connection
  const { protocol, hostname, port } = new URL(endpoint)
  const useSSL = protocol === 'https:'
  const { Agent } = useSSL ? https : http
  const transportAgent = new Agent({ keepAlive: true, maxSockets: connectionsAtMost })
  const client = new Client({
    endPoint: hostname,
    port: port === '' ? undefined : Number(port),
    useSSL,
    region,
    accessKey,
    secretKey,
    pathStyle: addressing === 'path',
    transportAgent,
    transport: impatientTransport(useSSL, silenceMs),
    retryOptions: { disableRetry: true },
  })
  client.enableSHA256 = true
  return { client, close: () => transportAgent.destroy() }
}

/** Ends a request when nothing moves any more, and turns the answers of a busy store into errors of a type. */
function impatientTransport(secure: boolean, silenceMs: number): NonNullable<ClientOptions['transport']> {
  const begin = secure ? https.request : http.request
  const request = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest => {
    const asked = begin({ ...options, timeout: silenceMs }, (answer) => {
      if (busyStatuses.includes(answer.statusCode ?? 0)) asked.destroy(new StoreBusy(answer.statusCode ?? 0))
      else onAnswer(answer)
    })
    return asked.on('timeout', () => asked.destroy(new StoreSilent(silenceMs)))
  }
  return { request: request as typeof http.request }
}
