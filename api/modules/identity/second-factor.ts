import { generateSecret, generateURI, verify } from 'otplib'

const periodS = 30

/** A new authenticator secret (RFC 6238), base32. */
export const newSecondFactor = (): string => generateSecret()

/** The URI that an authenticator app scans. */
export function enrolmentUri(loginName: string, secret: string): string {
  return generateURI({ issuer: 'Kuaichu', label: loginName, secret })
}

/**
 * The time step the code belongs to, or null if it is wrong. One step early or late is accepted; a step that was used before
 * (`lastStep`) is not: a code read over the shoulder is worth nothing.
 */
export async function secondFactorStep(
  secret: string,
  code: string,
  lastStep: number,
  now: Date,
): Promise<number | null> {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = await verify({ secret, token: code, epoch, epochTolerance: periodS })
  if (!result.valid) return null
  const step = Math.floor(epoch / periodS) + result.delta
  return step > lastStep ? step : null
}
