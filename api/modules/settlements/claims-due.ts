import type { CompensationLine } from './rules/claim-parties.ts'
import type { SettledSide } from './settled-sides.ts'

type Insured = Pick<SettledSide, 'side' | 'insurerId' | 'sharePercent'>

/**
 * The insurers that get a report (DOMAIN.md 3.4): where one side alone is liable its insurer, which advances the other's no-fault part
 * (无责代赔); where fault is shared, or nobody's, all of them. Each once, however many of the vehicles it insures.
 */
export function insurersToTell(sides: readonly Insured[]): string[] {
  const liable = sides.filter(({ sharePercent }) => sharePercent > 0)
  const concerned = liable.length === 1 ? liable : sides
  return [...new Set(concerned.flatMap(({ insurerId }) => insurerId ?? []))]
}

/** What concerns an insurer: whatever its vehicles' sides pay or get. It sees nothing else (DOMAIN.md 1.7). */
export function linesOf<Line extends Pick<CompensationLine, 'from' | 'to'>>(
  lines: readonly Line[],
  sides: ReadonlySet<string>,
): Line[] {
  return lines.filter(({ from, to }) => sides.has(from) || sides.has(to))
}

/** The sides whose vehicles this insurer insures. */
export function sidesInsuredBy(sides: readonly Insured[], insurerId: string | null): Set<string> {
  return new Set(sides.filter((side) => insurerId !== null && side.insurerId === insurerId).map(({ side }) => side))
}

/** 无责代赔: whether this insurer advances the no-fault part of another's compulsory insurance to its own insured. */
export function advancesNoFault(
  lines: readonly Pick<CompensationLine, 'to' | 'advanced'>[],
  sides: readonly Insured[],
  insurerId: string,
): boolean {
  const own = sidesInsuredBy(sides, insurerId)
  return lines.some(({ to, advanced }) => advanced && own.has(to))
}
