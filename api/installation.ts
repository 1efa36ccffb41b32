import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { writeFile, link, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { newMasterKey, parseMasterKeys, type MasterKey } from './adapters/field-keys/master-keys.ts'

const fileName = 'secrets.json'
const fieldKeysName = 'field-keys.json'
const secretsSchema = z.object({ urlSigningSecret: z.string(), auditSigningKey: z.string() })
const fieldKeysSchema = z.object({ fieldKeys: z.string() })

/** What an installation must keep secret, and keep: links and audit roots made with it stay valid across restarts. */
export type InstallationSecrets = z.infer<typeof secretsSchema>

/**
 * The secrets of an embedded installation: made at the first start, kept in the data directory, readable by its owner only.
 * In production both come from the environment.
 */
export async function installationSecrets(dataDir: string): Promise<InstallationSecrets> {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, fileName)
  return readJson(path, secretsSchema) ?? (await makeOnce(path, secretsSchema, newSecrets()))
}

/**
 * The master keys of an embedded installation, in the form of FIELD_KEYS. A file of their own: an installation of before them gets it,
 * and whoever backs the database up can keep them apart from it.
 */
export async function installationFieldKeys(dataDir: string, now: Date): Promise<readonly MasterKey[]> {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, fieldKeysName)
  const made = { fieldKeys: newMasterKey(now) }
  const { fieldKeys } = readJson(path, fieldKeysSchema) ?? (await makeOnce(path, fieldKeysSchema, made))
  const keys = parseMasterKeys(fieldKeys)
  if (!keys) throw new Error(`${path}: fieldKeys must be id:base64 pairs by comma, 32 bytes each`)
  return keys
}

/** Null where no installation has begun in the directory; for those who only look. */
export function findInstallationSecrets(dataDir: string): InstallationSecrets | null {
  return readJson(join(dataDir, fileName), secretsSchema)
}

function newSecrets(): InstallationSecrets {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    urlSigningSecret: randomBytes(32).toString('base64url'),
    auditSigningKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function makeOnce<T>(path: string, schema: z.ZodType<T>, secrets: T): Promise<T> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  // A link does not replace: of two processes that start at once, the second takes what the first wrote.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
  return readJson(path, schema) ?? secrets
}
