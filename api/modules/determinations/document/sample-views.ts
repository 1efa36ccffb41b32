/** Complete documents for the tests beside this file. Every name and number is invented. */
import { cents } from '../../../kernel/money.ts'
import type { AgreementView, CertificateView, SignatureSheetView, SimpleProcedureView } from './view.ts'

const articles = [
  {
    citation: '《道路交通安全法实施条例》第四十四条第二款',
    wording: '在划有两条以上机动车道的道路上变更车道的，不得影响相关车道内行驶的机动车的正常行驶。',
  },
  {
    citation: '《道路交通事故处理程序规定》第六十条',
    wording: '根据当事人的行为对发生事故所起的作用以及过错的严重程度，确定当事人的责任。',
  },
]

const parties = [
  {
    side: 'A',
    name: '张建国',
    credential: { kind: 'driving-licence', number: '230602198803151234' },
    contact: '13800000001',
    vehicle: {
      kind: '小型轿车',
      plate: { number: '黑E12345', kind: '02' },
      insurer: '中国人民财产保险股份有限公司大庆市分公司',
      insuranceCertificate: 'PDZA202523060000012345',
    },
  },
  {
    side: 'B',
    name: '欧阳娜',
    credential: { kind: 'id', number: '230603199507212345' },
    contact: '13900000002',
    vehicle: {
      kind: '小型普通客车',
      plate: { number: '黑ED12345', kind: '52' },
      insurer: '中国平安财产保险股份有限公司黑龙江分公司',
      insuranceCertificate: '12605003901234567890',
    },
  },
] satisfies AgreementView['parties']

const occasion = {
  issuedAt: '2026-03-09T01:42:10.000Z',
  occurredAt: '2026-03-09T00:51:00.000Z',
  place: '黑龙江省大庆市萨尔图区世纪大道与纬二路交叉口东 120 米，由西向东第二车道',
  weather: '晴',
  parties,
  contacts: [
    {
      form: '侧面刮擦',
      sides: [
        { side: 'A', part: '右侧前门、右后视镜', responsibility: 'full', percent: 100 },
        { side: 'B', part: '左侧前翼子板、左前轮', responsibility: 'none', percent: 0 },
      ],
    },
  ] satisfies AgreementView['contacts'],
  facts:
    '2026年03月09日 08时51分许，张建国驾驶黑E12345号小型轿车沿世纪大道由西向东行驶，在第一车道向第二车道变更车道时，与在第二车道内同向正常行驶的、' +
    '由欧阳娜驾驶的黑ED12345号小型普通客车发生刮擦，造成两车不同程度损坏，无人员受伤。双方拍照后已将车辆撤离现场。',
  articles,
  supersedes: null,
  checkCode: 'K7QM-4F2X-9RDA',
}

export const agreement: AgreementView = {
  ...occasion,
  kind: 'agreement',
  number: '庆快协〔2026〕第000123号',
  compensation: [
    { basis: '交强险财产损失', payer: '人保财险（甲方）', payee: '欧阳娜', amountCents: cents(200_000) },
    { basis: '商业第三者责任险', payer: '人保财险（甲方）', payee: '欧阳娜', amountCents: cents(65_050) },
    { basis: '交强险无责任赔偿', payer: '平安财险（乙方）', payee: '张建国', amountCents: cents(10_000) },
  ],
  mutualClaim: null,
  notices: [
    '本协议由当事人自愿达成，应当自觉履行；可以向保险公司索赔，也可以到道路交通事故保险理赔服务场所办理。',
    '不履行协议的，可以申请人民调解委员会调解，或者向人民法院提起民事诉讼。本协议不适用复核。',
  ],
  annex: {
    surveyor: { name: '李查勘', authorisation: 'DQ-CK-2026-0087', insurer: '中国人民财产保险股份有限公司' },
    mandate: 'issue',
    determinedAt: '2026-03-09T01:40:00.000Z',
    ruleSetVersion: '2026.1',
    grounds:
      '甲方变更车道时影响相关车道内正常行驶的乙方车辆，是事故的全部原因；乙方无过错行为。照片 1、2、3 显示接触部位和车道位置与双方陈述一致。',
    basis: articles.slice(0, 1),
    conflictOfInterest:
      '出具本认定的查勘员受雇于甲方的保险公司（中国人民财产保险股份有限公司）。各方已知悉，仍可要求交警到场处理。',
  },
}

