import type { Determination, Party, Vehicle } from '../../generated/prisma/client.ts'
import { plateKindCodes, type PlateKindCode } from '../../../vision/plates/grammar.ts'
import { weatherWords } from '../accidents/rules/weather.ts'
import { policiesOf, type CaseFile } from '../accidents/service.ts'
import { touching } from './contacts.ts'
import type { AgreementView, DocumentView, Side, SimpleProcedureView } from './document/view.ts'
import { chineseTime, responsibilityWords, sideWord } from './document/wording.ts'
import { agreementNotices, determinationNotices } from './notices.ts'
import type { StaffName } from '../identity/service.ts'
import { accidentForms, contactParts } from './rules/collision-lists.ts'
import { conflictSchema, decisionSchema, proposalsSchema, type Decision } from './schema.ts'
import { named } from './views.ts'
import { formatCheckCode } from './check-code.ts'
import { asDecided } from './grounds.ts'

/** Everything that a document of this determination says, from rows; nothing is looked up here. */
export interface DocumentSources {
  readonly file: Pick<CaseFile, 'accident' | 'vehicles' | 'parties' | 'rules' | 'screening'>
  readonly determination: Determination
  /** Who decided, and the officer who answers for it (he who countersigned, or decided). */
  readonly decider: StaffName
  readonly officer: StaffName | null
  readonly insurerName: (id: string) => string
  /** Number of the document that this one replaces. */
  readonly supersedes: string | null
  readonly checkCode: string
}

const notGiven = '未提供'

/** Number of the document: kind, year, case, version. */
export function documentNumber(
  { number, reportedAt }: CaseFile['accident'],
  { kind, revision }: Pick<Determination, 'kind' | 'revision'>,
): string {
  const year = chineseTime(reportedAt.toISOString()).slice(0, 4)
  return `${kind === 'agreement' ? '快协' : '快认'}〔${year}〕第${number}-${revision}号`
}

/** The agreement or the simple-procedure determination, field by field. Source: APR 21, 24; DOMAIN.md 1.4, 1.5. */
export function documentView(sources: DocumentSources): DocumentView {
  return sources.determination.kind === 'agreement' ? agreement(sources) : simpleProcedure(sources)
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
    unit: officer?.unit ?? `${file.rules.policy.name.zh}公安局交通管理部门`,
    officer: { name: officer?.name ?? notGiven, badge: officer?.badge ?? notGiven },
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

function common({ file, determination, insurerName, supersedes, checkCode }: DocumentSources) {
  const { accident, vehicles, parties } = file
  const decision = decisionSchema.parse(determination.decision)
  return {
    number: documentNumber(accident, determination),
    issuedAt: (determination.countersignedAt ?? determination.issuedAt).toISOString(),
    occurredAt: accident.occurredAt.toISOString(),
    place: accident.placeText,
    weather: weatherWords[accident.weather] ?? accident.weather,
    parties: parties.map((party) =>
      partyOf(
        party,
        vehicles.find(({ side }) => side === party.side),
        insurerName,
      ),
    ),
    contacts: decision.contacts.map(contactOf),
    facts: factsText(file, decision),
    articles: articlesOf(determination),
    supersedes,
    checkCode: formatCheckCode(checkCode),
  }
}

function partyOf(party: Party, vehicle: Vehicle | undefined, insurerName: (id: string) => string) {
  return {
    side: party.side as Side,
    name: party.name ?? notGiven,
    credential: { kind: 'driving-licence' as const, number: party.licenceNumber ?? notGiven },
    contact: party.phone ?? notGiven,
    vehicle: vehicle
      ? {
          kind: vehicle.vehicleKind ?? '机动车',
          plate: { number: vehicle.plateNumber, kind: plateKindOf(vehicle) },
          insurer: vehicle.insurerId && insurerName(vehicle.insurerId),
          insuranceCertificate: policiesOf(vehicle)?.compulsory.number ?? null,
        }
      : null,
  }
}

const plateKindOf = ({ plateKind }: Vehicle): PlateKindCode | null =>
  plateKindCodes.find((code) => code === plateKind) ?? null

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
