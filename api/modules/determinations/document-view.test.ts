import { describe, expect, it } from 'vitest'
import type { Accident, Determination, Vehicle } from '../../generated/prisma/client.ts'
import { ruleSetInForceAt } from '../../rules.ts'
import type { CaseParty } from '../accidents/service.ts'
import { toContacts } from './contacts.ts'
import { documentNumber, type DocumentSources } from './document-occasion.ts'
import { documentView } from './document-view.ts'
import { DocumentView } from './document/view.ts'
import { propose } from './rules/propose.ts'
import type { ContactFacts, Decision } from './schema.ts'

const at = new Date('2026-06-01T02:00:00Z')
const rules = ruleSetInForceAt(at, '230600')

const accident: Accident = {
  id: '019a0000-0000-7000-8000-000000000001',
  number: '23060220260601000001',
  state: 'signing',
  version: 9,
  cityCode: '230600',
  districtCode: '230602',
  occurredAt: at,
  reportedAt: new Date('2026-06-01T02:03:00Z'),
  placeText: '世纪大道与纬二路交叉口东 120 米',
  lon: null,
  lat: null,
  datum: null,
  accuracyM: null,
  roadKind: 'urban',
  weather: 'rain',
  situation: 'two-car',
  screening: {},
  route: 'A',
  routeReasons: [],
  ruleSetVersion: rules.version,
  reporterDriverId: '019a0000-0000-7000-8000-000000000002',
  partyDriverIds: [],
  insurerIds: ['PICC'],
  surveyorId: null,
  officerId: null,
  shots: [],
  clearedAt: null,
  closedAt: null,
  dueAt: null,
  jointlyAppliedAt: null,
  reason: null,
  previewsErasedAt: null,
  photosErasedAt: null,
  personalErasedAt: null,
}

const vehicle = (side: string, change: Partial<Vehicle> = {}): Vehicle => ({
  id: `vehicle-${side}`,
  accidentId: accident.id,
  side,
  plateNumber: `黑E0000${side.charCodeAt(0) - 64}`,
  plateKind: '02',
  vehicleKind: '小型轿车',
  brand: null,
  colour: null,
  vin: null,
  ownerName: null,
  inspectionUntil: null,
  insurerId: 'PICC',
  policies: {
    insurerId: 'PICC',
    compulsory: { number: 'PDZA1', validFrom: '2026-01-01', validTo: '2026-12-31' },
    commercial: null,
  },
  registryState: 'found',
  version: 1,
  ...change,
})

const party = (side: string, change: Partial<CaseParty> = {}): CaseParty => ({
  id: `party-${side}`,
  accidentId: accident.id,
  side,
  driverId: null,
  name: `司机${side}`,
  numbers: { phone: '13800000001', licenceNumber: '230602198803151234' },
  licenceState: 'normal',
  licenceChecks: 1,
  statement: null,
  statementAt: null,
  lossCents: null,
  joinedAt: at,
  consentAt: at,
  appliedOnlineAt: null,
  version: 1,
  ...change,
})

const screening: DocumentSources['file']['screening'] = {
  route: 'A',
  stop: false,
  instructions: [],
  reasons: [],
  missing: [],
}

const situation = {
  code: 'L01',
  faultSide: 'A',
  answers: { 'same-lane': 'yes', 'front-motion': 'stopped', 'cut-in': 'no', 'other-side-clear': 'yes' },
}
const contact: ContactFacts = { id: 'A-B', pushedBy: null, order: null, situations: [situation] }
const decision: Decision = {
  contacts: [
    {
      id: 'A-B',
      form: 'rear-end',
      parts: { A: 'front', B: 'rear' },
      shares: [
        { side: 'A', kind: 'full', percent: 100 },
        { side: 'B', kind: 'none', percent: 0 },
      ],
      accidentReason: null,
    },
  ],
  reason: null,
  mutualClaim: null,
}

function sources(change: Partial<Determination> = {}, others: Partial<DocumentSources> = {}): DocumentSources {
  const vehicles = [vehicle('A'), vehicle('B')]
  const proposal = propose(toContacts([contact], vehicles, rules), rules)
  return {
    file: { accident, vehicles, parties: [party('A'), party('B')], rules, screening },
    determination: {
      id: '019a0000-0000-7000-8000-000000000003',
      accidentId: accident.id,
      revision: 1,
      kind: 'agreement',
      procedure: null,
      state: 'signing',
      version: 1,
      mandate: 'issue',
      ruleSetVersion: rules.version,
      districtCode: '230602',
      decidedByKind: 'surveyor',
      decidedById: '019a0000-0000-7000-8000-000000000004',
      authorisationId: '019a0000-0000-7000-8000-000000000005',
      proposal: JSON.parse(JSON.stringify(proposal)),
      decision,
      certificate: null,
      departsFromProposal: false,
      conflict: null,
      issuedAt: at,
      countersignedById: null,
      countersignedAt: null,
      inForceAt: null,
      endedReason: null,
      dueAt: null,
      documentDueAt: null,
      ...change,
    },
    decider: { name: '李伟', badge: 'PICC-0871', unit: null, insurer: '人保财险' },
    officer: null,
    insurerName: () => '人保财险',
    supersedes: null,
    checkCode: 'K7QM4F2X9RDAH5WT',
    ...others,
  }
}
const officer = { name: '王建国', badge: '230602-0117', unit: '萨尔图区交警大队', insurer: null }

