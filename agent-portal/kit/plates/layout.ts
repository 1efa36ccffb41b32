/** Base colours of a plate, as the plate reader names them. `yellow-green` is the large new-energy plate. */
export type PlateColour = 'blue' | 'yellow' | 'green' | 'yellow-green' | 'white' | 'black'

/** What is known of a plate, as a photo or a registry gave it. */
export interface PlateFacts {
  /** Upper case, no dot, no space; `?` where a character is not known. */
  readonly text: string
  readonly colour: PlateColour | null
  /** Two-digit code of the kind of plate (号牌种类), null where it is not known. */
  readonly kind?: string | null
  readonly rows?: 1 | 2
  readonly status?: 'read' | 'uncertain' | 'unreadable'
}

/** One character in its cell; all lengths in millimetres from the plate's top left corner. */
export interface PlateGlyph {
  readonly char: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly role: 'plain' | 'red' | 'unknown'
}

export interface PlateLayout {
  readonly width: number
  readonly height: number
  readonly cornerRadius: number
  readonly dot: { readonly x: number; readonly y: number } | null
  readonly glyphs: readonly PlateGlyph[]
}

/** Kinds of 220 x 140 mm: motorcycles and mopeds, also of embassies, consulates, driving schools, police. */
const motorcycleKinds = new Set(['07', '08', '09', '10', '17', '24'])
/** Endings that a standard plate prints in red. */
const redEndings = '警使领'

/** Where each character stands on the plate (GA 36-2018 as restated in DOMAIN.md 4.3). A text of unusual length is spread over the same width. */
export function plateLayout({ text, colour, kind, rows = 1 }: PlateFacts): PlateLayout {
  const characters = [...text]
  if (rows === 2) return kind && motorcycleKinds.has(kind) ? motorcycle(characters) : largeRear(characters)
  if (colour === 'green' || colour === 'yellow-green') return newEnergy(characters)
  return oneRow(characters)
}

/** Width of the yellow part at the left of a large new-energy plate. */
export const yellowPartMm = 120

/** 440 x 140: cells of 45 x 90, gaps of 12, one break of 34 that holds the dot. */
function oneRow(characters: string[]): PlateLayout {
  const breakAfter = breakPosition(characters)
  const row = { left: 15.5, right: 424.5, top: 25, height: 90, gap: 12, breakWidth: 34, breakAfter }
  const glyphs = spread(characters, row)
  const before = glyphs[breakAfter - 1]
  const dot = before ? { x: before.x + before.width + row.breakWidth / 2, y: 70 } : null
  return { width: 440, height: 140, cornerRadius: 10, dot, glyphs }
}

/** 480 x 140: first cell 45, the others 43 wide, gaps of 9, a break of 49, no dot. */
function newEnergy(characters: string[]): PlateLayout {
  const lefts = [15.5, 69.5, 161.5, 213.5, 265.5, 317.5, 369.5, 421.5]
  const glyphs =
    characters.length === lefts.length
      ? characters.map((char, index) => glyph(char, lefts[index] ?? 0, 25, index === 0 ? 45 : 43, 90))
      : spread(characters, { left: 15.5, right: 464.5, top: 25, height: 90, gap: 9, breakWidth: 49, breakAfter: 2 })
  return { width: 480, height: 140, cornerRadius: 10, dot: null, glyphs }
}

/** 440 x 220, two rows: rear of large vehicles, trailers. */
function largeRear(characters: string[]): PlateLayout {
  const upper = characters.slice(0, 2).map((char, index) => glyph(char, 110 + 140 * index, 15, 80, 60))
  const lower = { left: 27.5, right: 412.5, top: 90, height: 110, gap: 15, breakWidth: 15, breakAfter: 0 }
  return {
    width: 440,
    height: 220,
    cornerRadius: 10,
    dot: { x: 220, y: 45 },
    glyphs: [...upper, ...spread(characters.slice(2), lower)],
  }
}

/** 220 x 140, two rows. */
function motorcycle(characters: string[]): PlateLayout {
  const upper = characters.slice(0, 2).map((char, index) => glyph(char, 45 + 85 * index, 10, 45, 50))
  const lower = { left: 15, right: 205, top: 70, height: 60, gap: 10, breakWidth: 10, breakAfter: 0 }
  return {
    width: 220,
    height: 140,
    cornerRadius: 8,
    dot: { x: 110, y: 35 },
    glyphs: [...upper, ...spread(characters.slice(2), lower)],
  }
}

/** After province and authority; after the province alone on police and consulate plates; between the two groups of three on embassy plates. */
function breakPosition(characters: string[]): number {
  if (characters.at(-1) === '警' || characters.at(-1) === '领') return 1
  if (characters.at(-1) === '使') return 3
  if (characters[0] === '使') return 4
  return 2
}

interface Row {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly height: number
  readonly gap: number
  readonly breakWidth: number
  readonly breakAfter: number
}

/** Cells of equal width between `left` and `right`. */
function spread(characters: string[], { left, right, top, height, gap, breakWidth, breakAfter }: Row): PlateGlyph[] {
  const count = characters.length
  const breaks = breakAfter > 0 && breakAfter < count ? 1 : 0
  const width = (right - left - gap * (count - 1 - breaks) - breakWidth * breaks) / count
  return characters.map((char, index) => {
    const afterBreak = breaks > 0 && index >= breakAfter
    return glyph(char, left + index * (width + gap) + (afterBreak ? breakWidth - gap : 0), top, width, height)
  })
}

function glyph(char: string, x: number, y: number, width: number, height: number): PlateGlyph {
  return { char, x, y, width, height, role: char === '?' ? 'unknown' : redEndings.includes(char) ? 'red' : 'plain' }
}
