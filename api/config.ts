import { isIP } from 'node:net'
import { z } from 'zod'
import { parseMasterKeys } from './adapters/field-keys/master-keys.ts'
import { staffRoleNames } from './kernel/access/roles.ts'
import { lanes } from './kernel/lanes.ts'
import { defaultCityCode } from './modules/accidents/rules/city-policies.ts'
import { findRuleSetInForceAt } from './rules.ts'

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const insurerEndpoint = z.object({
  id: z.string().min(2),
  url: z.url(),
  secret: z.string().min(16),
  codeTable: z.enum(['provincial-platform', 'photo-interface', 'core-system']),
})

/** Settings that only make sense together: a part of them is a mistake, not a wish for the embedded part. */
const together = [
  ['URL_SIGNING_SECRET', 'AUDIT_SIGNING_KEY'],
  ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
] as const

/** An address without a path: what is signed for a store begins at its root. */
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => /^https?:\/\/[^/?#@]+\/?$/.test(url), 'must be an origin, like https://objects.example:9000')
  .transform((url) => new URL(url).origin)

/** MinIO or any other S3; the first four make it the place of objects and uploads. */
const s3Schema = z.object({
  S3_ENDPOINT: origin.optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket name: 3 to 63 of a-z, 0-9, "." and "-"')
    .optional(),
  S3_ACCESS_KEY: z.string().min(3).optional(),
  S3_SECRET_KEY: z.string().min(6).optional(),
  S3_REGION: z.string().default('us-east-1'),
  /** Whether the bucket's name stands first in the path of an address, or before the host's name. */
  S3_ADDRESSING: z.enum(['path', 'virtual-host']).default('path'),
  /** How browsers reach the store, where that is not how we do. */
  S3_PUBLIC_ENDPOINT: origin.optional(),
  /** For how long nobody can delete an original, where the bucket has object lock. Three years: PIPL 55, 56. */
  S3_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(1096),
})

/** Every setting, by its environment variable. What has no default must be set; embedded parts are used where a URL is missing. */
const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** How browsers reach us: the origin of the portals, of signed links and of QR codes. */
  PUBLIC_URL: z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** Proxies in front of us whose X-Forwarded-For may be believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  KUAICHU_DATA_DIR: z.string().default('.data'),
  /** PostgreSQL as the application role; without it the embedded one is used. With the owner's, too, each start migrates; without, `npm run migrate` is a step of its own. */
  DATABASE_URL: z.url().optional(),
  DATABASE_OWNER_URL: z.url().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** Put in place at the start what this file names and what is not there yet; for samples and containers (npm run set-up). */
  SET_UP_FILE: z.string().optional(),
  /** Redis for the queue; without one it lies in PostgreSQL. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  /** What a worker does of all work: lanes by name, all of them when none is named. */
  WORKER_LANES: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.enum(lanes))),
  /** Where a worker answers /health and /metrics; nowhere without. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  CITY_CODE: z
    .string()
    .regex(/^\d{6}$/)
    .refine((code) => findRuleSetInForceAt(new Date(), code) !== undefined, 'no rules are known for this city')
    .default(defaultCityCode),
  DISTRICT_CODE: z
    .string()
    .regex(/^\d{6}$/)
    .default('230602'),
  SECOND_FACTOR_ROLES: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.enum(staffRoleNames as [string, ...string[]]))),
  /** What cases hold of people goes when the city's period is over. Off until the city has confirmed its periods: what is erased does not come back. */
  ERASE_WHEN_DUE: z
    .enum(['on', 'off'])
    .default('off')
    .transform((said) => said === 'on'),
  /** Who shows it as a bearer token may read /metrics from elsewhere; programs on this machine may without. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Where traces are sent to; none are made without. More by OpenTelemetry's own variables. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  ...s3Schema.shape,
  VISION_CHILDREN: z.coerce.number().int().min(1).max(64).default(2),
  URL_SIGNING_SECRET: z.string().min(32).optional(),
  AUDIT_SIGNING_KEY: z.string().startsWith('-----BEGIN PRIVATE KEY-----').optional(),
  /** Master keys, the newest first: without them nobody reads the numbers in the database (infra/decisions/0006). */
  FIELD_KEYS: z
    .string()
    .transform((text, ctx) => {
      const keys = parseMasterKeys(text)
      if (keys) return keys
      ctx.addIssue({
        code: 'custom',
        message: 'must be id:base64 pairs by comma, 32 bytes each (npm run field-keys -- make)',
      })
      return z.NEVER
    })
    .optional(),
  SMS_URL: z.url(),
  SMS_TOKEN: z.string().min(8),
  REGISTRIES_URL: z.url(),
  REGISTRIES_TOKEN: z.string().min(8),
  /** JSON list of {id, url, secret, codeTable}. */
  INSURERS: z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        ctx.addIssue({ code: 'custom', message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(z.array(insurerEndpoint).min(1)),
})

