import { type Draw, drawFor } from './draw.ts'

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'] as [string, ...string[]]
const givenNames = [...'伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉鹏'] as [string, ...string[]]
const licenceClasses: [string[], ...string[][]] = [['C1'], ['C1'], ['C2'], ['C1', 'D'], ['B2'], ['A2', 'B1']]

/** A region code (GB/T 2260) of Daqing that is not assigned: nobody bears these numbers. */
const region = '230699'

/** A driving licence bears its holder's citizen number (公民身份号码). */
export interface Person {
  readonly licenceNumber: string
  readonly name: string
  readonly phone: string
}

/** The person whom these lots make; the name hangs on the number alone, so that every register agrees on it. */
export function personFrom(draw: Draw): Person {
  const year = 1960 + draw.number('birth year', 43)
  const birth = `${year}${twoDigits(1 + draw.number('birth month', 12))}${twoDigits(1 + draw.number('birth day', 28))}`
  const licenceNumber = citizenNumber(`${region}${birth}${draw.text('sequence', 3)}`)
  return { licenceNumber, name: nameOf(licenceNumber), phone: `139${draw.text('phone', 8)}` }
}

export function nameOf(licenceNumber: string): string {
  const draw = drawFor(licenceNumber)
  const given = Array.from({ length: draw.of('characters', [1, 2, 2]) }, (_, at) => draw.of(`given.${at}`, givenNames))
  return draw.of('surname', surnames) + given.join('')
}

export function classesOf(licenceNumber: string): readonly string[] {
  return drawFor(licenceNumber).of('classes', licenceClasses)
}

/** Appends the check character to the first 17 digits: ISO 7064 MOD 11-2, as GB 11643 prescribes. */
export function citizenNumber(first17: string): string {
  const sum = [...first17].reduce((total, digit, at) => total + Number(digit) * 2 ** (17 - at), 0)
  return first17 + '10X98765432'.charAt(sum % 11)
}

export function isCitizenNumber(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text) && citizenNumber(text.slice(0, 17)) === text
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
