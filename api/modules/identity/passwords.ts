import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's parameters: 19 MiB, 2 passes, 1 lane. About 25 ms. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** Compares; for an unknown user against a hash nobody has, so that the answer takes as long. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodysHash()), password.normalize('NFKC'))
  return passwordHash !== undefined && right
}

let nobody: Promise<string> | undefined
function nobodysHash(): Promise<string> {
  nobody ??= hashPassword(crypto.randomUUID())
  return nobody
}

/** Read over the telephone and typed on a phone: nothing that looks like something else. */
const initialAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const groupLength = 4

/** A password for the first sign-in only, `h7km-2wqp-...`: 79 bits, letters and signs as every password has them. */
export function newInitialPassword(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => initialAlphabet[randomInt(initialAlphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
