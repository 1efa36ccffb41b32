import { exec, execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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
    expect(a).toMatchObject({ file: join(folder, 'a.jpg'), ok: true, plates: [], vehicles: [] })
    expect(Facts.safeParse(a).success).toBe(true)
    expect(b).toMatchObject({ file: join(folder, 'b.jpg'), ok: false, error: { code: 'not-an-image' } })
    expect(missing).toMatchObject({ ok: false, error: { code: 'no-such-file' } })
  })

  it('reads names from standard input, once, and takes folders there, too', async () => {
    const input = `${join(folder, 'b.jpg')}\r\n\n${folder}\n`
    const { stdout } = await vision(['read', '--json', '--threads', '1', '-', '-'], input)
    expect(lines(stdout).map(({ file }) => file)).toEqual(['b.jpg', 'a.jpg', 'b.jpg'].map((name) => join(folder, name)))
  })

  // Other systems know no such names.
  it.runIf(process.platform === 'linux')('opens a file whose name is no UTF-8, and waits for no pipe', async () => {
    const odd = await mkdtemp(join(tmpdir(), 'vision-odd-'))
    try {
      await writeFile(Buffer.concat([Buffer.from(`${odd}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')]), 'a text')
      await mkdir(join(odd, 'folder.jpg'))
      execFileSync('mkfifo', [join(odd, 'pipe.jpg')])
      const { code, stdout } = await vision(['read', '--json', '--threads', '1', odd])
      expect(code).toBe(0)
      expect(lines(stdout).map(({ error }) => (error as { code: string }).code)).toEqual([
        'no-such-file',
        'no-such-file',
        'not-an-image',
      ])
    } finally {
      await rm(odd, { recursive: true })
    }
  })

  it('ends without a word when nobody reads its answers any more', async () => {
    const files = Array.from({ length: 30 }, () => join(folder, 'b.jpg')).join(' ')
    const command = `"${process.execPath}" --import tsx "${cli}" read --json --threads 1 ${files} | head -1`
    const { stdout, stderr } = await promisify(exec)(command)
    expect(lines(stdout)).toHaveLength(1)
    expect(stderr).toBe('')
  })

  it.each([
    [['read']],
    [['reed', 'x']],
    [['__proto__', 'x']],
    [['read', '--threads', 'many', 'x']],
    [['bench', '/does/not/exist']],
    [['score', cli, tmpdir()]],
  ])('exits 2 with the usage when misused as %j', async (args) => {
    const { code, stderr } = await vision(args)
    expect(code).toBe(2)
    expect(stderr).toContain('vision read')
  })
})

describe('vision score --scenes', () => {
  it('scores what photos show over several folders at once, and leaves out what nobody was sure of', async () => {
    const labels = join(folder, 'scenes.jsonl')
    const label = { file: 'a.jpg', view: 'other', vehicles: 0 }
    await writeFile(labels, `${JSON.stringify(label)}\n${JSON.stringify({ ...label, unsure: ['view'] })}\n`)
    const plates = join(folder, 'plates.jsonl')
    await writeFile(plates, `${JSON.stringify({ file: 'b.jpg', plates: [{}] })}\n`)
    const { code, stdout } = await vision(['score', '--json', '--scenes', labels, folder, plates, folder])
    expect(code).toBe(0)
    const [summary] = lines(stdout)
    expect(summary).toMatchObject({
      photos: 3,
      view: { hits: 1, of: 1 },
      vehiclesPresent: { hit: { hits: 0, of: 1 }, falseAlarm: { hits: 0, of: 2 } },
      vehicleCount: { exact: { hits: 2, of: 2 } },
      misses: [{ file: join(folder, 'b.jpg'), view: null, present: { labelled: true } }],
    })
  })

  it('wants a folder for each labels file', async () => {
    const { code, stderr } = await vision(['score', '--scenes', join(folder, 'scenes.jsonl')])
    expect(code).toBe(2)
    expect(stderr).toContain('a folder')
  })
})

describe('vision score', () => {
  it('counts the plates of a photo that is not there as missed, and says so', async () => {
    const labels = join(folder, 'labels.jsonl')
    await writeFile(labels, '{"file":"gone.jpg","plates":[{"plate":"黑E6A152","color":"blue"}]}\n')
    const { code, stdout, stderr } = await vision(['score', '--json', '--threads', '1', labels, folder])
    expect(code).toBe(0)
    expect(lines(stdout)).toMatchObject([
      { photos: 1, misses: [{ file: 'gone.jpg', missed: ['黑E6A152'], reads: [] }] },
    ])
    expect(stderr).toContain('gone.jpg')
  })

  it('shows what was missed in one HTML file: the cut, what stands there and what was read, disputed labels apart', async () => {
    const labels = join(folder, 'report.jsonl')
    const corners = '[[100,100],[180,100],[180,125],[100,125]]'
    await writeFile(
      labels,
      `{"file":"a.jpg","plates":[{"plate":"黑E6A152","color":"blue","corners":${corners}}]}
{"file":"gone.jpg","plate":"沪A<b>","color":"blue","suspect":true}\n`,
    )
    const report = join(folder, 'report.html')
    const { code, stdout } = await vision(['score', '--json', '--threads', '1', '--report', report, labels, folder])
    expect(code).toBe(0)
    expect(lines(stdout)).toMatchObject([{ photos: 1, disputed: 1, misses: [{ file: 'a.jpg' }] }])
    const html = await readFile(report, 'utf8')
    expect(html).toContain('Missed plates: 1')
    expect(html).toMatch(/<img alt="" src="data:image\/jpeg;base64,[^"]{200,}"><figcaption><b>黑E6A152<\/b>/)
    expect(html).toMatch(/Disputed labels, not counted: 1<\/h2><figure><p>cannot be opened<\/p>.*沪A&#60;b&#62;/)
    expect(html).not.toContain('<script')
  })

  it('says so before the work where the report cannot be written', async () => {
    const labels = join(folder, 'none.jsonl')
    await writeFile(labels, '')
    const { code, stderr } = await vision(['score', '--report', join(folder, 'no', 'where.html'), labels, folder])
    expect(code).toBe(2)
    expect(stderr).toContain('where.html')
  })
})

describe('vision bench', () => {
  it('has no figures for a folder without photos', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'vision-empty-'))
    await mkdir(join(empty, 'folder.jpg'))
    const { code, stdout, stderr } = await vision(['bench', '--json', '--threads', '1', empty])
    await rm(empty, { recursive: true })
    expect(code).toBe(0)
    expect(lines(stdout)).toMatchObject([{ images: 0, imagesPerSecond: null, ratioToFloor: null }])
    expect(stderr).toContain('this is a folder')
  })

  it('enlarges what can be decoded and leaves the rest out', async () => {
    const { code, stdout, stderr } = await vision(['bench', '--json', '--threads', '1', '--size', '12mp', folder])
    expect(code).toBe(0)
    expect(lines(stdout)).toMatchObject([{ images: 1 }])
    expect(stderr).toContain('b.jpg is left out')
  }, 60_000)
})
