import { createHash, createPrivateKey } from 'node:crypto'

/** PKCS #8 of an Ed25519 key, up to the 32 bytes that are the key (RFC 8410). */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const seed = createHash('sha256').update('the audit key of kept releases').digest()

/** What kept releases sign their roots with. Worth nothing elsewhere: anybody can compute it. */
export const auditKey = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  .export({ type: 'pkcs8', format: 'pem' })
  .toString()

/** What kept releases seal numbers with, from the one on that seals any. */
export const masterKey = `kept:${Buffer.alloc(32, 'kept').toString('base64')}`
