import { readFileSync } from 'node:fs'
import { readConfig } from '../../../api/config.ts'
import { createPlatform } from '../../../api/context.ts'
import { setUp, setUpFile } from '../../../api/modules/identity/service.ts'
import { serveHttp } from '../../../api/serve.ts'
import { recordStatements, type Statement } from './statements.ts'

/** What the benchmark asks of this process, and what it answers. */
export type Ask = 'record' | 'recorded'
export type Told =
  { readonly type: 'listening' } | { readonly type: 'recorded'; readonly statements: readonly Statement[] }

/** Limits count here as they do in production; only their bound is out of reach: one desk asks as often as a whole city does. */
const limitScale = 1_000_000

const installation = new URL('../../sample-data/installation.json', import.meta.url)

/** The http role as production runs it, with the sample accounts. Tells what statements it sends, when asked to. */
async function main(): Promise<void> {
  const env = readConfig(process.env)
  const platform = await createPlatform(env)
  await setUp(platform, setUpFile.parse(JSON.parse(readFileSync(installation, 'utf8'))))
  await serveHttp(platform, { port: env.PORT, host: env.HOST, trustedProxies: 0, limitScale })

  const tell = (told: Told) => process.send?.(told)
  let stop = (): readonly Statement[] => []
  process.on('message', (ask: Ask) => {
    if (ask === 'record') stop = recordStatements()
    else tell({ type: 'recorded', statements: stop() })
  })
  process.once('disconnect', () => process.exit())
  tell({ type: 'listening' })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
