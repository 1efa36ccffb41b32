import { lanes } from '../../api/kernel/lanes.ts'
import type { Measured } from './measured.ts'
import { needsOf } from './needs.ts'
import { presets, type PresetName } from './presets.ts'
import type { SimulatedFile } from './simulated.ts'

/** The tables of infra/SIZING.md, in Markdown. */

const names = Object.keys(presets) as PresetName[]
const daysPerYear = 365

export function costTable({ at, how, machine, cases, photos, reads, perCase, ...times }: Measured): string {
  const { cpuMs, jobs } = perCase
  const of = (part: 'http' | 'worker' | 'vision' | 'database' | 'redis') => inWords(cpuMs[part])
  const each = photos / cases
  return [
    `Measured ${at} on ${machine}: \`${how}\`. ${cases} cases of ${each} photos of ${(perCase.sentBytes / each / 1e6).toFixed(1)} MB, nothing lost, no error.`,
    '',
    table(
      ['of one case', 'measured'],
      [
        ['CPU of http, worker, vision', `${of('http')}, ${of('worker')}, ${of('vision')} ms`],
        ['CPU of PostgreSQL, Redis', `${of('database')}, ${of('redis')} ms`],
        [
          'requests, of them for photos, reads',
          `${inWords(perCase.requests)}, ${inWords(perCase.photoRequests)}, ${inWords(reads / cases)}`,
        ],
        ['jobs', lanes.map((lane) => `${lane} ${inWords(jobs[lane] ?? 0)}`).join(', ')],
        [
          'transactions, syncs of the log',
          `${inWords(perCase.transactions)}, ${inWords(perCase.walSyncs)}${perCase.statements === null ? '' : `; statements ${inWords(perCase.statements)}`}`,
        ],
        ['bytes in, out over HTTP (bodies)', `${megabytes(perCase.sentBytes)}, ${megabytes(perCase.receivedBytes)}`],
        [
          'bytes kept as objects, in the database',
          `${megabytes(perCase.objectBytes)}, ${megabytes(perCase.databaseBytes)}`,
        ],
        ['log of the database (WAL)', megabytes(perCase.walBytes)],
        [
          'verdict, p50 and p95 from the shutter; reads, p95',
          `${times.verdictP50Ms}, ${times.verdictP95Ms}; ${times.readP95Ms} ms`,
        ],
      ],
    ),
  ].join('\n')
}

export function machineTable(measured: Measured, simulated: SimulatedFile): string {
  const row = (title: string, of: (name: PresetName) => string) => [title, ...names.map(of)]
  const needs = Object.fromEntries(
    names.map((name) => [name, needsOf(presets[name], measured, simulated.presets[name].machines)]),
  ) as Record<PresetName, ReturnType<typeof needsOf>>
  const machines = (name: PresetName) => simulated.presets[name].machines
  return table(
    ['', ...names],
    [
      row('cases and photos on an ordinary day', (name) => {
        const { casesPerDay, photosPerCase } = presets[name]
        return `${thousands(casesPerDay)}, ${thousands(casesPerDay * photosPerCase)}`
      }),
      row('cases in the peak hour', (name) => thousands((presets[name].casesPerDay / 24) * presets[name].peak)),
      row(
        'application hosts (spare ones among them)',
        (name) => `${machines(name).hosts} (${presets[name].spareHosts})`,
      ),
      row('cores and memory of each', (name) => `${needs[name].coresPerHost}, ${needs[name].memoryGbPerHost} GB`),
      row('processes on each: http, worker, VISION_CHILDREN', (name) => {
        const { http, workers, visionChildren } = presets[name].perHost
        return `${http}, ${workers}, ${visionChildren}`
      }),
      row(
        'PostgreSQL: cores, connections at most',
        (name) => `${machines(name).servers.database ?? 0}, ${needs[name].connections}`,
      ),
      row('store: MB/s written and read together', (name) => thousands(presets[name].storeMbPerS)),
      row('network in; to and from the store, Mbit/s at the peak', (name) => {
        const { inMbitPerSAtPeak, storeMbitPerSAtPeak } = needs[name]
        return `${thousands(inMbitPerSAtPeak)}; ${thousands(storeMbitPerSAtPeak)}`
      }),
      row('breaks first, at cases an hour', (name) => {
        const { firstToBreak, machines } = simulated.presets[name]
        return `${firstToBreak}, ${thousands(machines.limitPerHour[firstToBreak] ?? 0)}`
      }),
    ],
  )
}

