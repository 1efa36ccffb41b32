/** `npm run -s vision -- read | bench | score`; VISION.md section 2 fixes what they print. */
import { bench } from './cli/bench.ts'
import { UsageError, usage } from './cli/usage.ts'
import { read } from './cli/read.ts'
import { score } from './cli/score.ts'

const commands = new Map<string, (args: string[]) => Promise<void>>(Object.entries({ read, bench, score }))

async function main([name = '', ...args]: string[]): Promise<void> {
  if (name === '--help' || name === '-h' || args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    return
  }
  const command = commands.get(name)
  if (!command) throw new UsageError(name ? `there is no command ${name}` : 'a command is missing')
  await command(args)
}

// Whoever reads no further, such as `head`, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`vision: ${error.message}\n\n${usage}`)
  else console.error(error)
  process.exitCode = error instanceof UsageError ? 2 : 1
})
