import { parseJson } from '../kernel/parse-json.ts'

interface JsonRequest {
  readonly headers: Readonly<Record<string, string>>
  /** JSON as it is sent, byte for byte: signatures cover it. */
  readonly body: string
  readonly timeoutMs: number
}

interface JsonAnswer {
  readonly status: number
  /** Undefined where the answer is no JSON. */
  readonly json: unknown
}

/**
 * Posts JSON to a system outside and reads its whole answer. Rejects where none came within `timeoutMs`: unreachable, late, cut off, or a
 * redirect, which is never followed with what was meant for this address.
 */
export async function postJson(address: string | URL, { headers, body, timeoutMs }: JsonRequest): Promise<JsonAnswer> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  return { status: response.status, json: parseJson(await response.text()) }
}
