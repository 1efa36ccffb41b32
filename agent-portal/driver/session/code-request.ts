import { membersOf, textOf } from '../draft.ts'

/** A one-time code that is on its way to a phone. Times in milliseconds since 1970, by the phone's clock. */
export interface CodeRequest {
  readonly phone: string
  readonly validUntil: number
  readonly resendAt: number
}

export const nothingAsked: CodeRequest = { phone: '', validUntil: 0, resendAt: 0 }

export function readCodeRequest(stored: unknown): CodeRequest {
  const { phone, validUntil, resendAt } = membersOf(stored)
  if (typeof validUntil !== 'number' || typeof resendAt !== 'number') return nothingAsked
  return { phone: textOf(phone), validUntil, resendAt }
}

export function secondsUntilResend({ resendAt }: CodeRequest, nowMs: number): number {
  return Math.max(0, Math.ceil((resendAt - nowMs) / 1000))
}

/** Where to go after signing in: a page of this portal, never an address from outside. */
export function pageWithin(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/cases'
}