describe('what a document says', () => {
  it('is complete for every kind and mandate', () => {
    for (const [kind, mandate] of [
      ['agreement', 'issue'],
      ['simple-procedure', 'countersign'],
      ['simple-procedure', 'officer'],
    ]) {
      const view = documentView(sources({ kind, mandate }, { officer }))
      expect(DocumentView.parse(view)).toEqual(view)
      expect(view).toMatchObject({ weather: '雨', checkCode: 'K7QM-4F2X-9RDA-H5WT' })
      expect(view.facts).toContain('甲方司机A驾驶黑E00001号机动车与乙方司机B驾驶黑E00002号机动车发生追尾碰撞')
      expect(view.articles.map(({ citation }) => citation)).toContain('《道路交通安全法》第四十三条')
    }
  })

  it('holds even where hardly anything is known', () => {
    const bare = sources({ kind: 'simple-procedure', mandate: 'officer' })
    const parties = ['A', 'B'].map((side) => party(side, { name: null, numbers: { phone: null, licenceNumber: null } }))
    const vehicles = ['A', 'B'].map((side) =>
      vehicle(side, { vehicleKind: null, insurerId: null, policies: null, plateKind: '77' }),
    )
    const view = documentView({ ...bare, file: { ...bare.file, parties, vehicles } })
    expect(DocumentView.safeParse(view).success).toBe(true)
  })

  it('gives the decider’s own grounds, not the engine’s, where the decision departs', () => {
    const followed = documentView(sources())
    expect(followed).toMatchObject({ annex: { grounds: expect.stringContaining('认定黑E00001承担全部责任') } })
    const departed = documentView(sources({ departsFromProposal: true, decision: { ...decision, reason: '乙方倒车' } }))
    expect(departed).toMatchObject({ annex: { grounds: '乙方倒车' } })
  })

  it('quotes articles as citizens find them, never by our own short names', () => {
    expect(JSON.stringify(documentView(sources()))).not.toMatch(/DRL|APR|\bIR /)
    expect(documentView(sources())).toMatchObject({
      annex: { grounds: expect.stringContaining('追尾（《道路交通安全法》第四十三条）') },
    })
  })

  it('says of injuries what was answered, and nothing where nobody has', () => {
    const factsWith = (change: Partial<typeof screening>) => {
      const { file, ...rest } = sources()
      return documentView({ ...rest, file: { ...file, screening: { ...screening, ...change } } }).facts
    }
    const injured = { code: 'X01' as const, articles: [], text: { zh: '有人受伤', en: 'somebody is hurt' } }
    expect(factsWith({})).toContain('无人员受伤')
    expect(factsWith({ reasons: [injured] })).toContain('有人员受伤')
    expect(factsWith({ missing: ['X01'] })).not.toContain('受伤')
  })

  it('says in the agreement how the parties claim, with the losses as they stood when it was chosen', () => {
    expect(documentView(sources())).toMatchObject({ mutualClaim: null })
    const losses = [
      { side: 'A', lossCents: 150_000 },
      { side: 'B', lossCents: 180_000 },
    ]
    const chosen = JSON.parse(JSON.stringify({ ...decision, mutualClaim: { losses } }))
    expect(documentView(sources({ decision: chosen }))).toMatchObject({ mutualClaim: { losses } })
  })

  it('discloses the conflict of interest to the parties', () => {
    const view = documentView(sources({ conflict: { insurerId: 'PICC', sides: ['B'] } }))
    expect(view).toMatchObject({ annex: { conflictOfInterest: expect.stringContaining('受雇于乙方的保险公司') } })
  })

  it('names review for a determination of the police and none for an agreement (APR 22, 71)', () => {
    expect(documentView(sources()).notices.join('')).toContain('不适用复核')
    const police = documentView(sources({ kind: 'simple-procedure', mandate: 'officer' }, { officer }))
    expect(police.notices.join('')).toContain('3个工作日内')
  })

  it('certifies in the officer’s own words, cites APR 67, and knows neither shares nor contacts', () => {
    const certified = sources(
      {
        kind: 'certificate',
        mandate: 'officer',
        decidedByKind: 'officer',
        proposal: [],
        decision: { contacts: [], reason: null },
        certificate: { facts: '两车在路口内相撞，信号灯正常。', unclear: '无法查清哪一方闯红灯：路口监控当日故障。' },
      },
      { officer },
    )
    const view = documentView(certified)
    expect(DocumentView.parse(view)).toEqual(view)
    expect(view).toMatchObject({ kind: 'certificate', unclear: expect.stringContaining('监控当日故障') })
    expect(view.articles.map(({ citation }) => citation)).toEqual(['《道路交通事故处理程序规定》第六十七条'])
    expect(view.notices.join('')).toMatch(/送达之日起3个工作日内.*复核.*收到本证明之日起10个工作日内.*调解.*民事诉讼/)
    expect(JSON.stringify(view)).not.toMatch(/percent|responsibility/)
  })

  it('cites the procedure: on the joint application of the parties, or the simple one', () => {
    const citations = (procedure: string | null) => {
      const view = documentView(sources({ kind: 'simple-procedure', mandate: 'officer', procedure }, { officer }))
      return view.kind === 'simple-procedure' ? view.procedure.articles.map(({ citation }) => citation) : []
    }
    const simple = ['《道路交通事故处理程序规定》第二十三条', '《道路交通事故处理程序规定》第二十四条']
    expect(citations('online')).toEqual(['《道路交通事故处理程序规定》第二十条'])
    expect(citations('simple')).toEqual(simple)
    expect(citations(null)).toEqual(simple)
  })

  it('has a number of its own in each version', () => {
    expect(documentNumber(accident, { kind: 'agreement', revision: 2 })).toBe('快协〔2026〕第23060220260601000001-2号')
    expect(documentNumber(accident, { kind: 'simple-procedure', revision: 1 })).toMatch(/^快认/)
    expect(documentNumber(accident, { kind: 'certificate', revision: 1 })).toMatch(/^快证/)
  })
})
