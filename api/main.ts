import { readFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { ConfigurationError, readConfig, type Environment } from './config.ts'
import { createPlatform, type Platform } from './context.ts'
import { setUp, setUpFile } from './modules/identity/service.ts'
import { startTracing } from './tracing.ts'
import { serveHealth, serveHttp, startWorker, type Running } from './serve.ts'

const roles = ['http', 'worker', 'all'] as const
const role = roles.find((name) => process.argv.includes(`--role=${name}`)) ?? 'all'

/**
 * Whoever started us as a child and held a channel to us is gone, killed perhaps: nobody would stop us any more. While we are starting
 * there is nothing to drain.
 */
let whenDeserted = (): void => process.exit(1)
process.once('disconnect', () => whenDeserted())

/** On a machine that does both, whoever waits at a page comes before what goes on behind it. Photos stand back further (context.ts). */
const workerNiceness = 5

/**
 * Bull gives each lane so many places. The queue in PostgreSQL serves all lanes from one pool, photos first: with a place for each of vision's children and no
 * more, a busy hour (60 cases a minute) left none to what closes a case.
 */
const jobsAtOnce = ({ VISION_CHILDREN, REDIS_URL }: Environment) => VISION_CHILDREN + (REDIS_URL ? 0 : 1)

async function start(): Promise<void> {
  const env = readConfig(process.env)
  if (role === 'worker') setPriority(Math.max(getPriority(), workerNiceness))
  const tracing = env.OTEL_EXPORTER_OTLP_ENDPOINT ? startTracing(role) : null
  const platform = await createPlatform(env)
  const [worker, http, health] = await Promise.all([
    role === 'http' ? null : startWorker(platform, { concurrency: jobsAtOnce(env), lanes: env.WORKER_LANES }),
    role === 'worker'
      ? null
      : serveHttp(platform, {
          port: env.PORT,
          host: env.HOST,
          trustedProxies: env.TRUSTED_PROXIES,
          metricsToken: env.METRICS_TOKEN,
        }),
    role === 'worker' && env.WORKER_PORT !== undefined
      ? serveHealth(platform, { port: env.WORKER_PORT, host: env.HOST, metricsToken: env.METRICS_TOKEN })
      : null,
    env.SET_UP_FILE ? applySetUp(platform, env.SET_UP_FILE) : null,
  ])
  const running: Running[] = [health, worker, http].filter((part) => part !== null)
  if (worker) platform.warmVision()
  platform.log.info({ role, port: http?.port, url: platform.policy.publicUrl }, http ? 'listening' : 'working')
  // Whoever started us as a child is told that we do our work.
  process.send?.({ type: 'started', port: http?.port })

  let stopping = false
  const stop = async (signal: string) => {
    // Ctrl-C reaches us and whoever started us, who then stops us once more.
    if (stopping) return
    stopping = true
    platform.log.info({ signal }, 'draining')
    for (const part of running.reverse()) await part.stop()
    await platform.close()
    await tracing?.stop()
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop('SIGTERM'))
  process.once('SIGINT', () => void stop('SIGINT'))
  whenDeserted = () => void stop('disconnect')
}

/** Accounts in such a file bring their passwords: one that was made up here could reach nobody (that is `npm run set-up`). */
async function applySetUp(platform: Platform, path: string): Promise<void> {
  const file = setUpFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  const speechless = file.accounts.filter(({ password }) => password === undefined).map(({ loginName }) => loginName)
  if (speechless.length > 0) throw new ConfigurationError(`${path}: no password for ${speechless.join(', ')}`)
  await setUp(platform, file)
}

start().catch((error: unknown) => {
  const text =
    error instanceof ConfigurationError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
