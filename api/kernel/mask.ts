/**
 * Masks of DOMAIN.md 8.5. Personal values leave the server masked unless the reader handles the case.
 * Names are cut by code points, so a rare character outside the BMP is never halved.
 */
export const mask = {
  /** 13812345678 -> 138****5678 */
  phone: (phone: string) =>
    phone.length < 11 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`,
  /** 张三丰 -> 张** ; 欧阳娜 -> 欧** (compound surnames keep their first character only: showing less is the safe side) */
  name: (name: string) => {
    const [first = '', ...rest] = [...name]
    return rest.length === 0 ? '*'.repeat([...name].length) : first + '*'.repeat(rest.length)
  },
  /** 18 characters: the first 6 and the last 4 stay. Also for a driving licence, which bears the same number. */
  idNumber: (id: string) => (id.length < 15 ? '*'.repeat(id.length) : `${id.slice(0, 6)}********${id.slice(-4)}`),
  /** Policy or bank number: the last 4. */
  policy: (no: string) => `****${no.length < 8 ? '' : no.slice(-4)}`,
  /** 17-character VIN: the last 6. */
  vin: (vin: string) => (vin.length < 12 ? '*'.repeat(vin.length) : `${'*'.repeat(vin.length - 6)}${vin.slice(-6)}`),
} as const
