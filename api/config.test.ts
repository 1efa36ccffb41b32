import { describe, expect, it } from 'vitest'
import { ConfigurationError, readConfig } from './config.ts'

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
    ['URL_SIGNING_SECRET', secret],
    ['TRUSTED_PROXIES', secret],
    ['REDIS_URL', `http://:${secret}@localhost`],
    ['WORKER_LANES', `assessment,${secret}`],
    ['WORKER_PORT', secret],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', secret],
  ])('names %s and never prints its value', (name, value) => {
    const message = errorOf({ ...complete, [name]: value })
    expect(message).toContain(name)
    expect(message).not.toContain('hunter2')
  })

  it.each([
    ['DATABASE_OWNER_URL', 'postgres://owner@localhost/kuaichu', 'DATABASE_URL'],
    ['URL_SIGNING_SECRET', 'x'.repeat(32), 'AUDIT_SIGNING_KEY'],
    ['AUDIT_SIGNING_KEY', '-----BEGIN PRIVATE KEY-----', 'URL_SIGNING_SECRET'],
  ])('does not take %s alone: the embedded part would be used in silence', (name, value, missing) => {
    expect(errorOf({ ...complete, [name]: value })).toContain(`${missing}: is not set`)
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
