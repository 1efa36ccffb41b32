// Checks that dashboards and rules speak of what there is: every metric is exported by our code (or recorded by a rule, or of a known
// exporter), every route is one of the API document, and every alert has its line in the runbook.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { collectDefaultMetrics, Registry } from 'prom-client'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/**
 * Agreed, and not in the code yet. A name that the code exports must be taken out here: the check says so.
 */
const awaited: readonly string[] = [
  'kuaichu_queue_jobs',
  'kuaichu_job_duration_seconds',
  'kuaichu_job_wait_seconds',
  'kuaichu_outbox_pending',
  'kuaichu_outbox_oldest_seconds',
  'kuaichu_verdict_seconds',
]

/** Of others: Prometheus itself, the usual exporters, and what infra/backup/backup.sh writes. */
const ofOthers = /^(up|probe_success|node_\w+|pg_\w+|redis_\w+|kuaichu_backup_finished_timestamp_seconds)$/

const histogramParts = ['_bucket', '_sum', '_count']

interface Expression {
  readonly place: string
  readonly text: string
}

/** Names of the metrics that our code makes: `new Gauge({ name: '...'`. */
function metricsOfCode(): Set<string> {
  const files = readdirSync(join(root, 'api'), { recursive: true, encoding: 'utf8' })
  const ours = files.filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  const made = /new (?:\w+\.)?(?:Counter|Gauge|Histogram|Summary)(?:<[^>]*>)?\(\{\s*name: '(\w+)'/g
  return new Set(ours.flatMap((file) => [...read(join('api', file)).matchAll(made)].map(([, name = '']) => name)))
}

async function metricsOfNode(): Promise<Set<string>> {
  const register = new Registry()
  collectDefaultMetrics({ register })
  return new Set((await register.getMetricsAsJSON()).map(({ name }) => name))
}

function expressionsOfRules(): Expression[] {
  const rule = /- (?:alert|record): (\S+)\n(?:\s+#.*\n)*\s+expr: (?:\|\n((?: {10,}.*\n)+)|(.*)\n)/g
  return [...read('infra/monitoring/rules.yaml').matchAll(rule)].map(([, name = '', block, line]) => ({
    place: `rules.yaml, ${name}`,
    text: block ?? line ?? '',
  }))
}

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[]
}

function expressionsOfDashboards(): Expression[] {
  const folder = 'infra/monitoring/dashboards'
  return readdirSync(join(root, folder)).flatMap((file) =>
    (JSON.parse(read(join(folder, file))) as Dashboard).panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }) => ({ place: `${file}, "${title}"`, text: expr })),
    ),
  )
}

/** The metrics of a PromQL expression: its words that are neither functions nor keywords, labels or strings. */
function metricsIn(text: string): string[] {
  const bare = text
    .replace(/#.*$/gm, '')
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '')
  const words = bare.matchAll(/(?<![\w.:])[a-zA-Z_:][\w:]*(?![\w:]*\s*\()/g)
  return [...words].map(([word]) => word).filter((word) => !/^(and|or|unless|bool|offset|inf|nan)$/i.test(word))
}

/** The routes that it names as they are; patterns are left alone. */
const routesIn = (text: string) => [...text.matchAll(/\broute="([^"]*)"/g)].map(([, route = '']) => route)

const failures: string[] = []
const code = metricsOfCode()
const node = await metricsOfNode()
const rules = expressionsOfRules()
const recorded = new Set(
  rules.map(({ place }) => place.replace('rules.yaml, ', '')).filter((name) => name.includes(':')),
)
const base = (metric: string) => {
  const part = histogramParts.find((end) => metric.endsWith(end))
  return part ? metric.slice(0, -part.length) : metric
}
const isKnown = (metric: string) =>
  [metric, base(metric)].some((name) => code.has(name) || node.has(name) || awaited.includes(name)) ||
  recorded.has(metric) ||
  ofOthers.test(metric)

const { paths } = JSON.parse(read('api/openapi.json')) as { paths: Record<string, unknown> }
const routes = new Set(Object.keys(paths).map((path) => `/api${path.replaceAll(/\{(\w+)\}/g, ':$1')}`))

const expressions = [...rules, ...expressionsOfDashboards()]
for (const { place, text } of expressions) {
  for (const metric of metricsIn(text)) if (!isKnown(metric)) failures.push(`${place}: nobody exports ${metric}`)
  for (const route of routesIn(text)) if (!routes.has(route)) failures.push(`${place}: there is no route ${route}`)
}
for (const name of awaited)
  if (code.has(name)) failures.push(`infra/lint/metrics.ts: ${name} is in the code now: take it out of "awaited"`)

const alerts = [...read('infra/monitoring/rules.yaml').matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name)
const runbook = read('infra/monitoring/README.md')
for (const alert of alerts)
  if (!runbook.includes(`| \`${alert}\` |`)) failures.push(`infra/monitoring/README.md: no line for the alert ${alert}`)

// A pattern that finds nothing would find nothing wrong either.
if (rules.length < 20 || expressions.length < 60 || alerts.length < 15 || !code.has('http_request_duration_seconds'))
  failures.push('infra/lint/metrics.ts: found too little to check: its patterns no longer fit')

for (const failure of failures) process.stderr.write(`${failure}\n`)
const waiting = awaited.length > 0 ? `; not in the code yet: ${awaited.join(', ')}` : ''
process.stdout.write(
  `metrics: ${expressions.length} expressions and ${alerts.length} alerts, ${failures.length} wrong${waiting}\n`,
)
process.exitCode = failures.length === 0 ? 0 : 1
