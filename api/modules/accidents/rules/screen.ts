import type {
  ArticleRef,
  ConditionCode,
  Instruction,
  InstructionCode,
  Route,
  RuleSet,
  ScreeningCode,
  ScreeningQuestion,
} from '../../../kernel/rule-set.ts'
import { routes } from '../../../kernel/rule-set.ts'
import type { AccidentFacts, PartyKind, ReasonCode, ScreeningReason } from './accident-facts.ts'
import { brokenConditions } from './city-conditions.ts'

export type ScreeningAnswer = 'yes' | 'no' | 'unknown'
export type ScreeningAnswers = Partial<Record<ScreeningCode, ScreeningAnswer>>

export interface ScreeningResult {
  /** The mildest route that is open. Route A may be offered only while `missing` is empty. */
  route: Route
  /** The guided flow ends here: people to safety, police called. */
  stop: boolean
  instructions: Instruction[]
  reasons: ScreeningReason[]
  /** Questions and city conditions that nobody has answered yet. */
  missing: (ScreeningCode | ConditionCode)[]
}

interface Finding {
  route: Route
  stop?: boolean
  reason?: ScreeningReason
  instructions?: readonly InstructionCode[]
}

/**
 * Where an accident goes (DOMAIN 1.1, 1.2). The strictest finding decides; one more "yes" never makes the route milder.
 * APR 13 forbids self-negotiation, not the simple procedure: only suspicion of a crime does that (APR 23).
 */
export function screen(
  answers: ScreeningAnswers,
  facts: AccidentFacts,
  rules: Pick<RuleSet, 'screening' | 'instructions' | 'policy' | 'compensation'>,
): ScreeningResult {
  const questions = [...rules.screening].sort((a, b) => a.order - b.order)
  const conditions = brokenConditions(facts, rules)
  const findings: Finding[] = [
    ...questions.flatMap((question) => findingOf(question, answers[question.code], facts)),
    ...circumstances(facts),
    ...conditions.broken.map((reason): Finding => ({ route: 'C', reason })),
  ]

  const strictest = findings.reduce((rank, { route }) => Math.max(rank, routes.indexOf(route)), 0)
  const stop = findings.some((finding) => finding.stop)
  return {
    route: routes[strictest] ?? 'E',
    stop,
    instructions: instructionsOf(findings, stop, rules.instructions),
    reasons: findings.flatMap(({ reason }) => reason ?? []),
    missing: [
      ...questions.filter(({ code }) => (answers[code] ?? 'unknown') === 'unknown').map(({ code }) => code),
      ...conditions.unknown,
    ],
  }
}

function findingOf(question: ScreeningQuestion, answer: ScreeningAnswer | undefined, facts: AccidentFacts): Finding[] {
  if (answer === undefined || answer === 'no') return []
  const { code, articles, circumstance, block, instructions } = question
  if (answer === 'unknown') {
    const text = { zh: `说不清：${circumstance.zh}`, en: `not clear: ${circumstance.en}` }
    return [{ route: 'C', reason: { code: 'unclear-answer', articles, text } }]
  }
  const finding: Finding = {
    route: code === 'X01' ? injuryRoute(facts) : question.route,
    stop: block === 1,
    reason: { code, articles, text: circumstance },
    instructions,
  }
  const mustWait = code === 'Y02' && facts.keptFacilityStruck
  return mustWait ? [{ ...finding, instructions: [...instructions, 'wait-for-police'] }] : [finding]
}

/** APR 23 (very light and everybody consents), APR 69 (everybody asks, nothing disputed), otherwise the general procedure. */
function injuryRoute({ injury, dispute, crimeSuspected }: AccidentFacts): Route {
  if (!injury || injury.fatal || crimeSuspected) return 'E'
  if (injury.veryLight && injury.allConsentToSimple) return 'C'
  return injury.allRequestFastHandling && !dispute ? 'D' : 'E'
}

function circumstances(facts: AccidentFacts): Finding[] {
  const found: Finding[] = [...partyFindings(facts.parties)]
  if (facts.injury?.fatal) {
    found.push(finding('E', 'fatal', ['APR 13'], '有人死亡，按一般程序处理', 'somebody died: general procedure'))
  }
  if (facts.crimeSuspected) {
    found.push(
      finding('E', 'crime-suspected', ['APR 23'], '涉嫌交通肇事或危险驾驶犯罪', 'suspicion of a traffic crime'),
    )
  }
  if (facts.dispute) {
    const joint = facts.dispute.jointApplication && facts.parties.includes('motor')
    found.push(
      joint
        ? finding('B', 'disputed', ['APR 20'], '有争议，各方共同申请在线确定责任', 'disputed: joint online application')
        : finding('C', 'disputed', ['APR 20(2)', 'APR 23'], '有争议，请交警到场处理', 'disputed: an officer comes'),
    )
  }
  if (facts.expressway) {
    const text = { zh: '高速公路上先保命，再处理事故', en: 'on an expressway life comes first' }
    const reason: ScreeningReason = { code: 'expressway', articles: ['DRL 68'], text }
    found.push({ route: 'A', stop: true, reason, instructions: ['behind-barrier', 'call-122-now'] })
  }
  return found
}

/** Who may negotiate with whom: APR 19(1) and (2); motor against pedestrian is named nowhere, so an officer comes. */
function partyFindings(parties: readonly PartyKind[]): Finding[] {
  const motor = parties.includes('motor')
  if (parties.length < 2) {
    return [finding('C', 'single-vehicle', ['APR 23'], '单方事故，没有可协商的另一方', 'nobody to negotiate with')]
  }
  if (motor && parties.includes('pedestrian')) {
    return [
      finding('C', 'pedestrian', ['APR 23'], '机动车与行人事故，由交警处理', 'motor vehicle and pedestrian: police'),
    ]
  }
  if (motor) return []
  const text = ['非机动车、行人之间：先撤离，再协商', 'no motor vehicle: leave first, then negotiate'] as const
  return [finding('A', 'non-motor-only', ['APR 19(2)'], ...text)]
}

function finding(route: Route, code: ReasonCode, articles: readonly ArticleRef[], zh: string, en: string): Finding {
  return { route, reason: { code, articles, text: { zh, en } } }
}

/** Once the flow stops nobody is told to photograph or to clear the road; otherwise everybody is told to do both. */
function instructionsOf(findings: readonly Finding[], stop: boolean, table: readonly Instruction[]): Instruction[] {
  const wanted = new Set(findings.flatMap(({ instructions }) => instructions ?? []))
  if (stop) {
    wanted.delete('photograph-then-clear')
    wanted.delete('report-after-clearing')
  } else {
    wanted.add('to-safety').add('photograph-then-clear')
    if (!wanted.has('report-after-clearing')) wanted.add('agree-then-sign')
  }
  return table.filter(({ code }) => wanted.has(code))
}
