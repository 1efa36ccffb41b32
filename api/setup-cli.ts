import { readFileSync } from 'node:fs'
import { readConfig } from './config.ts'
import { createPlatform } from './context.ts'
import { setUp, setUpFile } from './modules/identity/service.ts'

const [path] = process.argv.slice(2)
if (!path) {
  console.error(`usage: npm run set-up -- FILE.json

Puts units, insurers, first accounts and authorisations in place, from a file of the form of infra/sample-data/installation.json.
What is there already stays. Initial passwords are printed once.`)
  process.exit(2)
}

const parsed = setUpFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
if (!parsed.success) {
  for (const { path: place, message } of parsed.error.issues) console.error(`${path}: ${place.join('.')}: ${message}`)
  process.exit(1)
}
const platform = await createPlatform(readConfig(process.env))
try {
  for (const { loginName, initialPassword } of await setUp(platform, parsed.data)) {
    console.log(initialPassword ? `${loginName}: initial password ${initialPassword}` : loginName)
  }
} finally {
  await platform.close()
}