export const simpleProcedure: SimpleProcedureView = {
  ...occasion,
  kind: 'simple-procedure',
  number: '庆公交认字〔2026〕第230602000456号',
  unit: '大庆市公安局交通警察支队萨尔图大队',
  parties: parties.map((party, index) => ({
    ...party,
    sex: index === 0 ? '男' : '女',
    age: index === 0 ? 38 : 30,
    licenceClass: 'C1',
    address: '黑龙江省大庆市让胡路区某街某小区 1 号楼',
  })),
  officer: { name: '王警官', badge: '230600123' },
  procedure: {
    kind: 'simple',
    articles: [{ citation: '《道路交通事故处理程序规定》第二十四条', wording: '简易程序认定书，当场出具，至迟三日' }],
  },
  origin: {
    mandate: 'countersign',
    surveyor: '李查勘',
    authorisation: 'DQ-CK-2026-0087',
    insurer: '中国人民财产保险股份有限公司',
  },
  mediation: '经各方当事人一致请求当场调解：乙方车辆修理费由甲方的保险公司在保险限额内赔偿，各方无其他争议。',
  ruleSetVersion: '2026.1',
  notices: [
    '当事人对本认定有异议的，可以自本认定书送达之日起三个工作日内，向上一级公安机关交通管理部门书面申请复核。复核以一次为限。',
    '当事人可以申请人民调解委员会调解，或者向人民法院提起民事诉讼。',
  ],
}

const { contacts: _, ...uncertainOccasion } = occasion

export const certificate: CertificateView = {
  ...uncertainOccasion,
  kind: 'certificate',
  number: '庆公交证字〔2026〕第230602000457号',
  unit: simpleProcedure.unit,
  officer: simpleProcedure.officer,
  facts:
    '2026年03月09日 08时51分许，张建国驾驶黑E12345号小型轿车沿世纪大道由西向东行驶，欧阳娜驾驶黑ED12345号小型普通客车沿纬二路由北向南行驶，' +
    '两车在交叉口内相撞，黑E12345号车右侧前门与黑ED12345号车左侧前翼子板接触。路口信号灯工作正常。无人员受伤。',
  unclear:
    '双方均称本方绿灯通行。路口监控当日检修，双方车辆未安装行车记录仪，现场无其他目击证人，无法查清事故发生时双方的信号灯状态。',
  articles: [
    {
      citation: '《道路交通事故处理程序规定》第六十七条',
      wording: '事实无法查清的出具事故证明',
    },
  ],
  notices: [
    '当事人对本证明有异议的，可以自本证明送达之日起3个工作日内，向上一级公安机关交通管理部门书面申请复核。复核以一次为限。',
    '当事人可以直接向人民法院提起民事诉讼。',
  ],
  ruleSetVersion: '2026.1',
}

export const signatureSheet: SignatureSheetView = {
  documentKind: 'agreement',
  documentNumber: agreement.number,
  documentSha256: '5f0c6c2ee62e1f2a0df05b3bd1f2e0f2cbb3f8f6a8e9e7d6c5b4a39281706f5e',
  documentPages: 3,
  issuedAt: '2026-03-09T02:05:31.000Z',
  checkCode: occasion.checkCode,
  entries: [
    {
      kind: 'signed',
      side: 'A',
      name: '张**',
      signedAt: '2026-03-09T01:58:02.000Z',
      strokes: [wave(0, 60), wave(40, 20), [{ x: 190, y: 30 }]],
    },
    {
      kind: 'refused',
      side: 'B',
      name: '欧**',
      refusedAt: '2026-03-09T02:03:44.000Z',
      reason: '当事人对碰撞部位的记载有异议，拒绝签名，要求交警到场处理。',
    },
  ],
}

/** A line that a finger might have drawn, 170 wide. */
function wave(from: number, height: number) {
  return Array.from({ length: 35 }, (_, i) => ({ x: from + i * 5, y: 50 + height * Math.sin(i / 3) * Math.cos(i / 9) }))
}
