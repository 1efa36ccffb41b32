import type { Bilingual, SituationRow } from '../../../kernel/rule-set.ts'
import type { Share } from './consistency.ts'
import type { Contact } from './contact.ts'
import { partiesOf } from './contact.ts'
import type { Establishment, Standing } from './establish.ts'
import { equalReason, fullReason } from './reasons.ts'
import type { WhyCode } from './reasons.ts'

/** Shares and their reason, or why there are none. */
export interface Verdict {
  why: WhyCode[]
  equalRows: SituationRow[]
  shares: Share[] | null
  reason: Bilingual | null
}

/**
 * Weighs the situations of one contact: one side's violations make it full, balanced violations make both equal,
 * everything else is for an officer or waits for answers.
 */
export function weigh(
  contact: Contact,
  findings: readonly Establishment[],
  catalogue: readonly SituationRow[],
): Verdict {
  const none: Verdict = { why: [], equalRows: [], shares: null, reason: null }
  const because = (...why: WhyCode[]): Verdict => ({ ...none, why })
  const standing = (wanted: Standing) => findings.some((finding) => finding.standing === wanted)
  if (partiesOf(contact).some(({ kind }) => kind === 'pedestrian')) return because('pedestrian')
  if (findings.length === 0) return because('no-situation')
  if (standing('unknowable')) return because('facts-unknowable')
  if (standing('officer')) return because('officer-weighs')
  if (standing('open')) return because('facts-missing')

  const established = findings.filter((finding) => finding.standing === 'established')
  if (established.some(({ row }) => row.outcome === 'weigh')) return because('often-shared')
  const decisive = established.filter(({ row }) => row.outcome === 'full')
  const equalRows = equalRowsOf(contact, established, decisive, catalogue)
  const faultIds = new Set(established.flatMap(({ picked }) => picked.faultPartyId ?? []))
  const upset = equalRows.length === 0 && established.some(({ row }) => row.outcome === 'equal')
  if (upset) return because('both-sides-at-fault')
  if (equalRows.length === 0 && decisive.length === 0) return because('no-violation-established')
  const unpowered = partiesOf(contact).filter(({ kind }) => kind !== 'motor')
  if (unpowered.some(({ partyId }) => faultIds.has(partyId) || equalRows.length > 0))
    return because('non-motor-at-fault')
  if (equalRows.length > 0) return equalVerdict(contact, equalRows, established)
  if (faultIds.size > 1) return because('both-sides-at-fault')
  return fullVerdict(contact, decisive, established)
}

/**
 * The equal-fault rows that hold: picked and established, or each of two sides has only violations of that row's pair. Any
 * further decisive violation outside the pair upsets the balance, and an officer weighs it.
 */
function equalRowsOf(
  contact: Contact,
  established: readonly Establishment[],
  decisive: readonly Establishment[],
  catalogue: readonly SituationRow[],
): SituationRow[] {
  if (partiesOf(contact).length !== 2) return []
  const picked = established.filter(({ row }) => row.outcome === 'equal').map(({ row }) => row)
  const aggravated = established.some(({ row }) => row.outcome === 'aggravates')
  if (aggravated) return []
  if (picked.length > 0) {
    const balanced = decisive.every(({ row }) => picked.some(({ pairs }) => pairs.includes(row.code)))
    return balanced ? picked : []
  }
  const sides = new Set(decisive.map(({ picked: { faultPartyId } }) => faultPartyId))
  if (sides.size !== 2) return []
  return catalogue.filter(
    ({ outcome, pairs }) => outcome === 'equal' && decisive.every(({ row }) => pairs.includes(row.code)),
  )
}

function equalVerdict(contact: Contact, equalRows: SituationRow[], established: readonly Establishment[]): Verdict {
  const parties = partiesOf(contact)
  return {
    why: [],
    equalRows,
    shares: parties.map(({ partyId }) => ({ partyId, kind: 'equal', percent: 50 })),
    reason: equalReason(parties, equalRows, established),
  }
}

function fullVerdict(
  contact: Contact,
  decisive: readonly Establishment[],
  established: readonly Establishment[],
): Verdict {
  const parties = partiesOf(contact)
  const faultId = decisive[0]?.picked.faultPartyId
  return {
    why: [],
    equalRows: [],
    shares: parties.map(({ partyId }) =>
      partyId === faultId ? { partyId, kind: 'full', percent: 100 } : { partyId, kind: 'none', percent: 0 },
    ),
    reason: fullReason(parties, faultId ?? '', established),
  }
}
