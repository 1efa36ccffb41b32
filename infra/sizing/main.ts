import { print, runProgram } from '../program.ts'
import { readMeasured } from './measured.ts'
import { needsOf } from './needs.ts'
import { readOptions, usage } from './options.ts'
import { sizeOf } from './simulated.ts'

await runProgram(usage, async (args) => {
  const { json, preset, hosts } = readOptions(args)
  const measured = readMeasured()
  const sized = sizeOf(preset, measured, hosts)
  const summary = { preset, ...sized, needs: needsOf(preset, measured, sized.machines) }
  print(JSON.stringify(summary, null, json ? undefined : 2))
})
