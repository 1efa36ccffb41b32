import { describe, expect, it } from 'vitest'
import { hmac, signatureBase, signRequest } from './signature.ts'

const request = { path: '/PICC/claims', body: '{"a":1}', idempotencyKey: 'claim-1' }
const signing = { keyId: 'PICC', secret: 'secret', nonce: 'n-1', at: new Date('2026-11-23T08:00:00.900Z') }

describe('signature', () => {
  it('agrees with the example of RFC 9421, appendix B.2.5', () => {
    const secret = Buffer.from(
      'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
      'base64',
    )
    const base = signatureBase(
      { date: 'Tue, 20 Apr 2021 02:07:55 GMT', '@authority': 'example.com', 'content-type': 'application/json' },
      '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
    )
    expect(hmac(secret, base)).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=')
  })

  it('states what it covers, when it was made, and under which key', () => {
    expect(signRequest(request, signing)['signature-input']).toBe(
      'kuaichu=("@method" "@path" "content-digest" "idempotency-key");created=1795420800;nonce="n-1";keyid="PICC";alg="hmac-sha256"',
    )
  })

  it.each([
    ['the path', { path: '/PAIC/claims' }, {}],
    ['the body', { body: '{"a":2}' }, {}],
    ['the idempotency key', { idempotencyKey: 'claim-2' }, {}],
    ['the time', {}, { at: new Date('2026-11-23T08:00:01Z') }],
    ['the nonce', {}, { nonce: 'n-2' }],
    ['the key id', {}, { keyId: 'PAIC' }],
    ['the secret', {}, { secret: 'other' }],
  ])('changes with %s', (_what, otherRequest, otherSigning) => {
    const signature = signRequest({ ...request, ...otherRequest }, { ...signing, ...otherSigning })['signature']
    expect(signature).not.toBe(signRequest(request, signing)['signature'])
  })
})
