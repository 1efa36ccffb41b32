import { spawn } from 'node:child_process'
import { join, resolve as absolute } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export type SimulatorName = 'sms' | 'registries' | 'insurer'

/** A simulator in a process of its own. */
export interface RunningSimulator<Credentials> {
  readonly url: string
  readonly credentials: Credentials
  stop(): Promise<void>
}

const credentials = {
  sms: z.object({ token: z.string() }),
  registries: z.object({ token: z.string() }),
  insurer: z.object({ secrets: z.record(z.string(), z.string()) }),
} as const satisfies Record<SimulatorName, z.ZodType>

type CredentialsOf<Name extends SimulatorName> = z.infer<(typeof credentials)[Name]>

/** Where the simulators answer, and the secrets that they accept. */
export interface Simulators {
  readonly smsUrl: string
  readonly registriesUrl: string
  /** Each insurer answers under it: `${insurerUrl}/PICC`. */
  readonly insurerUrl: string
  readonly secrets: {
    readonly smsToken: string
    readonly registriesToken: string
    /** By insurer id. */
    readonly insurers: Readonly<Record<string, string>>
  }
  stop(): Promise<void>
}

/**
 * Starts all simulators, each as its own process with its state below `dataDir`, and resolves when every one answers.
 * Ports are free ones unless given. They end with `stop()`, and also when this process is killed.
 */
export async function startSimulators({
  dataDir,
  ports = {},
}: {
  dataDir: string
  ports?: Partial<Record<SimulatorName, number>>
}): Promise<Simulators> {
  const place = (name: SimulatorName) => ({ dataDir: join(dataDir, name), port: ports[name] })
  const starting = [
    startSimulator('sms', place('sms')),
    startSimulator('registries', place('registries')),
    startSimulator('insurer', place('insurer')),
  ] as const
  const stop = async () => {
    const outcomes = await Promise.allSettled(starting)
    await Promise.all(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.stop() : undefined)))
  }

  const [sms, registries, insurer] = await Promise.all(starting).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    smsUrl: sms.url,
    registriesUrl: registries.url,
    insurerUrl: insurer.url,
    secrets: {
      smsToken: sms.credentials.token,
      registriesToken: registries.credentials.token,
      insurers: insurer.credentials.secrets,
    },
    stop,
  }
}

/** Starts one simulator; without `dataDir` its state lives in memory. Fails where it ends before it is ready. */
export async function startSimulator<Name extends SimulatorName>(
  name: Name,
  { dataDir, port = 0 }: { dataDir?: string; port?: number } = {},
): Promise<RunningSimulator<CredentialsOf<Name>>> {
  const fromSource = import.meta.url.endsWith('.ts')
  const main = fileURLToPath(new URL(`./${name}/main.${fromSource ? 'ts' : 'js'}`, import.meta.url))
  const child = spawn(
    process.execPath,
    [
      ...(fromSource ? ['--import', 'tsx'] : []),
      main,
      `--port=${port}`,
      ...(dataDir ? [`--data=${absolute(dataDir)}`] : []),
    ],
    { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  const line = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The simulator ${name} ended before it was ready`)))
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve)
  })
  const { url } = z.object({ url: z.url() }).parse(JSON.parse(line))

  return {
    url,
    credentials: credentials[name].parse(JSON.parse(line)) as CredentialsOf<Name>,
    async stop() {
      child.kill()
      await exited
    },
  }
}
