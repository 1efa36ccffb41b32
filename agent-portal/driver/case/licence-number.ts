const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/** A driving licence has the number of its holder's identity card: 17 digits and a check character. Source: GB 11643-1999, ISO 7064 mod 11-2. */
export function isLicenceNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return checks[sum % 11] === text[17]
}
