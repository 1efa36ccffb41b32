import type { Fonts } from './font.ts'

/** Part of a line that one font has. */
export interface Run {
  readonly font: string
  readonly text: string
}

/** The two fonts of a document as one: the rare one steps in where the main one lacks a character. */
export interface Typeface {
  /** `text` by the font that draws it, in order; what neither has is □. */
  runs(text: string): Run[]
  /** Width at 1 pt. Neither font has kerning, so widths add up. */
  widthOf(text: string): number
  /** Characters met so far that neither font has. */
  missing(): string[]
}

const main = 'NotoSansSC-Regular'
const rare = 'KuaichuRareHan-Regular'
const absent = '□'

/** `doc` was opened with the main font. The rare one is opened, and embedded, only for a document that needs it. */
export function openTypeface(doc: PDFKit.PDFDocument, fonts: Fonts): Typeface {
  doc.registerFont(rare, fonts.rare)
  const missing = new Set<string>()
  const fontOf = new Map<string, string | null>()
  const widths = new Map<string, number>()

  const findFont = (character: string) => {
    const known = fontOf.get(character)
    if (known !== undefined) return known
    const found = [main, rare].find((font) => hasGlyph(doc.font(font), character)) ?? null
    fontOf.set(character, found)
    return found
  }

  const runs = (text: string) => {
    const found: { font: string; text: string }[] = []
    for (const character of text) {
      const font = findFont(character)
      if (font === null) missing.add(character)
      const last = found.at(-1)
      const run = { font: font ?? main, text: font === null ? absent : character }
      if (last?.font === run.font) last.text += run.text
      else found.push(run)
    }
    return found
  }

  const unitWidth = (character: string) => {
    const known = widths.get(character)
    if (known !== undefined) return known
    const [run] = runs(character)
    const width = run ? doc.font(run.font).fontSize(1000).widthOfString(run.text) / 1000 : 0
    widths.set(character, width)
    return width
  }

  return {
    runs,
    widthOf: (text) => Array.from(text, unitWidth).reduce((sum, width) => sum + width, 0),
    missing: () => [...missing],
  }
}

/** pdfkit holds the open font in a property that its typings leave out. */
function hasGlyph(doc: PDFKit.PDFDocument, character: string): boolean {
  const { _font } = doc as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } }
  return _font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
}
