import { ConfigurationError, readConfig } from './config.ts'
import { createPlatform } from './context.ts'
import { serveHttp, startWorker, type Running } from './serve.ts'

const roles = ['http', 'worker', 'all'] as const
const role = roles.find((name) => process.argv.includes(`--role=${name}`)) ?? 'all'

async function start(): Promise<void> {
  const env = readConfig(process.env)
  const platform = await createPlatform(env)
  const running: Running[] = []
  if (role !== 'http') running.push(await startWorker(platform, { concurrency: env.VISION_CHILDREN }))
  if (role !== 'worker') {
    const http = await serveHttp(platform, { port: env.PORT, host: env.HOST, trustedProxies: env.TRUSTED_PROXIES })
    running.push(http)
    platform.log.info({ role, port: http.port, url: platform.policy.publicUrl }, 'listening')
    // Whoever started us as a child is told that the door is open.
    process.send?.({ type: 'listening', port: http.port })
  }

  const stop = async (signal: string) => {
    platform.log.info({ signal }, 'draining')
    for (const part of running.reverse()) await part.stop()
    await platform.close()
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop('SIGTERM'))
  process.once('SIGINT', () => void stop('SIGINT'))
}

start().catch((error: unknown) => {
  const text =
    error instanceof ConfigurationError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
