import type { AuditResult } from '../stage/audit.ts'
import type { Played } from './play.ts'

export interface StepTime {
  readonly name: string
  readonly ms: number
}

/** The one JSON object of `--json`. */
export function summarise(played: Played, audit: AuditResult, steps: readonly StepTime[], peakRssMb: number) {
  const { accident, photos, determination, situation, settlement, claims, review } = played
  return {
    case: { number: accident.number, finalState: accident.state },
    evidence: photos.map(({ file, shot, plates, checks }) => ({ file, shot, plates, checks })),
    flagged: {
      mismatches: photos.filter(({ checks }) => checks['plate-matches-party'] === 'fail').map(({ file }) => file),
      reused: photos
        .filter(({ checks }) => ['fail', 'warn'].includes(checks['reused-image'] ?? ''))
        .map(({ file }) => file),
    },
    determination: {
      situation,
      shares: determination.contacts.flatMap(({ shares }) =>
        shares.map(({ side, kind, percent }) => ({ side, kind, percent })),
      ),
      mandate: determination.mandate,
      ruleSetVersion: determination.ruleSetVersion,
      articles: determination.articles.map(({ ref }) => ref),
    },
    document: {
      sha256: determination.document?.sha256,
      pages: determination.document?.pages,
      number: determination.document?.number,
      signatures: determination.signatures.map(({ side, kind, signedAt }) => ({ side, kind, signedAt })),
    },
    compensation: { totalCents: settlement.totalCents, mutualClaim: settlement.mutualClaim, lines: settlement.lines },
    claims,
    review,
    audit: { events: audit.events, verified: audit.verified },
    steps,
    peakRssMb,
  }
}

/** What the play must have shown: the planted photos were flagged, everybody signed, a claim is at the insurer, the record is whole. */
export function whatFailed(played: Played, audit: AuditResult): string[] {
  const { photos, determination, claims, accident } = played
  const flagged = (planted: string, check: string) =>
    photos.some((photo) => photo.planted === planted && ['fail', 'warn'].includes(photo.checks[check] ?? ''))
  return [
    ...(flagged('mismatch', 'plate-matches-party') ? [] : ['the planted photo of another vehicle was not flagged']),
    ...(flagged('reused', 'reused-image') ? [] : ['the planted old photo was not flagged']),
    ...(determination.signatures.length === 2 ? [] : ['not everybody signed']),
    ...(claims.length > 0 ? [] : ['no claim arrived at an insurer']),
    ...(accident.state === 'closed' ? [] : [`the case ended as ${accident.state}`]),
    ...(audit.verified ? [] : ['the audit record is broken']),
  ]
}