export type Environment = z.infer<typeof environmentSchema>

export class ConfigurationError extends Error {}

type Variables = Readonly<Record<string, string | undefined>>

/** Environment -> typed settings. An error names each variable and what is wrong with it, never its value. */
export function readConfig(env: Variables): Environment {
  return parse(environmentSchema, env, (parsed) => [
    ...mixedContent(parsed),
    ...keysMissing(parsed),
    ...noBucketHost(parsed),
  ])
}

/** The settings of the object store alone, for commands that need nothing else. */
export function readStoreConfig(env: Variables): z.infer<typeof s3Schema> {
  return parse(s3Schema, env, noBucketHost)
}

/** Whoever gives us a database to keep must hold its keys, too: made here, they would be lost with the container. */
function keysMissing({ DATABASE_URL, FIELD_KEYS }: Environment): string[] {
  return DATABASE_URL && !FIELD_KEYS ? [partMissing('FIELD_KEYS', ['DATABASE_URL'])] : []
}

/** A page that came by https shows no photos that come by http. */
function mixedContent({ PUBLIC_URL, S3_ENDPOINT, S3_PUBLIC_ENDPOINT = S3_ENDPOINT }: Environment): string[] {
  const mixed = PUBLIC_URL?.startsWith('https:') && S3_PUBLIC_ENDPOINT?.startsWith('http:')
  return mixed ? ['  S3_PUBLIC_ENDPOINT: must be reached by https, as PUBLIC_URL is'] : []
}

/** A bucket that cannot stand before the host's name: minio's client would go back to paths in silence, or ask for a name that nobody knows. */
function noBucketHost(store: z.infer<typeof s3Schema>): string[] {
  const { S3_ADDRESSING: addressing, S3_BUCKET: bucket = '', S3_ENDPOINT, S3_PUBLIC_ENDPOINT } = store
  const endpoints = [S3_ENDPOINT, S3_PUBLIC_ENDPOINT].flatMap((text) => (text ? [new URL(text)] : []))
  if (addressing === 'path') return []
  // A certificate for *.host holds for one name below it.
  const dotted = bucket.includes('.') && endpoints.some(({ protocol }) => protocol === 'https:')
  const numbered = endpoints.some(({ hostname }) => isIP(hostname.replace(/^\[|\]$/g, '')))
  return [
    ...(dotted
      ? ['  S3_BUCKET: must be without "." where S3_ADDRESSING is virtual-host and the store is reached by https']
      : []),
    ...(numbered
      ? ['  S3_ADDRESSING: virtual-host needs endpoints with a name; an IP address has no names below it']
      : []),
  ]
}

function parse<T extends z.ZodObject>(
  schema: T,
  env: Variables,
  contradictions: (parsed: z.infer<T>) => string[] = () => [],
): z.infer<T> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  const concerned = together.filter(([name]) => name in schema.shape)
  const parts = concerned.flatMap((names) => {
    const missing = names.filter((name) => present[name] === undefined)
    return missing.length === names.length ? [] : missing.map((name) => partMissing(name, names))
  })
  if (present.DATABASE_OWNER_URL && !present.DATABASE_URL)
    parts.push(partMissing('DATABASE_URL', ['DATABASE_OWNER_URL']))
  const contradicting = parsed.success ? contradictions(parsed.data) : []
  if (parsed.success && parts.length + contradicting.length === 0) return parsed.data
  const wrong = (parsed.error?.issues ?? []).map(
    (issue) =>
      `  ${issue.path.join('.')}: ${present[String(issue.path[0])] === undefined ? 'is not set' : issue.message}`,
  )
  const problems = [...wrong, ...parts, ...contradicting]
  throw new ConfigurationError(
    `The configuration is not complete:\n${problems.join('\n')}\nSee README.md, "To production".`,
  )
}

const partMissing = (name: string, names: readonly string[]): string =>
  `  ${name}: is not set, but belongs to ${names.filter((other) => other !== name).join(' and ')}`
