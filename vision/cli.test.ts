import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Facts } from './contract.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vision-cli-'))
  const plain = sharp({ create: { width: 320, height: 240, channels: 3, background: '#678' } })
  await plain.jpeg().toFile(join(folder, 'a.jpg'))
  await writeFile(join(folder, 'b.jpg'), 'a text')
})
afterAll(() => rm(folder, { recursive: true }))

function vision(args: string[], input = ''): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', cli, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
    child.stdin?.end(input)
  })
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('vision read', () => {
  it('answers one line per file of a folder, in order, and exits 0 although one is no photo', async () => {
    const { code, stdout } = await vision(['read', '--json', '--threads', '1', folder, join(folder, 'missing.jpg')])
    expect(code).toBe(0)
    const [a, b, missing] = lines(stdout)
    expect(a).toMatchObject({ file: join(folder, 'a.jpg'), ok: true, plates: [], vehicles: null })
    expect(Facts.safeParse(a).success).toBe(true)
    expect(b).toMatchObject({ file: join(folder, 'b.jpg'), ok: false, error: { code: 'not-an-image' } })
    expect(missing).toMatchObject({ ok: false, error: { code: 'no-such-file' } })
  })

  it('reads names from standard input', async () => {
    const { stdout } = await vision(['read', '--json', '--threads', '1', '-'], `${join(folder, 'b.jpg')}\n`)
    expect(lines(stdout)).toMatchObject([{ file: join(folder, 'b.jpg'), ok: false }])
  })

  it.each([[['read']], [['reed', 'x']], [['read', '--threads', 'many', 'x']], [['bench', '/does/not/exist']]])(
    'exits 2 with the usage when misused as %j',
    async (args) => {
      const { code, stderr } = await vision(args)
      expect(code).toBe(2)
      expect(stderr).toContain('vision read')
    },
  )
})
