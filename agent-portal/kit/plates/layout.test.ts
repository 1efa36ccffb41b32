import { describe, expect, it } from 'vitest'
import { type PlateFacts, plateLayout } from './layout.ts'

const lefts = (facts: PlateFacts) => plateLayout(facts).glyphs.map((glyph) => Math.round(glyph.x * 10) / 10)

describe('plateLayout', () => {
  it('sets a blue plate as the standard does, with the dot in the break after the authority', () => {
    expect(lefts({ text: '黑E12345', colour: 'blue' })).toEqual([15.5, 72.5, 151.5, 208.5, 265.5, 322.5, 379.5])
    expect(plateLayout({ text: '黑E12345', colour: 'blue' })).toMatchObject({
      width: 440,
      height: 140,
      dot: { x: 134.5, y: 70 },
    })
  })

  it('sets new-energy plates wider and without a dot', () => {
    const layout = plateLayout({ text: '黑ED12345', colour: 'green' })
    expect(layout.glyphs.map((glyph) => glyph.x)).toEqual([15.5, 69.5, 161.5, 213.5, 265.5, 317.5, 369.5, 421.5])
    expect(layout).toMatchObject({ width: 480, height: 140, dot: null })
  })

  it('breaks a police plate after the province and prints 警 in red', () => {
    const layout = plateLayout({ text: '黑E1234警', colour: 'white' })
    expect(layout.dot).toEqual({ x: 77.5, y: 70 })
    expect(layout.glyphs.map((glyph) => glyph.role)).toEqual([
      'plain',
      'plain',
      'plain',
      'plain',
      'plain',
      'plain',
      'red',
    ])
  })

  it('sets the rear plate of a large vehicle in two rows', () => {
    const { width, height, glyphs } = plateLayout({ text: '黑E12345', colour: 'yellow', rows: 2, kind: '01' })
    expect([width, height]).toEqual([440, 220])
    expect(glyphs.slice(0, 2).map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
      [110, 15, 80, 60],
      [250, 15, 80, 60],
    ])
    expect(glyphs.slice(2).map(({ x, y, width, height }) => [x, y, width, height])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [27.5 + 80 * index, 90, 65, 110]),
    )
  })

  it('gives motorcycles their small plate', () => {
    expect(plateLayout({ text: '黑E12345', colour: 'blue', rows: 2, kind: '08' })).toMatchObject({
      width: 220,
      height: 140,
    })
  })

  it('marks what is not known instead of printing it like the rest', () => {
    const { glyphs } = plateLayout({ text: '黑E1?345', colour: 'blue' })
    expect(glyphs.map((glyph) => glyph.role)[3]).toBe('unknown')
  })

  it.each([
    ['京A0', 'white', 1],
    ['WJ黑12345', 'white', 1],
    ['黑X1234应急', 'white', 1],
    ['123456使', 'black', 1],
    ['黑E12345', 'yellow', 2],
    ['黑ED1234', 'green', 1],
    ['', 'blue', 1],
  ] as const)('keeps the characters of %s on the plate and apart', (text, colour, rows) => {
    const { width, height, glyphs } = plateLayout({ text, colour, rows })
    glyphs.forEach((glyph, index) => {
      const next = glyphs[index + 1]
      expect(glyph.x).toBeGreaterThan(0)
      expect(glyph.x + glyph.width).toBeLessThan(width)
      expect(glyph.y + glyph.height).toBeLessThan(height)
      if (next && next.y === glyph.y) expect(next.x).toBeGreaterThan(glyph.x + glyph.width)
    })
  })
})
