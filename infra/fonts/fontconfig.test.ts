import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openFont } from '../samples/outlines.ts'
import { chineseFontFile, useOurFonts } from './fontconfig.ts'

it('has every character of GB2312 and the rarer ones that names are written with', () => {
  const outline = openFont()
  const decoder = new TextDecoder('gb18030')
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      expect(outline(character).path, character).not.toBe('')
    }
  for (const character of '喆堃昇珺骉頔祎') expect(outline(character).path, character).not.toBe('')
})

it('lets pictures be drawn with our font and no other', async () => {
  const configuration = readFileSync(useOurFonts(), 'utf8')
  expect(configuration.match(/<dir>/g)).toHaveLength(1)
  expect(chineseFontFile).toMatch(/infra.fonts.NotoSansSC-Regular\.ttf$/)

  const { default: sharp } = await import('sharp')
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><text x="5" y="45" font-size="40" font-family="PingFang SC">快处</text></svg>'
  const { channels } = await sharp(Buffer.from(svg)).stats()
  const ink = channels.at(-1)?.mean ?? 0
  expect(ink).toBeGreaterThan(15) // strokes, not empty boxes or nothing
})
