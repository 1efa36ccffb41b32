export const print = (line: string): void => void process.stdout.write(`${line}\n`)

/**
 * A tool of infra/ as a command: `--help` prints how it is used; a failure prints its message and ends with status 1, as does `work` that comes to
 * 1. Ends the process.
 */
export async function runProgram(
  usage: string,
  work: (args: readonly string[]) => Promise<number> | Promise<void>,
): Promise<never> {
  if (process.argv.includes('--help')) print(usage)
  else {
    try {
      process.exitCode = (await work(process.argv.slice(2))) ?? 0
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 1
    }
  }
  // What was left open (keep-alive sockets) must not hold the command.
  process.exit()
}
