import { describe, expect, it } from 'vitest'
import { ConfigurationError, readConfig, readStoreConfig } from './config.ts'

const secret = 'hunter2-hunter2'
const complete = {
  SMS_URL: 'http://localhost:1/sms',
  SMS_TOKEN: 'sms-token-1',
  REGISTRIES_URL: 'http://localhost:2',
  REGISTRIES_TOKEN: 'registries-token-1',
  INSURERS: JSON.stringify([
    { id: 'PICC', url: 'http://localhost:3', secret: 'a-secret-of-sixteen', codeTable: 'core-system' },
  ]),
}

function errorOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  throw new Error('was accepted')
}

describe('readConfig', () => {
  it('fills in what may be left out', () => {
    expect(readConfig(complete)).toMatchObject({ PORT: 8080, CITY_CODE: '230600', SECOND_FACTOR_ROLES: [] })
  })

  it('names everything that is missing, at once', () => {
    const message = errorOf({})
    for (const name of Object.keys(complete)) expect(message).toContain(`${name}: is not set`)
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ ...complete, PORT: '' }).PORT).toBe(8080)
    expect(errorOf({ ...complete, SMS_TOKEN: '' })).toContain('SMS_TOKEN: is not set')
  })

  it.each([
    ['PORT', `8080${secret}`],
    ['DATABASE_URL', secret],
    ['SMS_URL', secret],
    ['SMS_TOKEN', 'hunter2'],
    ['INSURERS', `{${secret}`],
    ['INSURERS', JSON.stringify([{ id: 'PICC', url: secret, secret: 'hunter2', codeTable: secret }])],
    ['SECOND_FACTOR_ROLES', `officer,${secret}`],
    ['LOG_LEVEL', secret],
    ['CITY_CODE', secret],
    ['METRICS_TOKEN', 'hunter2'],
    ['AUDIT_SIGNING_KEY', secret],
    ['FIELD_KEYS', `2026:${secret}`],
    ['URL_SIGNING_SECRET', secret],
    ['TRUSTED_PROXIES', secret],
    ['REDIS_URL', `http://:${secret}@localhost`],
    ['WORKER_LANES', `assessment,${secret}`],
    ['WORKER_PORT', secret],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', secret],
    ['S3_ENDPOINT', secret],
    ['S3_ENDPOINT', `https://objects.example/${secret}`],
    ['S3_ENDPOINT', `https://user:${secret}@objects.example`],
    ['S3_PUBLIC_ENDPOINT', `ftp://${secret}`],
    ['S3_BUCKET', `_${secret}`],
    ['S3_SECRET_KEY', 'ter2'],
    ['S3_RETENTION_DAYS', secret],
    ['S3_ADDRESSING', secret],
  ])('names %s and never prints its value', (name, value) => {
    const message = errorOf({ ...complete, [name]: value })
    expect(message).toContain(name)
    expect(message).not.toContain('hunter2')
  })

  it.each([
    ['DATABASE_OWNER_URL', 'postgres://owner@localhost/kuaichu', 'DATABASE_URL'],
    ['URL_SIGNING_SECRET', 'x'.repeat(32), 'AUDIT_SIGNING_KEY'],
    ['AUDIT_SIGNING_KEY', '-----BEGIN PRIVATE KEY-----', 'URL_SIGNING_SECRET'],
    ['DATABASE_URL', 'postgres://app@localhost/kuaichu', 'FIELD_KEYS'],
  ])('does not take %s alone: the embedded part would be used in silence', (name, value, missing) => {
    expect(errorOf({ ...complete, [name]: value })).toContain(`${missing}: is not set`)
  })

  const store = {
    S3_ENDPOINT: 'http://minio:9000/',
    S3_BUCKET: 'kuaichu',
    S3_ACCESS_KEY: 'access',
    S3_SECRET_KEY: secret,
  }

  it('takes a store of objects whole or not at all', () => {
    expect(readConfig({ ...complete, ...store })).toMatchObject({
      S3_ENDPOINT: 'http://minio:9000',
      S3_REGION: 'us-east-1',
      S3_ADDRESSING: 'path',
      S3_RETENTION_DAYS: 1096,
    })
    for (const name of Object.keys(store)) {
      const message = errorOf({ ...complete, ...store, [name]: undefined })
      expect(message).toContain(`${name}: is not set, but belongs to`)
      expect(message).not.toContain('hunter2')
      const others = Object.keys(store).filter((other) => other !== name)
      const alone = errorOf({ ...complete, [name]: store[name as keyof typeof store] })
      for (const other of others) expect(alone).toContain(`${other}: is not set`)
    }
  })

  it('sends no page that came by https to photos that come by http', () => {
    const page = { ...complete, ...store, PUBLIC_URL: 'https://kuaichu.example' }
    expect(errorOf(page)).toContain('S3_PUBLIC_ENDPOINT: must be reached by https')
    expect(readConfig({ ...page, S3_PUBLIC_ENDPOINT: 'https://objects.example' }).S3_PUBLIC_ENDPOINT).toBe(
      'https://objects.example',
    )
  })

  it('puts the bucket before the host where that makes a name, and else says why not', () => {
    const named = { ...complete, ...store, S3_ADDRESSING: 'virtual-host' }
    expect(readConfig(named).S3_ADDRESSING).toBe('virtual-host')
    const dotted = { ...named, S3_BUCKET: 'kuaichu.objects' }
    expect(readConfig(dotted).S3_BUCKET).toBe('kuaichu.objects')
    for (const name of ['S3_ENDPOINT', 'S3_PUBLIC_ENDPOINT'])
      expect(errorOf({ ...dotted, [name]: 'https://objects.example' })).toContain('S3_BUCKET: must be without "."')
    for (const numbers of ['http://192.0.2.1:9000', 'http://[2001:db8::1]:9000'])
      expect(errorOf({ ...named, S3_ENDPOINT: numbers })).toContain('S3_ADDRESSING: virtual-host needs endpoints with')
    expect(() => readStoreConfig({ ...named, S3_ENDPOINT: 'http://192.0.2.1' })).toThrow('S3_ADDRESSING')
  })

  it('reads the settings of the store without all the others', () => {
    expect(readStoreConfig({ ...store, AUDIT_SIGNING_KEY: 'alone' })).toMatchObject({ S3_BUCKET: 'kuaichu' })
    expect(() => readStoreConfig({ S3_BUCKET: 'kuaichu' })).toThrow('S3_ENDPOINT: is not set')
    expect(readStoreConfig({}).S3_ENDPOINT).toBeUndefined()
  })

  it('does not start for a city whose rules nobody knows', () => {
    expect(errorOf({ ...complete, CITY_CODE: '999999' })).toContain('CITY_CODE: no rules are known for this city')
    expect(readConfig({ ...complete, CITY_CODE: '370200' }).CITY_CODE).toBe('370200')
  })

  it('knows the roles that need a second factor', () => {
    expect(readConfig({ ...complete, SECOND_FACTOR_ROLES: 'officer, auditor,' }).SECOND_FACTOR_ROLES).toEqual([
      'officer',
      'auditor',
    ])
  })

  it('takes the slash off the public address, which paths are added to', () => {
    expect(readConfig({ ...complete, PUBLIC_URL: 'https://kuaichu.example/' }).PUBLIC_URL).toBe(
      'https://kuaichu.example',
    )
  })
})
