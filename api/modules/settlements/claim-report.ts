import type { Claim, Settlement, Vehicle } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'
import type { ClaimReport } from '../../kernel/ports.ts'
import { weatherWords } from '../accidents/rules/weather.ts'
import { policiesOf, type CaseFile, type CaseParty } from '../accidents/service.ts'
import { linesOf, sidesInsuredBy } from './claims-due.ts'
import { settledLines, settledLosses } from './estimate.ts'
import type { SettledSide } from './settled-sides.ts'

/** Insurers open the document when they handle the claim, not when it comes in: a week covers the longest public holiday. */
const documentLinkDays = 7
const dayS = 24 * 3600

/** What forms say where something is not known, or not to be told. */
const notKnown = '不详'

/** The sealed document that the claim rests on. */
interface ClaimDocument {
  readonly number: string
  readonly sha256: string
  readonly objectKey: string
}

/**
 * The report (报案) to one insurer: the case, the document with its hash and a link that ends, every party, and of the estimate only
 * what concerns the insurer's own vehicles (DOMAIN.md 1.7, 3.4). Of a party that has not agreed to it (PIPL 23) nothing personal goes out.
 */
export async function claimReport(
  ctx: Context,
  { insurerId }: Pick<Claim, 'insurerId'>,
  settlement: Settlement,
  { accident, vehicles, parties }: Pick<CaseFile, 'accident' | 'vehicles' | 'parties'>,
  document: ClaimDocument,
  accidentForm: string,
): Promise<ClaimReport> {
  const { sides } = settledLosses.parse(settlement.losses)
  const lines = linesOf(settledLines.parse(settlement.lines), sidesInsuredBy(sides, insurerId))
  return {
    accidentNumber: accident.number,
    occurredAt: accident.occurredAt.toISOString(),
    place: accident.placeText,
    weather: weatherWords[accident.weather] ?? notKnown,
    accidentForm,
    documentSha256: document.sha256,
    documentUrl: await ctx.objects.signedUrl(document.objectKey, {
      expiresInS: documentLinkDays * dayS,
      contentType: 'application/pdf',
      fileName: `${document.number}.pdf`,
    }),
    mutualClaim: settlement.mutualClaim,
    parties: sides.map((side) => partyOf(side, vehicles, parties)),
    lines: lines.map(({ from, to, cover, amountCents }) => ({ from, to, cover, amountCents })),
  }
}

function partyOf(
  { side, plateNumber, plateKind, insurerId, liability, sharePercent, lossCents }: SettledSide,
  vehicles: readonly Vehicle[],
  parties: readonly CaseParty[],
): ClaimReport['parties'][number] {
  const vehicle = vehicles.find((candidate) => candidate.side === side)
  const consenting = parties.find((candidate) => candidate.side === side && candidate.consentAt !== null)
  return {
    side,
    plateNumber,
    plateKind,
    driverName: consenting?.name ?? notKnown,
    driverPhone: consenting?.numbers.phone ?? notKnown,
    licenceNumber: consenting?.numbers.licenceNumber ?? notKnown,
    policyNumber: (vehicle && policiesOf(vehicle)?.compulsory.number) ?? notKnown,
    insurerId: insurerId ?? notKnown,
    liability,
    sharePercent,
    lossCents,
  }
}
