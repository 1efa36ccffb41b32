/** How made-up cases are spread: over districts, insurers and states, as shares that add up to one. */

/** A city's districts and counties, the last one new and nearly empty: what is rare is what a list must not search for. */
export const districts: Readonly<Record<string, number>> = {
  '230602': 0.3,
  '230603': 0.22,
  '230604': 0.2,
  '230605': 0.0795,
  '230606': 0.05,
  '230621': 0.05,
  '230622': 0.04,
  '230623': 0.035,
  '230624': 0.025,
  '230671': 0.0005,
}

export const insurers: Readonly<Record<string, number>> = {
  PICC: 0.38,
  PAIC: 0.27,
  CPIC: 0.18,
  CCIC: 0.1,
  CLIC: 0.0695,
  YGBX: 0.0005,
}

/** Of the cases reported within the last week; older ones are over. */
export const openStates: Readonly<Record<string, number>> = {
  safety: 0.02,
  photographing: 0.03,
  completing: 0.05,
  deciding: 0.08,
  countersigning: 0.02,
  signing: 0.1,
  claiming: 0.1,
  settled: 0.3,
  'with-officer': 0.1,
  closed: 0.15,
  withdrawn: 0.05,
}
export const oldStates: Readonly<Record<string, number>> = { closed: 0.94, withdrawn: 0.0598, 'with-officer': 0.0002 }

/** Surveyors and officers besides the sample accounts; one for so many cases, as drivers are. */
export const casesPer = { surveyor: 5_000, officer: 4_000, driver: 2.5, vehicle: 1.6 } as const

/** SQL: the name whose share of [0, 1) the number `draw` falls into. */
export function chosen(shares: Readonly<Record<string, number>>, draw: string): string {
  const names = Object.entries(shares)
  let upTo = 0
  const branches = names
    .slice(0, -1)
    .map(([name, share]) => `when ${draw} < ${(upTo += share).toFixed(6)} then '${name}'`)
  return `case ${branches.join(' ')} else '${names.at(-1)?.[0] ?? ''}' end`
}
