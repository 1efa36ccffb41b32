import type { Determination } from '../../generated/prisma/client.ts'
import type { RuleSet } from '../../kernel/rule-set.ts'
import { citeArticles } from '../accidents/rules/law-articles.ts'
import { certificate } from './certificate-view.ts'
import { touching } from './contacts.ts'
import { notGiven, occasionOf, responsibleOfficer, type DocumentSources } from './document-occasion.ts'
import type { AgreementView, DocumentView, Side, SimpleProcedureView } from './document/view.ts'
import { chineseTime, responsibilityWords, sideWord } from './document/wording.ts'
import { agreementNotices, determinationNotices } from './notices.ts'
import type { StaffName } from '../identity/service.ts'
import { accidentForms, contactParts } from './rules/collision-lists.ts'
import { conflictSchema, decisionSchema, proposalsSchema, type Decision } from './schema.ts'
import { named } from './views.ts'
import { asDecided } from './grounds.ts'

/** The document of this determination, field by field. Source: APR 21, 24, 67; DOMAIN.md 1.4 to 1.6. */
export function documentView(sources: DocumentSources): DocumentView {
  switch (sources.determination.kind) {
    case 'agreement':
      return agreement(sources)
    case 'certificate':
      return certificate(sources)
    default:
      return simpleProcedure(sources)
  }
}

function agreement(sources: DocumentSources): AgreementView {
  const { file, determination, decider } = sources
  const conflict = conflictSchema.nullable().parse(determination.conflict)
  const { articles, ...shared } = common(sources)
  return {
    ...shared,
    kind: 'agreement',
    articles,
    notices: [...agreementNotices],
    // Who pays what is estimated after the agreement is in force (settlements); the insurers tell the parties.
    compensation: [],
    mutualClaim: mutualClaimOf(determination),
    annex: {
      surveyor: {
        name: decider.name,
        authorisation: determination.authorisationId ?? notGiven,
        insurer: decider.insurer ?? notGiven,
      },
      mandate: 'issue',
      determinedAt: determination.issuedAt.toISOString(),
      ruleSetVersion: determination.ruleSetVersion,
      grounds: groundsOf(determination),
      basis: articles,
      conflictOfInterest: conflict && disclosure(conflict.sides, decider, file),
    },
  }
}

function mutualClaimOf({ decision }: Determination): AgreementView['mutualClaim'] {
  const { mutualClaim } = decisionSchema.parse(decision)
  return mutualClaim && { losses: mutualClaim.losses.map((loss) => ({ ...loss, side: loss.side as Side })) }
}

function simpleProcedure(sources: DocumentSources): SimpleProcedureView {
  const { file, determination, decider, officer } = sources
  const { facts, ...shared } = common(sources)
  return {
    ...shared,
    kind: 'simple-procedure',
    facts: `${facts}${groundsOf(determination)}`,
    notices: determinationNotices(file.rules.policy),
    ...responsibleOfficer({ file, officer }),
    procedure: procedureOf(determination, file.rules),
    origin:
      determination.mandate === 'countersign'
        ? {
            mandate: 'countersign',
            surveyor: decider.name,
            authorisation: determination.authorisationId ?? notGiven,
            insurer: decider.insurer ?? notGiven,
          }
        : { mandate: 'officer' },
    mediation: null,
    ruleSetVersion: determination.ruleSetVersion,
  }
}

/** The articles behind each procedure; a determination of before there was a choice was made in the simple one. */
function procedureOf({ procedure }: Determination, { articles }: RuleSet): SimpleProcedureView['procedure'] {
  const kind = procedure === 'online' ? 'online' : 'simple'
  const refs = { simple: ['APR 23', 'APR 24'], online: ['APR 20'] } as const
  const cited = citeArticles(refs[kind], articles)
  return { kind, articles: cited.map(({ citation, summary }) => ({ citation: citation.zh, wording: summary.zh })) }
}

