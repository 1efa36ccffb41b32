/**
 * Files that came to harm: flipped bits, cut-off ends, spoilt headers. Every one gets an answer, none hangs for five seconds (the pool would kill its child,
 * try it once more and answer `timed-out`), the children live on and their memory stays bounded. KUAICHU_MUTATIONS sets how many; the default keeps the
 * suite short.
 */
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../infra/samples/random.ts'
import { Facts, UnreadableCode } from './contract.ts'
import { VisionPool } from './pool.ts'

const count = Number(process.env['KUAICHU_MUTATIONS'] ?? 36)
const atOnce = 2
const longestMs = 5_000
const childMb = 450
const sample = new URL('../infra/samples/photos/a1-plate-a.jpg', import.meta.url)

let pool: VisionPool
let originals: Buffer[]
beforeAll(async () => {
  const photo = sharp(await readFile(sample)).resize(640)
  originals = await Promise.all([
    photo.clone().jpeg().toBuffer(),
    photo.clone().png().toBuffer(),
    photo.clone().webp().toBuffer(),
  ])
  pool = new VisionPool({ children: atOnce, timeoutMs: longestMs })
}, 60_000)
afterAll(() => pool.close())

/** One photo spoilt in one of four ways. */
function mutated(number: number): Buffer {
  const random = seededRandom(number)
  const bytes = Buffer.from(originals[number % originals.length] as Buffer)
  const anywhere = (below: number) => Math.floor(random() * below)
  switch (Math.floor(number / originals.length) % 4) {
    case 0: {
      for (let flips = 1 + anywhere(40); flips > 0; flips--) {
        const at = anywhere(bytes.length)
        bytes[at] = (bytes[at] as number) ^ (1 << anywhere(8))
      }
      return bytes
    }
    case 1:
      return bytes.subarray(0, anywhere(bytes.length))
    case 2: {
      for (let spoilt = 1 + anywhere(8); spoilt > 0; spoilt--) bytes[anywhere(600)] = anywhere(256)
      return bytes
    }
    default: {
      const [from, length] = [anywhere(bytes.length), anywhere(4000)]
      return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(length, anywhere(256)), bytes.subarray(from)])
    }
  }
}

describe('photos that came to harm', () => {
  it(
    `get an answer, each of ${count}, and cost neither a child nor its memory`,
    async () => {
      const codes = new Map<string, number>()
      const assessOne = async (number: number) => {
        const assessment = await pool.assess(mutated(number))
        if (assessment.ok) expect(Facts.safeParse(assessment.facts).success, `photo ${number}`).toBe(true)
        else expect(UnreadableCode.options, `photo ${number}`).toContain(assessment.error.code)
        const code = assessment.ok ? 'read' : assessment.error.code
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
      for (let number = 0; number < count; number += atOnce) {
        await Promise.all(Array.from({ length: Math.min(atOnce, count - number) }, (_, i) => assessOne(number + i)))
      }
      expect(codes.get('crashed') ?? 0).toBe(0)
      expect(codes.get('timed-out') ?? 0).toBe(0)
      // Both kinds of end were met: otherwise the mutations were too mild or too strong to tell anything.
      expect(codes.get('read')).toBeGreaterThan(count / 10)
      expect(codes.get('undecodable')).toBeGreaterThan(0)
      expect(pool.peakRssMb).toBeLessThan(atOnce * childMb)
    },
    60_000 + count * 500,
  )
})
