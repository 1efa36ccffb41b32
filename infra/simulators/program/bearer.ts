import { timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'

/** Lets in only requests that bear the token (RFC 6750); answers 401 otherwise. */
export function requireBearer(token: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${token}`)
  return (request, response, next) => {
    const given = Buffer.from(request.get('authorization') ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) next()
    else response.status(401).json({ code: 'unauthorised' })
  }
}
