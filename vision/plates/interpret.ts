/** Turns what was read along the lines of a candidate into a plate, or rejects it as other text. */
import type { PlateColour } from './grammar.ts'
import { type PlateForm, plateForms, provinces } from './grammar.ts'
import { type Reading, decodePlate } from './decode-grammar.ts'
import type { Likelihoods } from './likelihoods.ts'

/** Military and armed-police numbers are any capitals and digits: only white plates are read as such. */
const loose = ['31', '32']
const anyForms = stockForms({})
const formsByColour = new Map<PlateColour, readonly PlateForm[]>(
  (['blue', 'yellow', 'green', 'yellow-green', 'black'] as const).map((colour) => [colour, stockForms({ colour })]),
)
formsByColour.set('white', plateForms({ colour: 'white' }))

/** How many natural logarithms a reading that suits the colour may cost more than one that does not. */
const colourIsWorth = 3.5
/** A reading that departs further from the recogniser's own is other text (measured on street photos and signs). */
const maxCost = 4
/** What one `?` adds to the cost. */
const unknownCost = 7
const minSureCharacters = 4

/** Null: whatever stands there is not a plate. */
export function interpretLine(line: Likelihoods, colour: PlateColour | null): Reading | null {
  const reading = decodeSuiting(line, colour)
  return reading && isPlausible(reading, colour) ? reading : null
}

function decodeSuiting(line: Likelihoods, colour: PlateColour | null): Reading | null {
  const suited = colour ? decodePlate(line, formsByColour.get(colour) ?? anyForms) : null
  // No other reading can be cheaper than the recogniser's own.
  if (suited && suited.cost <= colourIsWorth) return suited
  const free = decodePlate(line, anyForms)
  return suited && (!free || suited.cost - free.cost <= colourIsWorth) ? suited : free
}

function isPlausible({ characters, cost, kinds }: Reading, colour: PlateColour | null): boolean {
  const unknowns = characters.filter(({ char }) => char === '?').length
  if (cost > maxCost + unknownCost * unknowns) return false
  const sure = characters.filter(({ confidence }) => confidence >= 0.5)
  if (sure.length < minSureCharacters || !sure.some(({ char }) => /\d/.test(char))) return false
  const knowsProvince = provinces.includes(characters[0]?.char ?? '?') && (characters[0]?.confidence ?? 0) > 0.3
  if (kinds.some((kind) => loose.includes(kind))) return sure.length === characters.length
  // A telephone number on a door is digits, too: without a head, two gaps make anything of it.
  if (unknowns > 1 && !(knowsProvince && characters[1] && characters[1].confidence >= 0.5)) return false
  return (
    knowsProvince || characters.some(({ char }) => /[使领航]/.test(char)) || isPlateWithoutProvince(characters, colour)
  )
}

/** Words in capitals fit the rest of a plate, their O and I as 0 and 1: only the ground of a plate and real digits tell them apart. */
function isPlateWithoutProvince(characters: Reading['characters'], colour: PlateColour | null): boolean {
  if (colour === null || colour === 'white' || colour === 'black' || characters[1]?.char === 'O') return false
  return characters.filter(({ char, confidence }) => /[2-9]/.test(char) && confidence >= 0.5).length >= 2
}

function stockForms(appearance: { colour?: PlateColour }): readonly PlateForm[] {
  return plateForms(appearance).filter((form) => !form.kinds.some((kind) => loose.includes(kind)))
}
