/** Parsing of what the commands share. */
import { parseArgs } from 'node:util'
import { UsageError } from './usage.ts'

export interface Arguments {
  readonly json: boolean
  readonly crop: boolean
  readonly scenes: boolean
  readonly threads: number | undefined
  readonly repeat: number
  readonly size: '12mp' | undefined
  readonly report: string | undefined
  readonly models: string | undefined
  readonly positionals: readonly string[]
}

/** Fails with UsageError. */
export function parseArguments(args: string[]): Arguments {
  const { values, positionals } = parsed(args)
  if (values.size !== undefined && values.size !== '12mp') throw new UsageError('--size knows 12mp only')
  return {
    json: values.json ?? false,
    crop: values.crop ?? false,
    scenes: values.scenes ?? false,
    threads: values.threads === undefined ? undefined : positive('--threads', values.threads),
    repeat: positive('--repeat', values.repeat ?? '1'),
    size: values.size,
    report: values.report,
    models: values.models,
    positionals,
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        crop: { type: 'boolean' },
        scenes: { type: 'boolean' },
        threads: { type: 'string' },
        repeat: { type: 'string' },
        size: { type: 'string' },
        report: { type: 'string' },
        models: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`${option} wants a whole number from 1`)
  return value
}