export function growthTable(measured: Measured): string {
  return table(
    ['', 'originals, previews, documents', 'database', 'archive of its log'],
    names.map((name) => {
      const needs = needsOf(presets[name], measured, { hosts: 1 })
      const growth = (gb: number) => `${size(gb)} a day, ${size(gb * daysPerYear)} a year`
      return [name, growth(needs.originalsGbPerDay), growth(needs.databaseGbPerDay), `${size(needs.walGbPerDay)} a day`]
    }),
  )
}

export function latencyTable({ presets: sized }: SimulatedFile): string {
  const rows = names.flatMap((name) => {
    const { usual, hostLost } = sized[name]
    return [[name, usual] as const, ...(hostLost ? [[`${name}, a host lost`, hostLost] as const] : [])]
  })
  const three = ({ p50, p95, p99 }: { p50: number; p95: number; p99: number }) => `${p50}, ${p95}, ${p99}`
  return table(
    [
      'in the peak hour',
      'verdict p50, p95, p99 ms',
      'read p50, p95, p99 ms',
      'busy: http, worker, vision, database, redis, store, log',
      'photos under way at most',
    ],
    rows.map(([title, { verdictAtPeakMs, readAtPeakMs, busyAtPeak, mostPhotosUnderWay }]) => [
      title,
      three(verdictAtPeakMs),
      three(readAtPeakMs),
      (['http', 'worker', 'vision', 'database', 'redis', 'store', 'log'] as const)
        .map((part) => percent(busyAtPeak[part] ?? 0))
        .join(', '),
      String(mostPhotosUnderWay),
    ]),
  )
}

export function overloadText({
  overload: { timesLimit, casesPerHour, day, verdictsFirst },
  presets: { city },
}: SimulatedFile): string {
  const caughtUp =
    day.caughtUpAfterMinutes === null
      ? 'It had not caught up by midnight.'
      : `${inWords(day.caughtUpAfterMinutes)} minutes after the hour nothing waited any more.`
  const { verdictAtPeakMs, readAtPeakMs, mostPhotosUnderWay } = day
  const fullToo = Object.entries(city.machines.limitPerHour)
    .filter(([part, limit]) => part !== city.firstToBreak && limit < casesPerHour)
    .map(([part, limit]) => `${part} (${thousands(limit)} an hour)`)
  return [
    `The city with ${thousands(casesPerHour)} cases in the peak hour, ${timesLimit} times what its ${city.firstToBreak} part carries: the verdict comes after`,
    `${seconds(verdictAtPeakMs.p50)} (p50) and ${seconds(verdictAtPeakMs.p95)} (p95), ${thousands(mostPhotosUnderWay)} photos are under way at most, reads stay at ${readAtPeakMs.p95} ms (p95). ${caughtUp}`,
    `With workers that serve verdicts before anything else: ${seconds(verdictsFirst.verdictAtPeakMs.p50)} and ${seconds(verdictsFirst.verdictAtPeakMs.p95)}; documents and previews wait instead.`,
    ...(fullToo.length > 0 ? [`Not enough for so many, either: ${fullToo.join(', ')}.`] : []),
  ].join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const thousands = (value: number) => Math.round(value).toLocaleString('en-US')
const inWords = (value: number) => (value < 100 ? String(Math.round(value * 10) / 10) : thousands(value))
const percent = (share: number) => `${Math.round(share * 100)}%`
const seconds = (ms: number) => (ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${thousands(ms / 1_000)} s`)
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`
const size = (gb: number) =>
  gb < 1 ? `${inWords(gb * 1_000)} MB` : gb < 1_000 ? `${inWords(gb)} GB` : `${inWords(gb / 1_000)} TB`
