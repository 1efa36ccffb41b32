import type { SituationRow } from '../../../kernel/rule-set.ts'
import { equalFaultSituations } from './catalogue-equal.ts'
import { givingWaySituations } from './catalogue-giving-way.ts'
import { junctionSituations } from './catalogue-junctions.ts'
import { manoeuvreSituations } from './catalogue-manoeuvres.ts'
import { overtakingSituations } from './catalogue-overtaking.ts'
import { signalSituations } from './catalogue-signals.ts'
import { standingSituations } from './catalogue-standing.ts'

/**
 * All liability situations of DOMAIN 2. National law has no such list: liability always follows the role in causing the
 * accident and the degree of fault (APR 60); cities' lists guide undisputed cases, and this is a proposal, never a decision.
 */
export const catalogue: readonly SituationRow[] = [
  ...junctionSituations,
  ...signalSituations,
  ...manoeuvreSituations,
  ...givingWaySituations,
  ...overtakingSituations,
  ...standingSituations,
  ...equalFaultSituations,
].sort((a, b) => a.code.localeCompare(b.code))
