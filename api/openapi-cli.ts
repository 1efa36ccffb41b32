import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import { apiVersion } from './http/app.ts'
import { openApiDocument } from './http/openapi.ts'
import type { Context } from './kernel/context.ts'
import { allRoutes } from './modules.ts'

/**
 * `npm run openapi -- write` renews api/openapi.json and the portals' typed client; `-- check` exits 1 when they are out of date.
 * Routes only close over their context, so the document can be made without one.
 */
const files = {
  document: fileURLToPath(new URL('openapi.json', import.meta.url)),
  client: fileURLToPath(new URL('../agent-portal/api/schema.d.ts', import.meta.url)),
}

const document = openApiDocument(allRoutes({} as Context), apiVersion)
const made = {
  document: `${JSON.stringify(document, null, 2)}\n`,
  client: `// Generated from api/openapi.json by \`npm run openapi -- write\`.\n${astToString(await openapiTS(JSON.stringify(document)))}`,
}

const [verb] = process.argv.slice(2)
if (verb === 'write') {
  writeFileSync(files.document, made.document)
  writeFileSync(files.client, made.client)
} else if (verb === 'check') {
  const stale = (['document', 'client'] as const).filter((name) => read(files[name]) !== made[name])
  for (const name of stale)
    console.error(`${files[name]} is out of date: run "npm run openapi -- write" and commit it.`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  console.error('usage: npm run openapi -- write|check')
  process.exitCode = 2
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
