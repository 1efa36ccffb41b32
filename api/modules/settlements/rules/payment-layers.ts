import { addUp, allocate, lesser, minus, noMoney, shareOf } from '../../../kernel/money.ts'
import type { Cents } from '../../../kernel/money.ts'
import { coverNotes, subrogationNote } from './claim-parties.ts'
import type { ClaimParty, CommercialCover, CompensationLine, Cover } from './claim-parties.ts'
import { payEqually, payInProportion } from './payments.ts'

/** Loss still open per party id. */
export type Losses = ReadonlyMap<string, Cents>

/** 互碰自赔: every insurer pays its own insured from the compulsory insurance. */
export function eachFromOwn(parties: readonly ClaimParty[]): CompensationLine[] {
  return parties.map(({ partyId, lossCents }) => line(partyId, partyId, 'compulsory-own', lossCents))
}

/**
 * Each party without fault pays its no-fault limit to the liable, equally; parties without fault do not pay each other,
 * unless nobody is at fault at all. Industry allocation, unverified (DOMAIN 3.5, V5 and V6).
 */
export function noFaultLimits(parties: readonly ClaimParty[], limit: Cents): CompensationLine[] {
  const anybodyLiable = parties.some(isLiable)
  const open = new Map(parties.map(({ partyId, lossCents }) => [partyId, lossCents]))
  return parties
    .filter((party) => !isLiable(party) && paysCompulsory(party))
    .flatMap((payer) => {
      const payees = parties.filter((party) => party !== payer && (isLiable(party) || !anybodyLiable))
      const paid = payEqually(
        limit,
        payees.map(({ partyId }) => open.get(partyId) ?? noMoney),
      )
      return payees.map((payee, index) => {
        const amount = paid[index] ?? noMoney
        open.set(payee.partyId, minus(open.get(payee.partyId) ?? noMoney, amount))
        return compulsoryLine(payer, payee.partyId, 'compulsory-no-fault', amount)
      })
    })
}

/**
 * Each victim's loss is put in equal parts on the other liable vehicles' limits; a limit that does not reach is shared by
 * loss (JI 19). The limit is the same for full, main, equal and secondary fault.
 */
export function liableLimits(parties: readonly ClaimParty[], losses: Losses, limit: Cents): CompensationLine[] {
  const payers = parties.filter((party) => isLiable(party) && paysCompulsory(party))
  const claims = new Map(
    parties.map((victim) => {
      const weights = payers.map((payer) => (payer === victim ? 0 : 1))
      const anybody = weights.some((weight) => weight > 0)
      return [victim, anybody ? allocate(lossOf(losses, victim), weights) : weights.map(() => noMoney)]
    }),
  )
  return payers.flatMap((payer, index) => {
    const asked = parties.map((victim) => claims.get(victim)?.[index] ?? noMoney)
    const paid = payInProportion(limit, asked)
    return parties.map((victim, at) => compulsoryLine(payer, victim.partyId, 'compulsory', paid[at] ?? noMoney))
  })
}

/** What is left goes by shares: the others' parts to their third-party covers, the own part (last, with the residual) to own damage. */
export function sharedRests(parties: readonly ClaimParty[], rests: Losses): CompensationLine[] {
  const parts = parties.map((victim) => ({ victim, parts: byShares(parties, victim, lossOf(rests, victim)) }))
  const others = parties.flatMap((payer) => {
    const victims = parts.filter(({ victim }) => victim !== payer)
    const claims = victims.map((entry) => entry.parts.get(payer) ?? noMoney)
    const paid = payInProportion(coveredBy(payer.thirdParty, addUp(claims)), claims)
    return victims.flatMap(({ victim }, index) => {
      const insured = paid[index] ?? noMoney
      const personal = minus(claims[index] ?? noMoney, insured)
      const note = victim.ownDamage ? subrogationNote : coverNotes.personal
      return [
        line(payer.partyId, victim.partyId, 'third-party', insured),
        { ...line(payer.partyId, victim.partyId, 'personal', personal), note },
      ]
    })
  })
  const own = parts.flatMap(({ victim, parts: part }) => {
    const amount = part.get(victim) ?? noMoney
    const insured = coveredBy(victim.ownDamage, amount)
    return [
      line(victim.partyId, victim.partyId, 'own-damage', insured),
      line(victim.partyId, victim.partyId, 'self', minus(amount, insured)),
    ]
  })
  return [...others, ...own]
}

/** Losses that insurers normally do not pay go straight by shares. */
export function betweenParties(parties: readonly ClaimParty[]): CompensationLine[] {
  return parties.flatMap((victim) =>
    [...byShares(parties, victim, victim.uninsuredLossCents)].map(([payer, amount]) =>
      line(payer.partyId, victim.partyId, payer === victim ? 'self' : 'between-parties', amount),
    ),
  )
}

/** The others in order, the victim last; without any fault the victim keeps all of it. */
function byShares(parties: readonly ClaimParty[], victim: ClaimParty, amount: Cents): Map<ClaimParty, Cents> {
  const order = [...parties.filter((party) => party !== victim), victim]
  const nobody = !parties.some(isLiable)
  const weights = order.map((party) => (nobody ? Number(party === victim) : party.sharePercent))
  const parts = allocate(amount, weights)
  return new Map(order.map((party, index) => [party, parts[index] ?? noMoney]))
}

/** The commercial insurer pays up to the sum insured, less the deductible percentage of that payment. */
function coveredBy(cover: CommercialCover | null, claim: Cents): Cents {
  if (!cover) return noMoney
  const within = lesser(claim, cover.sumInsuredCents)
  return minus(within, shareOf(within, cover.deductiblePercent))
}

export function remaining(parties: readonly ClaimParty[], paid: readonly CompensationLine[]): Losses {
  return new Map(
    parties.map(({ partyId, lossCents }) => {
      const received = addUp(paid.filter(({ to }) => to === partyId).map(({ amountCents }) => amountCents))
      return [partyId, minus(lossCents, received)]
    }),
  )
}

function lossOf(losses: Losses, { partyId }: ClaimParty): Cents {
  return losses.get(partyId) ?? noMoney
}

function isLiable({ sharePercent }: ClaimParty): boolean {
  return sharePercent > 0
}

/** Also without insurance: then the one obliged to insure pays within the limit (JI 16). */
function paysCompulsory({ kind, compulsory }: ClaimParty): boolean {
  return kind === 'motor' && compulsory !== 'excluded'
}

function compulsoryLine(payer: ClaimParty, to: string, cover: Cover, amount: Cents): CompensationLine {
  return line(payer.partyId, to, payer.compulsory === 'missing' ? 'in-place-of-compulsory' : cover, amount)
}

function line(from: string, to: string, cover: Cover, amountCents: Cents): CompensationLine {
  return { from, to, cover, amountCents, advanced: cover === 'compulsory-no-fault', note: coverNotes[cover] }
}
