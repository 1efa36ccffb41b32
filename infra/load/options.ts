import { parseArgs } from 'node:util'
import { photosFolder } from '../samples/label.ts'

export interface LoadOptions {
  readonly json: boolean
  readonly photos: string
  /** Grow the photos to what phones save: 12 megapixels, about 3 MB. */
  readonly phone: boolean
  readonly perMinute: number
  /** How many cases, or for how many minutes they come in. */
  readonly until: { readonly cases: number } | { readonly minutes: number }
  /** A platform that runs already, with the simulators it asks; otherwise one is started. */
  readonly running: { readonly url: string; readonly smsUrl: string; readonly registriesUrl: string } | undefined
}

export const usage = `usage: npm run -s load -- [--json] [--photos DIR] [--phone] [--rate 60] [--cases 8 | --minutes M] [--url URL --sms URL --registries URL]

Drivers, surveyors and officers in processes of their own live whole cases over HTTP and the live channel, six photos each. Cases come in as they happen,
at a rate that does not ask how the platform copes (a Poisson process). At the end every acknowledged photo is read back and compared.

  --json            print one JSON object as the last line
  --photos DIR      photos to send instead of the sample photos; at least six
  --phone           grow the photos first to what phones save: 12 megapixels, about 3 MB
  --rate N          cases a minute
  --cases N         ends after N cases
  --minutes M       ends after M minutes of arrivals
  --url URL         load this platform (with the sample accounts) instead of starting one
  --sms URL, --registries URL
                    the simulators that it asks: where codes arrive, and who drives what`

export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      photos: { type: 'string', default: photosFolder },
      phone: { type: 'boolean', default: false },
      rate: { type: 'string', default: '60' },
      cases: { type: 'string' },
      minutes: { type: 'string' },
      url: { type: 'string' },
      sms: { type: 'string' },
      registries: { type: 'string' },
    },
  })
  if (values.cases !== undefined && values.minutes !== undefined) throw new Error('give --cases or --minutes, not both')
  return {
    json: values.json,
    photos: values.photos,
    phone: values.phone,
    perMinute: number('--rate', values.rate, 6_000),
    until:
      values.minutes === undefined
        ? { cases: number('--cases', values.cases ?? '8', 40_000) }
        : { minutes: number('--minutes', values.minutes, 600) },
    running: running(values),
  }
}

function running({
  url,
  sms,
  registries,
}: {
  url?: string
  sms?: string
  registries?: string
}): LoadOptions['running'] {
  if (url === undefined && sms === undefined && registries === undefined) return undefined
  if (!url || !sms || !registries)
    throw new Error('--url, --sms and --registries go together: drivers need the codes that the platform sends them')
  const trimmed = (address: string) => address.replace(/\/+$/, '')
  return { url: trimmed(url), smsUrl: trimmed(sms), registriesUrl: trimmed(registries) }
}

function number(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`${name} takes a whole number from 1 to ${most}`)
  return value
}
