import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** How far the time of signing may lie from now, either way. */
const toleranceS = 300

/** Exactly what must be signed, in this order; a signature over less proves less. */
const components = '("@method" "@path" "content-digest" "idempotency-key")'
const parameters = /^;created=(\d{1,12});nonce="([\w-]{8,64})";keyid="(\w{1,32})";alg="hmac-sha256"$/

/** A request as it came in, before anything of it is believed. */
interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly body: Uint8Array
  header(name: string): string | undefined
}

type Verdict =
  | { readonly genuine: true; readonly nonce: string; readonly createdS: number }
  | { readonly genuine: false; readonly code: 'signature-missing' | 'signature-wrong' | 'signature-stale' }

/**
 * Verifies an RFC 9421 signature (label `kuaichu`, HMAC-SHA256) made under `secret` for `keyId` at about `nowS` (seconds
 * since the epoch). Whether the nonce was seen before is for the caller to say: only he remembers.
 */
export function verifySignature(
  request: SignedRequest,
  { keyId, secret, nowS }: { keyId: string; secret: string; nowS: number },
): Verdict {
  const input = request.header('signature-input')
  const signature = /^kuaichu=:([A-Za-z0-9+/]{43}=):$/.exec(request.header('signature') ?? '')?.[1]
  if (!input || !signature) return { genuine: false, code: 'signature-missing' }

  const wrong = { genuine: false, code: 'signature-wrong' } as const
  const prefix = `kuaichu=${components}`
  const [, created, nonce, signer] = (input.startsWith(prefix) && parameters.exec(input.slice(prefix.length))) || []
  if (!created || !nonce || signer !== keyId) return wrong

  const bodyHash = createHash('sha256').update(request.body).digest('base64')
  if (request.header('content-digest') !== `sha-256=:${bodyHash}:`) return wrong

  const base =
    `"@method": ${request.method}\n` +
    `"@path": ${request.path}\n` +
    `"content-digest": sha-256=:${bodyHash}:\n` +
    `"idempotency-key": ${request.header('idempotency-key') ?? ''}\n` +
    `"@signature-params": ${input.slice('kuaichu='.length)}`
  const expected = createHmac('sha256', secret).update(base).digest()
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64'))) return wrong

  const createdS = Number(created)
  if (Math.abs(nowS - createdS) > toleranceS) return { genuine: false, code: 'signature-stale' }
  return { genuine: true, nonce, createdS }
}
