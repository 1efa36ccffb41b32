import { parseArgs } from 'node:util'
import { presets, type Preset, type PresetName } from './presets.ts'

export const usage = `usage: npm run -s sizing -- [--json] [--preset district|city|province] [--cases-per-day N] [--photos N] [--peak X] [--hosts N] [--queue bull|postgres]

Simulates one day of an installation with the measured costs of a case (infra/sizing/measured.json), and the same day with a host lost in the
middle of the peak hour. A province's takes some minutes.

  --json             print one JSON object as the last line
  --preset NAME      what the rest starts from (city)
  --cases-per-day N  cases of an ordinary day
  --photos N         photos of a case
  --peak X           the peak hour over the mean hour
  --hosts N          application hosts, instead of as many as are needed
  --queue KIND       where jobs lie: bull serves lanes beside each other, postgres verdicts first`

export interface SizingOptions {
  readonly json: boolean
  readonly preset: Preset
  readonly hosts: number | undefined
}

export function readOptions(args: readonly string[]): SizingOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      preset: { type: 'string', default: 'city' },
      'cases-per-day': { type: 'string' },
      photos: { type: 'string' },
      peak: { type: 'string' },
      hosts: { type: 'string' },
      queue: { type: 'string', default: 'bull' },
    },
  })
  if (!(values.preset in presets)) throw new Error(`--preset is one of ${Object.keys(presets).join(', ')}`)
  const { queue } = values
  if (queue !== 'bull' && queue !== 'postgres') throw new Error('--queue is bull or postgres')
  const preset: Preset = presets[values.preset as PresetName]
  return {
    json: values.json,
    preset: {
      ...preset,
      queue,
      casesPerDay: whole('--cases-per-day', values['cases-per-day'], 200_000) ?? preset.casesPerDay,
      photosPerCase: whole('--photos', values.photos, 50) ?? preset.photosPerCase,
      peak: whole('--peak', values.peak, 100) ?? preset.peak,
    },
    hosts: whole('--hosts', values.hosts, 1_000),
  }
}

function whole(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`${name} takes a whole number from 1 to ${most}`)
  return value
}
