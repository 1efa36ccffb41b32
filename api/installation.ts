import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { writeFile, link, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const fileName = 'secrets.json'
const secretsSchema = z.object({ urlSigningSecret: z.string(), auditSigningKey: z.string() })

/** What an installation must keep secret, and keep: links and audit roots made with it stay valid across restarts. */
export type InstallationSecrets = z.infer<typeof secretsSchema>

/**
 * The secrets of an embedded installation: made at the first start, kept in the data directory, readable by its owner only.
 * In production both come from the environment.
 */
export async function installationSecrets(dataDir: string): Promise<InstallationSecrets> {
  mkdirSync(dataDir, { recursive: true })
  return findInstallationSecrets(dataDir) ?? (await makeSecrets(join(dataDir, fileName)))
}

/** Null where no installation has begun in the directory; for those who only look. */
export function findInstallationSecrets(dataDir: string): InstallationSecrets | null {
  return readSecrets(join(dataDir, fileName))
}

function readSecrets(path: string): InstallationSecrets | null {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function makeSecrets(path: string): Promise<InstallationSecrets> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const secrets = {
    urlSigningSecret: randomBytes(32).toString('base64url'),
    auditSigningKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  // A link does not replace: of two processes that start at once, the second takes what the first wrote.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
  return readSecrets(path) ?? secrets
}
