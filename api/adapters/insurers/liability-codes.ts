import type { ClaimReport } from '../../kernel/ports.ts'

export type Liability = ClaimReport['parties'][number]['liability']

/**
 * Kinds of liability (责任类型) as each family of insurer systems writes them. Mapped by meaning, never passed through:
 * `12` and `13` of the provincial platform stand the other way round than their neighbours suggest, and `1` means "full"
 * to one system and "main" to another. Source: DOMAIN.md 1.6 [S22][S23].
 */
const liabilityCodes = {
  /** A provincial fast-claim platform [S22]. */
  'provincial-platform': { full: '10', main: '11', equal: '13', secondary: '12', none: '14' },
  /** The photo interface of an insurer [S22]; its `0`, "unclear", is never reported. */
  'photo-interface': { full: '1', main: '2', equal: '3', secondary: '4', none: '5' },
  /** The core system of an insurer [S23]; its `9`, "unclear", is never reported. */
  'core-system': { full: '0', main: '1', equal: '2', secondary: '3', none: '4' },
} as const satisfies Record<string, Record<Liability, string>>

export type LiabilityCodeTable = keyof typeof liabilityCodes

export function liabilityCode(table: LiabilityCodeTable, liability: Liability): string {
  return liabilityCodes[table][liability]
}

/** Which family each insurer's intake belongs to. PICC takes claims through the provincial platform (DOMAIN.md 1.6 [K]). */
export const insurerCodeTables = {
  PICC: 'provincial-platform',
  PAIC: 'photo-interface',
  CPIC: 'core-system',
  CCIC: 'core-system',
} as const satisfies Record<string, LiabilityCodeTable>
