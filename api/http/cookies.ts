import { parse, serialize } from 'cookie'
import type { Response } from 'express'

/** Staff and drivers have separate cookies: one browser may hold both, and neither opens the other's door. */
export const sessionCookies = { staff: 'kuaichu_staff', driver: 'kuaichu_driver' } as const
export type SessionKind = keyof typeof sessionCookies

/** Every request that changes something names the session it means; another site cannot set this header. */
export const sessionHeader = 'kuaichu-session'

export function readSessionCookies(header: string | undefined): Partial<Record<SessionKind, string>> {
  const cookies = parse(header ?? '')
  return { staff: cookies[sessionCookies.staff], driver: cookies[sessionCookies.driver] }
}

export function setSessionCookie(
  response: Response,
  kind: SessionKind,
  secret: string,
  expires: Date,
  secure: boolean,
): void {
  response.append(
    'Set-Cookie',
    serialize(sessionCookies[kind], secret, { httpOnly: true, sameSite: 'strict', secure, path: '/', expires }),
  )
}

export function clearSessionCookie(response: Response, kind: SessionKind, secure: boolean): void {
  setSessionCookie(response, kind, '', new Date(0), secure)
}
