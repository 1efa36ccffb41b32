/**
 * The grammar of Chinese number plates (GA 36-2018): kinds, character sets, and which texts belong to which kind. Pure, without imports,
 * and the only place where this knowledge stands; DOMAIN.md sections 4.1 and 4.2 are its source.
 */

/** Base colours as a person names them. `yellow-green` is the large new-energy plate. */
export type PlateColour = 'blue' | 'yellow' | 'green' | 'yellow-green' | 'white' | 'black'

export const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'
const digits = '0123456789'
const serialLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * Slot letters of the patterns below: P province, L issuing authority, S serial, D digit, E new-energy letter, X any capital. A slot
 * that is none of these stands for itself. A lookup accepts O as issuing authority (older official plates), generation never makes one.
 */
const lookupSlots: Readonly<Record<string, string>> = {
  P: provinces,
  L: serialLetters + 'O',
  S: digits + serialLetters,
  D: digits,
  E: 'ABCDEFGHJK',
  X: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
}
const generateSlots: Readonly<Record<string, string>> = { ...lookupSlots, L: serialLetters }

/**
 * Seen on the road and accepted in lookups, but never generated: DOMAIN.md 4.2 gives consulate plates as P D5 领, photographed ones also read P L D4 领
 * (沪A1639领).
 */
const lookupOnlyPatterns: readonly string[] = ['PLDDDD领']

/**
 * Kinds of plate (号牌种类) by their two-digit code. `stocked` says whether the plate store may hold it; the others are only recognised on the
 * road. Kinds without a pattern carry local or foreign text that no grammar describes.
 */
export const plateKinds = {
  '01': kind('大型汽车', 'Large vehicle', 'yellow', [1, 2], ['PLSSSSS']),
  '02': kind('小型汽车', 'Small vehicle', 'blue', [1], ['PLSSSSS']),
  '03': kind('使馆汽车', 'Embassy vehicle', 'black', [1], ['DDDDDD使', '使DDDDDD']),
  '04': kind('领馆汽车', 'Consulate vehicle', 'black', [1], ['PDDDDD领', 'PLDDDD领']),
  '07': kind('普通摩托车', 'Motorcycle', 'yellow', [2], ['PLSSSSS']),
  '08': kind('轻便摩托车', 'Moped', 'blue', [2], ['PLSSSSS']),
  '09': kind('使馆摩托车', 'Embassy motorcycle', 'black', [2], ['DDDDDD使', '使DDDDDD']),
  '10': kind('领馆摩托车', 'Consulate motorcycle', 'black', [2], ['PDDDDD领', 'PLDDDD领']),
  '13': kind('低速车', 'Low-speed vehicle', 'yellow', [2], ['PLSSSSS']),
  '15': kind('挂车', 'Trailer', 'yellow', [2], ['PLSSSS挂']),
  '16': kind('教练汽车', 'Driving-school car', 'yellow', [1], ['PLSSSS学']),
  '17': kind('教练摩托车', 'Driving-school motorcycle', 'yellow', [2], ['PLSSSS学']),
  '20': kind('临时入境汽车', 'Temporary entry vehicle', 'white', [1, 2], []),
  '21': kind('临时入境摩托车', 'Temporary entry motorcycle', 'white', [1, 2], []),
  '22': kind('临时行驶车', 'Temporary plate', 'blue', [1, 2], []),
  '23': kind('警用汽车', 'Police vehicle', 'white', [1], ['PLSSSS警']),
  '24': kind('警用摩托车', 'Police motorcycle', 'white', [2], ['PLSSSS警']),
  '26': kind('香港入出境车', 'Hong Kong cross-border vehicle', 'black', [1], ['粤ZSSSS港']),
  '27': kind('澳门入出境车', 'Macau cross-border vehicle', 'black', [1], ['粤ZSSSS澳']),
  '31': kind('武警车辆', 'Armed police vehicle', 'white', [1, 2], ['WJPSSSSS', 'WJPSSSS'], false),
  '32': kind('军队车辆', 'Military vehicle', 'white', [1, 2], ['XXDDDDD'], false),
  '51': kind('大型新能源汽车', 'Large new-energy vehicle', 'yellow-green', [1], ['PLDDDDDE']),
  '52': kind('小型新能源汽车', 'Small new-energy vehicle', 'green', [1], ['PLESDDDD']),
  // 其他: what is met on the road and has no code of its own. White on dark green at airports; the colour here is that of fire and rescue.
  '99': kind(
    '应急救援或民航车辆',
    'Fire and rescue or airport vehicle',
    'white',
    [1],
    ['PXDDDD应急', '民航LDDDD'],
    false,
  ),
} as const

export type PlateKindCode = keyof typeof plateKinds

