import { parsePlate, plateKinds, provinces, type PlateKindCode } from '../../../vision/plates/grammar.ts'

/** A plate as far as it is typed: the kind by its picture, the province from a list, the rest by keyboard. */
export interface PlateDraft {
  readonly kind: PlateKindCode | null
  readonly province: string
  readonly rest: string
}

export const noPlate: PlateDraft = { kind: null, province: '', rest: '' }

/** What hangs on nearly every car; the others stand behind "other kinds". */
export const commonKinds = ['02', '52', '01', '51', '07'] as const satisfies readonly PlateKindCode[]

/** Kinds whose numbers a grammar describes; on the rest nobody could check what was typed. */
export const rarerKinds = (Object.keys(plateKinds) as PlateKindCode[])
  .filter((code) => plateKinds[code].patterns.length > 0 && !commonKinds.some((common) => common === code))
  .sort()

/** A number that shows what plates of this kind look like. */
export function samplePlate(code: PlateKindCode, province = provinces.charAt(7)): string {
  const [pattern = ''] = plateKinds[code].patterns
  let digit = 0
  return [...pattern]
    .map((slot) => {
      if (slot === 'P') return province
      if (slot === 'L' || slot === 'X') return 'A'
      if (slot === 'E') return 'D'
      return slot === 'S' || slot === 'D' ? String(++digit) : slot
    })
    .join('')
}

export const needsProvince = (code: PlateKindCode): boolean => plateKinds[code].patterns[0]?.startsWith('P') ?? false

/** The whole number; the last character of a kind that always has the same one (学, 挂, 警 ...) need not be typed. */
export function plateNumber({ kind, province, rest }: PlateDraft): string {
  const typed = rest.toUpperCase().replaceAll(/[\s·•.-]/g, '')
  if (kind === null) return province + typed
  // Whole as it is typed: 民航A1234 has no province and another ending than the others of its kind.
  if (parsePlate(typed)?.kinds.includes(kind)) return typed
  const text = (needsProvince(kind) ? province : '') + typed
  const ending = /[^A-Z]+$/.exec(plateKinds[kind].patterns[0] ?? '')?.[0] ?? ''
  return ending !== '' && !text.endsWith(ending) ? text + ending : text
}

/** True when this is a number of this kind. */
export function isPlateOfKind(draft: PlateDraft): boolean {
  const { kind } = draft
  return kind !== null && (parsePlate(plateNumber(draft))?.kinds.includes(kind) ?? false)
}

/** Colour of the plate for PlateBadge, from its kind code; null for a code we do not know. */
export const colourOfKind = (code: string) => (code in plateKinds ? plateKinds[code as PlateKindCode].colour : null)

/** A plate of the case, as PlateBadge draws it. */
export const plateFacts = ({ plateNumber: text, plateKind: kind }: { plateNumber: string; plateKind: string }) => ({
  text,
  kind,
  colour: colourOfKind(kind),
  rows: kind in plateKinds && plateKinds[kind as PlateKindCode].rows[0] === 2 ? (2 as const) : (1 as const),
})