function common(sources: DocumentSources) {
  const { file, determination } = sources
  const decision = decisionSchema.parse(determination.decision)
  return {
    ...occasionOf(sources),
    contacts: decision.contacts.map(contactOf),
    facts: factsText(file, decision),
    articles: articlesOf(determination),
  }
}

function contactOf({ form, parts, shares }: Decision['contacts'][number]) {
  return {
    form: named(accidentForms, form).name.zh,
    sides: shares.map(({ side, kind, percent }) => ({
      side: side as Side,
      part: parts[side] === undefined ? '未直接接触' : named(contactParts, parts[side]).name.zh,
      responsibility: kind,
      percent,
    })),
  }
}

/** When, where, who drove what, and what touched what: the facts that all parties confirm (事故事实). */
function factsText(file: DocumentSources['file'], { contacts }: Decision): string {
  const { accident, vehicles, parties } = file
  const driverOf = (side: string) => {
    const name = parties.find((party) => party.side === side)?.name ?? '驾驶人'
    const plate = vehicles.find((vehicle) => vehicle.side === side)?.plateNumber ?? ''
    return `${sideWord(side as Side)}${name}驾驶${plate}号机动车`
  }
  const impacts = contacts.map(({ id, form, parts, shares, accidentReason }, index) => {
    const order = contacts.length > 1 ? `第${index + 1}次碰撞：` : ''
    const sides = touching({ id })
    const hit = sides.flatMap((side) => {
      const part = parts[side]
      return part === undefined ? [] : [`${sideWord(side as Side)}${named(contactParts, part).name.zh}`]
    })
    const pushed = shares.find(({ side }) => !sides.includes(side))
    return [
      order,
      sides.map(driverOf).join('与'),
      `发生${named(accidentForms, form).name.zh}，接触部位为${hit.join('、')}`,
      pushed ? `，系由${driverOf(pushed.side)}推撞所致` : '',
      accidentReason ? `，各方均无过错（${accidentReason}）` : '',
      '。',
    ].join('')
  })
  return `${chineseTime(accident.occurredAt.toISOString())}许，在${accident.placeText}，${impacts.join('')}车辆受损${injuryText(file)}。`
}

/** As the parties answered (X01); where nobody has, the document says nothing of it. */
function injuryText({ screening }: DocumentSources['file']): string {
  if (screening.reasons.some(({ code }) => code === 'X01')) return '，有人员受伤'
  return screening.missing.includes('X01') ? '' : '，无人员受伤'
}

/** Why these shares: the engine's reasons where they were followed, the decider's own words beside or instead of them. */
function groundsOf({ proposal, decision, departsFromProposal }: Determination): string {
  const { reason, contacts } = decisionSchema.parse(decision)
  const proposals = departsFromProposal ? [] : proposalsSchema.parse(proposal)
  const followed = proposals.flatMap((each) => (each.reason ? asDecided(each.reason, each.articles).zh : []))
  const texts = [...followed, ...(reason ? [reason] : [])]
  return texts.length > 0 ? texts.join('') : `依据现场照片和各方陈述，认定${contacts.map(sharesText).join('；')}。`
}

const sharesText = ({ shares }: Decision['contacts'][number]) =>
  shares.map(({ side, kind }) => `${sideWord(side as Side)}${responsibilityWords[kind]}`).join('，')

function articlesOf({ proposal }: Determination) {
  const cited = new Map(
    proposalsSchema.parse(proposal).flatMap(({ articles }) => articles.map((each) => [each.ref, each])),
  )
  return [...cited.values()].map(({ citation, summary }) => ({ citation: citation.zh, wording: summary.zh }))
}

function disclosure(sides: readonly string[], decider: StaffName, { parties }: DocumentSources['file']): string {
  const whom = parties
    .filter(({ side }) => sides.includes(side))
    .map(({ side }) => sideWord(side as Side))
    .join('、')
  return `出具本认定的查勘员受雇于${whom}的保险公司（${decider.insurer ?? notGiven}）。各方已知悉，仍可要求交警到场处理。`
}
