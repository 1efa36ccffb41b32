import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sheet = readFileSync(new URL('../../agent-portal/kit/tokens.css', import.meta.url), 'utf8')
const hexColour = /--([\w-]+):\s*(#[0-9a-f]{6})/g

function declarationsAfter(selector: string): string {
  const start = sheet.indexOf('{', sheet.indexOf(selector)) + 1
  return sheet.slice(start, sheet.indexOf('}', start))
}

const colours = (selector: string) =>
  new Map([...declarationsAfter(selector).matchAll(hexColour)].map(([, name = '', value = '']) => [name, value]))

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

const textOn = [
  ['ink', ['ground', 'surface', 'sunken', 'action-tint', 'ok-tint', 'warn-tint', 'bad-tint']],
  ['ink-quiet', ['ground', 'surface', 'sunken']],
  ['action-ink', ['ground', 'surface', 'action-tint']],
  ['on-action', ['action', 'action-pressed']],
  ['on-navy', ['navy']],
  ['on-navy-quiet', ['navy']],
  ['ok', ['surface', 'ground', 'ok-tint']],
  ['warn', ['surface', 'ground', 'warn-tint']],
  ['bad', ['surface', 'ground', 'bad-tint']],
] as const

const themes = { light: ':root {', dark: ":root[data-theme='dark']", night: ":root[data-theme='night']" }

describe('tokens', () => {
  it('gives a system set to dark exactly the dark theme', () => {
    const normal = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    expect(normal(declarationsAfter(':root:not([data-theme])'))).toBe(normal(declarationsAfter(themes.dark)))
  })

  describe.each(Object.entries(themes))('%s', (_theme, selector) => {
    const token = colours(selector)
    const ratio = (a: string, b: string) => contrast(token.get(a) ?? '', token.get(b) ?? '')

    it.each(textOn)('reads %s at 4.5:1 or better on all it stands on', (text, grounds) => {
      for (const ground of grounds) expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    })

    it('draws the borders of controls at 3:1 or better', () => {
      for (const ground of ['surface', 'ground']) expect(ratio('line-strong', ground)).toBeGreaterThanOrEqual(3)
    })
  })
})