export interface PlateKind {
  readonly zh: string
  readonly en: string
  readonly colour: PlateColour
  /** Number of text rows this kind is made with. */
  readonly rows: readonly (1 | 2)[]
  readonly patterns: readonly string[]
  readonly stocked: boolean
}

export const plateKindCodes = Object.keys(plateKinds).sort() as readonly PlateKindCode[]

/** What was seen of a plate besides its text; narrows the kinds. */
export interface PlateAppearance {
  readonly colour?: PlateColour
  readonly rows?: 1 | 2
}

export interface ParsePlateOptions extends PlateAppearance {
  /** `lookup` (default) accepts what may hang on a car; `generate` only what may be newly issued (no issuing letter O, no consulate plate with one). */
  readonly mode?: 'lookup' | 'generate'
}

export interface ParsedPlate {
  readonly text: string
  /** Never empty; more than one where the text alone cannot tell (blue, yellow and motorcycle plates share numbers). */
  readonly kinds: readonly PlateKindCode[]
}

/** One way a plate may be composed: the characters allowed at each position, and the kinds composed so. */
export interface PlateForm {
  readonly slots: readonly string[]
  readonly kinds: readonly PlateKindCode[]
}

/** The storage form: upper case, no dot, no blanks, full-width characters folded. Says nothing about validity. */
export function normalisePlate(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・‧∙●.\-_:]/g, '')
}

/**
 * Reads a plate text. Returns null where no kind is composed like this (or none of that colour and number of rows).
 * Source: GA 36-2018 as restated in DOMAIN.md 4.2.
 */
export function parsePlate(raw: string, options: ParsePlateOptions = {}): ParsedPlate | null {
  const text = normalisePlate(raw)
  const kinds = plateForms(options)
    .filter((form) => fits(text, form.slots))
    .flatMap((form) => form.kinds)
  return kinds.length > 0 ? { text, kinds: [...new Set(kinds)].sort() } : null
}

export function isPlate(raw: string, options: ParsePlateOptions = {}): boolean {
  return parsePlate(raw, options) !== null
}

/** The distinct compositions a plate of this appearance may have; the decoder walks these. */
export function plateForms({ colour, rows, mode = 'lookup' }: ParsePlateOptions = {}): readonly PlateForm[] {
  const slots = mode === 'lookup' ? lookupSlots : generateSlots
  const forms = new Map<string, PlateKindCode[]>()
  for (const code of plateKindCodes) {
    const kind: PlateKind = plateKinds[code]
    if (colour && kind.colour !== colour) continue
    if (rows && !kind.rows.includes(rows)) continue
    const patterns = mode === 'lookup' ? kind.patterns : kind.patterns.filter((p) => !lookupOnlyPatterns.includes(p))
    for (const pattern of patterns) forms.set(pattern, [...(forms.get(pattern) ?? []), code])
  }
  return [...forms].map(([pattern, kinds]) => ({ slots: slotsOf(pattern, slots), kinds }))
}

/** As people write it: a dot after the issuing letter (京A·12345), on police plates after the province (京·A1234警). */
export function formatPlate(raw: string): string {
  const text = normalisePlate(raw)
  if (/^[^A-Z0-9][A-Z].{4}警$/.test(text)) return `${text.slice(0, 1)}·${text.slice(1)}`
  if (/^[^A-Z0-9][A-Z?]/.test(text)) return `${text.slice(0, 2)}·${text.slice(2)}`
  return text
}

/** For logs and strangers: province, issuing letter and the last two characters stay (京A···45). */
export function maskPlate(raw: string): string {
  const text = normalisePlate(raw)
  return text.length <= 4 ? '*'.repeat(text.length) : text.slice(0, 2) + '*'.repeat(text.length - 4) + text.slice(-2)
}

/**
 * Folds what no reader can tell apart before two texts are compared: 0 is O in second place, O is 0 and I is 1 from the third on (VISION.md 4).
 */
export function comparablePlate(raw: string): string {
  const text = normalisePlate(raw)
  return text.slice(0, 1) + text.slice(1, 2).replace('0', 'O') + text.slice(2).replaceAll('O', '0').replaceAll('I', '1')
}

function kind(
  zh: string,
  en: string,
  colour: PlateColour,
  rows: readonly (1 | 2)[],
  patterns: readonly string[],
  stocked = true,
): PlateKind {
  return { zh, en, colour, rows, patterns, stocked }
}

function slotsOf(pattern: string, alphabet: Readonly<Record<string, string>>): readonly string[] {
  return [...pattern].map((slot) => alphabet[slot] ?? slot)
}

function fits(text: string, slots: readonly string[]): boolean {
  const characters = [...text]
  return characters.length === slots.length && slots.every((allowed, at) => allowed.includes(characters[at] ?? ' '))
}
