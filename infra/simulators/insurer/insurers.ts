/**
 * The insurers that answer here: how each writes kinds of liability, and how its claim numbers look. Each reads its own
 * code as its own systems do (DOMAIN.md 1.6); what the platform believes about them is written down on the other side.
 */
export interface Insurer {
  readonly name: string
  readonly liabilityByCode: Readonly<Record<string, string>>
  /** `serial` counts this insurer's claims from 1. */
  claimNumber(year: number, serial: number): string
}

const provincialPlatform = { '10': '全部责任', '11': '主要责任', '12': '次要责任', '13': '同等责任', '14': '无责任' }
const photoInterface = { '1': '全部责任', '2': '主要责任', '3': '同等责任', '4': '次要责任', '5': '无责任' }
const coreSystem = { '0': '全部责任', '1': '主要责任', '2': '同等责任', '3': '次要责任', '4': '无责任' }

const sixDigits = (serial: number) => String(serial).padStart(6, '0')

export const insurers: Readonly<Record<string, Insurer>> = {
  PICC: {
    name: '人保财险',
    liabilityByCode: provincialPlatform,
    claimNumber: (year, serial) => `RDZA${year}230600${sixDigits(serial)}`,
  },
  PAIC: {
    name: '平安产险',
    liabilityByCode: photoInterface,
    claimNumber: (year, serial) => `9060${year}00${sixDigits(serial)}`,
  },
  CPIC: {
    name: '太平洋产险',
    liabilityByCode: coreSystem,
    claimNumber: (year, serial) => `AHEB${year}C${sixDigits(serial)}`,
  },
  CCIC: {
    name: '大地保险',
    liabilityByCode: coreSystem,
    claimNumber: (year, serial) => `DDBA${year}${sixDigits(serial)}`,
  },
}
