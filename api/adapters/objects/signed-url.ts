import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../../kernel/errors.ts'

/** What a link opens, until when, and as what it is shown. Every part is under the signature. */
export interface SignedLink {
  key: string
  /** Seconds since the epoch. */
  expiresAtS: number
  contentType: string
  fileName?: string
}

const linkQuery = z.object({
  e: z.string().regex(/^\d{1,12}$/),
  s: z.string(),
  t: z.string(),
  n: z.string().optional(),
})

/** `e` expiry, `t` content type, `n` file name, `s` HMAC-SHA256 over all of them and the key. */
export function signLink(link: SignedLink, secret: string): URLSearchParams {
  const query = new URLSearchParams({ e: String(link.expiresAtS), t: link.contentType })
  if (link.fileName !== undefined) query.set('n', link.fileName)
  query.set('s', signatureOf(link, secret).toString('base64url'))
  return query
}

/** The link that this query stands for. Fails `forbidden` when it was not signed by us, was changed, or has expired. */
export function redeemLink(key: string, query: unknown, secret: string, now: Date): SignedLink {
  const parsed = linkQuery.safeParse(query)
  if (!parsed.success) fail('forbidden', { action: 'file.open', reason: 'link-invalid' })
  const { e, s, t, n } = parsed.data
  const link = { key, expiresAtS: Number(e), contentType: t, fileName: n }

  const expected = signatureOf(link, secret)
  const given = Buffer.from(s, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    fail('forbidden', { action: 'file.open', reason: 'link-invalid' })
  }
  if (now.getTime() >= link.expiresAtS * 1000) fail('forbidden', { action: 'file.open', reason: 'link-expired' })
  return link
}

/** JSON of a list keeps the parts apart; the leading word keeps this use of the secret apart from any other. */
function signatureOf({ key, expiresAtS, contentType, fileName }: SignedLink, secret: string): Buffer {
  const text = JSON.stringify(['signed-file', key, expiresAtS, contentType, fileName ?? null])
  return createHmac('sha256', secret).update(text).digest()
}
