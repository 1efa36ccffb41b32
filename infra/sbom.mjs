// The bill of materials of a release: every package that the image may carry, on any platform, as CycloneDX from the lock file.
// `npm run sbom -- FILE` (default sbom.json). Fonts and models are no packages: their licences lie beside them.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [file = 'sbom.json'] = process.argv.slice(2)
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const parent = mkdtempSync(join(tmpdir(), 'kuaichu-sbom-'))
try {
  // npm names the bill after the folder.
  const folder = join(parent, packageJson.name)
  const npm = (...args) =>
    execFileSync('npm', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  mkdirSync(folder)
  // As the image is made: `--omit dev` would keep what is only an optional peer of something, the Prisma CLI for one.
  const { devDependencies: _, scripts: __, ...released } = packageJson
  writeFileSync(join(folder, 'package.json'), JSON.stringify(released))
  for (const name of ['package-lock.json', '.npmrc']) copyFileSync(join(root, name), join(folder, name))
  npm('prune', '--package-lock-only', '--ignore-scripts')
  const text = npm('sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application')

  const bill = JSON.parse(text)
  const names = new Set(bill.components.map(({ name }) => name))
  const missing = Object.keys(packageJson.dependencies).filter((name) => !names.has(name))
  const tools = ['vite', 'vitest', 'prisma', 'typescript'].filter((name) => names.has(name))
  if (missing.length > 0) throw new Error(`the bill of materials lacks ${missing.join(', ')}`)
  if (tools.length > 0)
    throw new Error(`the bill of materials names tools that the image does not carry: ${tools.join(', ')}`)
  writeFileSync(file, text)
  console.log(`${file}: CycloneDX ${bill.specVersion}, ${bill.components.length} components`)
} finally {
  rmSync(parent, { recursive: true })
}
