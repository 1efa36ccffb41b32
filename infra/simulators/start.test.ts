import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { received } from './control-client.ts'
import { startSimulator, startSimulators } from './start.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-simulators-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

it('starts every simulator with secrets that survive a restart, and stops them', async () => {
  const first = await startSimulators({ dataDir })
  const urls = [first.smsUrl, first.registriesUrl, first.insurerUrl]
  expect(await Promise.all(urls.map(received))).toEqual([[], [], []])
  await first.stop()
  await expect(received(first.smsUrl)).rejects.toThrow()

  const second = await startSimulators({ dataDir })
  await second.stop()
  expect(second.secrets).toEqual(first.secrets)
})

it('fails where a port is taken', async () => {
  const holder = await startSimulator('sms')
  await expect(startSimulator('sms', { port: Number(new URL(holder.url).port) })).rejects.toThrow('before it was ready')
  await holder.stop()
})

it('lets no simulator outlive the process that started it', async () => {
  const start = JSON.stringify(new URL('./start.ts', import.meta.url).href)
  const script = `const { startSimulator } = await import(${start}); console.log(JSON.stringify(await startSimulator('sms')))`
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: parent.stdout }), 'line')
  const { url } = z.object({ url: z.url() }).parse(JSON.parse(String(line)))
  expect(await received(url)).toEqual([])

  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(received(url)).rejects.toThrow(), { timeout: 5_000 })
})
