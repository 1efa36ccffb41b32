import type { Bilingual, CitedArticle, Fact, RuleSet, SituationRow } from '../../../kernel/rule-set.ts'
import { citeArticles } from '../../accidents/rules/law-articles.ts'
import type { Share } from './consistency.ts'
import type { Contact } from './contact.ts'
import { partiesOf } from './contact.ts'
import { establish } from './establish.ts'
import type { Establishment, Standing } from './establish.ts'
import { whyTexts } from './reasons.ts'
import type { WhyCode } from './reasons.ts'
import { weigh } from './weigh.ts'

export interface MissingFact {
  code: string
  fact: Fact
  /** The party the fact is about; null when it is about the contact. */
  partyId: string | null
}

export interface SituationFinding {
  code: string
  faultPartyId: string | null
  standing: Standing
  notes: readonly Bilingual[]
}

export interface Proposal {
  contactId: string
  /** `incomplete`: ask the missing facts; `officer`: an officer decides; `proposed`: the kinds may be issued. */
  outcome: 'proposed' | 'incomplete' | 'officer'
  /** True unless the outcome is `proposed`: as things stand nobody but an officer may decide. */
  needsOfficer: boolean
  why: { code: WhyCode; text: Bilingual }[]
  findings: SituationFinding[]
  /** Established situations, an equal-fault code first. */
  codes: string[]
  articles: CitedArticle[]
  missing: MissingFact[]
  /** Situations to look at instead or as well. */
  suggestions: string[]
  /** A kind for every party of the contact; null unless proposed. */
  shares: Share[] | null
  reason: Bilingual | null
}

type Rules = Pick<RuleSet, 'catalogue' | 'articles'>

/**
 * Proposes responsibility, contact by contact (DOMAIN 2, rules a to e). The result is a suggestion: nothing is decided
 * by it alone (PIPL 24(3)). Unknown facts lead to an officer, never to equal shares. Throws RangeError for a situation
 * code that is not in force and for a fault party that is not of the contact.
 */
export function propose(contacts: readonly Contact[], rules: Rules): Proposal[] {
  const chain = contacts.length > 1
  return contacts.map((contact) => proposeContact(contact, rules, chain && contact.order === null))
}

function proposeContact(contact: Contact, rules: Rules, orderMissing: boolean): Proposal {
  const findings = establishAll(contact, rules.catalogue)
  const verdict = weigh(contact, findings, rules.catalogue)
  const open = findings.filter(({ standing }) => standing === 'open')
  const why = [...(orderMissing ? (['impact-order'] as const) : []), ...verdict.why]
  const outcome = why.length === 0 ? 'proposed' : why.every(isCompletable) ? 'incomplete' : 'officer'
  const established = findings.filter(({ standing }) => standing === 'established')
  const codes = [...new Set([...verdict.equalRows.map(({ code }) => code), ...established.map(({ row }) => row.code)])]
  const refs = [...verdict.equalRows, ...established.map(({ row }) => row)].flatMap(({ articles }) => articles)

  return {
    contactId: contact.id,
    outcome,
    needsOfficer: outcome !== 'proposed',
    why: why.map((code) => ({ code, text: whyTexts[code] })),
    findings: findings.map(({ picked, row, standing }) => ({
      code: row.code,
      faultPartyId: picked.faultPartyId,
      standing,
      notes: row.notes,
    })),
    codes,
    articles: citeArticles([...refs, 'APR 60'], rules.articles),
    missing: open.flatMap((finding) => finding.missing.map((fact) => missingFact(finding, fact, contact))),
    suggestions: [...new Set(findings.flatMap(({ suggests }) => suggests))].filter((code) => !codes.includes(code)),
    shares: outcome === 'proposed' ? verdict.shares : null,
    reason: outcome === 'proposed' ? verdict.reason : null,
  }
}

/** First with the question about the other side left out where that side is accused too, then with it where only one is left. */
function establishAll(contact: Contact, catalogue: readonly SituationRow[]): Establishment[] {
  const ids = partiesOf(contact).map(({ partyId }) => partyId)
  const rows = contact.situations.map((picked) => {
    const row = catalogue.find(({ code }) => code === picked.code)
    if (!row) throw new RangeError(`no situation ${picked.code} in force`)
    if (row.outcome !== 'equal' && !ids.includes(picked.faultPartyId ?? '')) {
      throw new RangeError(`the fault party of ${picked.code} is not of contact ${contact.id}`)
    }
    return { picked, row }
  })
  const accused = new Set(
    rows.flatMap(({ picked, row }) =>
      establish(picked, row, true).standing === 'refuted' ? [] : (picked.faultPartyId ?? []),
    ),
  )
  const bothAccused = rows.some(({ row }) => row.outcome === 'equal')
  return rows.map(({ picked, row }) => {
    const others = bothAccused || [...accused].some((id) => id !== picked.faultPartyId)
    return establish(picked, row, others)
  })
}

function missingFact({ row }: Establishment, fact: Fact, contact: Contact): MissingFact {
  const [first, second] = contact.parties
  const picked = contact.situations.find(({ code }) => code === row.code)
  const faultId = picked?.faultPartyId ?? null
  const other = contact.parties.find(({ partyId }) => partyId !== faultId)
  const about = { fault: faultId, other: other?.partyId, first: first?.partyId, second: second?.partyId, contact: null }
  return { code: row.code, fact, partyId: about[fact.concerns] ?? null }
}

function isCompletable(code: WhyCode): boolean {
  return code === 'facts-missing' || code === 'no-situation' || code === 'impact-order'
}
