import { createHash, createHmac } from 'node:crypto'

/** A POST request before it is signed. */
interface UnsignedRequest {
  /** Path of the address, without host and query. */
  readonly path: string
  readonly body: string
  readonly idempotencyKey: string
}

/**
 * Signs a POST request as RFC 9421 (HTTP Message Signatures) prescribes, with HMAC-SHA256 under the insurer's shared
 * secret; answers the headers to send. Covered are the method, the path, the SHA-256 of the body (RFC 9530) and the
 * idempotency key, together with the second of signing, a nonce and the key id:
 *
 *     Content-Digest:   sha-256=:<base64>:
 *     Idempotency-Key:  <key>
 *     Signature-Input:  kuaichu=("@method" "@path" "content-digest" "idempotency-key");created=<s>;nonce="<n>";keyid="<id>";alg="hmac-sha256"
 *     Signature:        kuaichu=:<base64>:
 *
 * The receiver refuses what is older than it tolerates and any nonce that it has seen; so every try is signed afresh.
 */
export function signRequest(
  request: UnsignedRequest,
  { keyId, secret, nonce, at }: { keyId: string; secret: string; nonce: string; at: Date },
): Record<string, string> {
  const contentDigest = `sha-256=:${createHash('sha256').update(request.body).digest('base64')}:`
  const created = Math.floor(at.getTime() / 1000)
  const covered = {
    '@method': 'POST',
    '@path': request.path,
    'content-digest': contentDigest,
    'idempotency-key': request.idempotencyKey,
  }
  const parameters = `${componentList(covered)};created=${created};nonce="${nonce}";keyid="${keyId}";alg="hmac-sha256"`
  return {
    'content-digest': contentDigest,
    'idempotency-key': request.idempotencyKey,
    'signature-input': `kuaichu=${parameters}`,
    signature: `kuaichu=:${hmac(secret, signatureBase(covered, parameters))}:`,
  }
}

/** The text that is signed: one line per covered component, then the parameters (RFC 9421 section 2.5). */
export function signatureBase(covered: Readonly<Record<string, string>>, parameters: string): string {
  const lines = Object.entries(covered).map(([name, value]) => `"${name}": ${value}`)
  return [...lines, `"@signature-params": ${parameters}`].join('\n')
}

/** HMAC-SHA256 in base64 (RFC 9421 section 3.3.3). */
export function hmac(secret: string | Uint8Array, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64')
}

function componentList(covered: Readonly<Record<string, string>>): string {
  return `(${Object.keys(covered)
    .map((name) => `"${name}"`)
    .join(' ')})`
}
