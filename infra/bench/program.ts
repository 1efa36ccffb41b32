export const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** A benchmark as a command: `--help` prints how it is used, a failure its message, with status 1. Ends the process. */
export async function runProgram(usage: string, work: (args: readonly string[]) => Promise<void>): Promise<never> {
  if (process.argv.includes('--help')) print(usage)
  else {
    try {
      await work(process.argv.slice(2))
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 1
    }
  }
  // What was left open (keep-alive sockets) must not hold the command.
  process.exit()
}
