import autocannon from 'autocannon'
import type { Load } from './load.ts'

/** One block of load, in a process of its own: `URL CONNECTIONS SECONDS`, the Cookie header in COOKIE. Prints one JSON object. */
const [url = '', connections = '', seconds = ''] = process.argv.slice(2)
const headers = process.env.COOKIE ? { cookie: process.env.COOKIE } : {}
const before = process.cpuUsage()
const { requests, duration, errors, non2xx, latency } = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  headers,
})
const { user, system } = process.cpuUsage(before)
const load: Load = {
  requests: requests.total,
  seconds: duration,
  failed: errors + non2xx,
  p50Ms: latency.p50,
  p99Ms: latency.p99,
  generatorBusy: (user + system) / 1e6 / duration,
}
process.stdout.write(`${JSON.stringify(load)}\n`)
process.exit()
