import { readFileSync, writeFileSync } from 'node:fs'
import type { Measured } from './measured.ts'
import type { SimulatedFile } from './simulated.ts'
import { costTable, growthTable, latencyTable, machineTable, overloadText } from './tables.ts'

const file = new URL('../SIZING.md', import.meta.url)

export const readDocument = (): string => readFileSync(file, 'utf8')

export const writeDocument = (measured: Measured, simulated: SimulatedFile): void =>
  writeFileSync(file, renewed(readDocument(), measured, simulated))

/** The document with everything between `<!-- name -->` and `<!-- /name -->` as the data says. */
export function renewed(text: string, measured: Measured, simulated: SimulatedFile): string {
  const made = {
    cost: costTable(measured),
    machines: machineTable(measured, simulated),
    growth: growthTable(measured),
    latency: latencyTable(simulated),
    overload: overloadText(simulated),
  }
  return Object.entries(made).reduce((soFar, [name, content]) => {
    const between = new RegExp(`(<!-- ${name} -->\\n)[^]*?(\\n<!-- /${name} -->)`)
    if (!between.test(soFar)) throw new Error(`infra/SIZING.md has no place for ${name}: <!-- ${name} --> is missing`)
    return soFar.replace(between, (_, begin: string, end: string) => `${begin}\n${content}\n${end}`)
  }, text)
}
