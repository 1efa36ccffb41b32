/** What each VIN letter counts (GB 16735 / ISO 3779, table of transliteration); I, O and Q do not occur. */
const letterValues = 'A1B2C3D4E5F6G7H8J1K2L3M4N5P7R9S2T3U4V5W6X7Y8Z9'
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** Sets the ninth of 17 characters: the weighted sum of the others modulo 11, X for 10 (GB 16735). */
export function withCheckDigit(vin: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * valueOf(vin.charAt(at)), 0)
  const rest = sum % 11
  return `${vin.slice(0, 8)}${rest === 10 ? 'X' : rest}${vin.slice(9)}`
}

function valueOf(character: string): number {
  return Number(/\d/.test(character) ? character : letterValues.charAt(letterValues.indexOf(character) + 1))
}
