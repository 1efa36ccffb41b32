import { choice, fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

const overtaking = fact('was-overtaking', 'fault', ['这辆车当时在超车吗？', 'Was it overtaking?'])

/** Overtaking, wrong road space, expressway. */
const rows: readonly SituationSource[] = [
  {
    code: 'L21',
    name: ['超越正在左转、掉头、超车的前车', 'overtaking a vehicle that turns or overtakes'],
    fault: ['超车的一方', 'the overtaking vehicle'],
    articles: ['DRL 43(1)'],
    shortCode: 'other',
    facts: [
      overtaking,
      fact('front-turning', 'other', [
        '前车正在左转、掉头或超车吗？',
        'Was the front vehicle turning left, round, or overtaking?',
      ]),
      fact('front-signalled', 'other', ['前车打了转向灯吗？', 'Had the front vehicle signalled?'], {
        otherwise: 'officer',
      }),
    ],
  },
  {
    code: 'L22',
    name: ['与对面来车有会车可能时超车', 'overtaking into oncoming traffic'],
    fault: ['超车的一方', 'the overtaking vehicle'],
    articles: ['DRL 43(2)'],
    shortCode: 'other',
    facts: [overtaking, fact('oncoming', 'contact', ['对面有来车吗？', 'Was there oncoming traffic?'])],
  },
  {
    code: 'L23',
    name: ['路口、窄桥、弯道、陡坡、隧道、人行横道等处超车', 'overtaking in a forbidden place'],
    fault: ['超车的一方', 'the overtaking vehicle'],
    articles: ['DRL 43(4)'],
    shortCode: 'other',
    facts: [
      overtaking,
      choice(
        'place',
        'contact',
        ['在什么地方超的车？', 'Where?'],
        [
          ['junction', '路口', 'junction', 'supports'],
          ['rail-crossing', '铁路道口', 'level crossing', 'supports'],
          ['narrow-bridge', '窄桥', 'narrow bridge', 'supports'],
          ['bend', '弯道', 'bend', 'supports'],
          ['slope', '陡坡', 'steep slope', 'supports'],
          ['tunnel', '隧道', 'tunnel', 'supports'],
          ['crossing', '人行横道', 'pedestrian crossing', 'supports'],
          ['ordinary', '普通路段', 'ordinary road', 'refutes', 'L24'],
        ],
      ),
    ],
  },
  {
    code: 'L43',
    name: ['超越执行紧急任务的特种车辆', 'overtaking an emergency vehicle on duty'],
    fault: ['超车的一方', 'the overtaking vehicle'],
    articles: ['DRL 43(3)'],
    shortCode: 'other',
    facts: [
      overtaking,
      fact('lights-and-siren', 'other', ['特种车辆开着警灯、警报吗？', 'Were its lights and siren on?'], {
        otherwise: 'officer',
      }),
    ],
  },
  {
    code: 'L24',
    name: ['右侧超车、超车后未留距离驶回', 'overtaking on the right or early return'],
    fault: ['超车的一方', 'the overtaking vehicle'],
    articles: ['IR 47'],
    shortCode: 'lane-change',
    facts: [
      fact('one-lane-each-way', 'contact', ['这里同方向只有一条机动车道吗？', 'One lane per direction?'], {
        suggests: 'L02',
      }),
      choice(
        'how',
        'fault',
        ['怎么超的车？', 'How did it overtake?'],
        [
          ['on-the-right', '从右边超', 'on the right', 'supports'],
          ['early-return', '超过后马上并回来', 'returned too early', 'supports'],
          ['properly', '从左边超，留了距离', 'on the left with distance', 'refutes'],
        ],
      ),
    ],
  },
  {
    code: 'L29',
    name: ['占用专用车道', 'in a bus or other reserved lane'],
    fault: ['占用的一方', 'the intruder'],
    articles: ['DRL 37'],
    shortCode: 'other',
    outcome: 'weigh',
    facts: [
      fact('reserved-now', 'fault', [
        '当时在专用时段，这辆车不能走这条车道吗？',
        'Was the lane reserved at that hour and closed to it?',
      ]),
    ],
    notes: [['常由双方分担，由交警判断', 'Often shared: an officer weighs it']],
  },
  {
    code: 'L30',
    name: ['驶入非机动车道、人行道、禁行线', 'wrong road space'],
    fault: ['驶入的一方', 'the intruder'],
    articles: ['DRL 36', 'DRL 38'],
    shortCode: 'other',
    facts: [
      choice(
        'space',
        'fault',
        ['这辆车开到了哪里？', 'Where did it drive?'],
        [
          ['cycle-lane', '非机动车道', 'cycle lane', 'supports'],
          ['pavement', '人行道', 'pavement', 'supports'],
          ['closed-line', '禁行线、禁行路段', 'closed section', 'supports'],
          ['own-lane', '机动车道', 'motor lane', 'refutes'],
        ],
      ),
    ],
  },
  {
    code: 'L37',
    name: ['未让执行紧急任务车辆', 'no way for emergency vehicles'],
    fault: ['未让行的一方', 'the violator'],
    articles: ['DRL 53'],
    shortCode: 'give-way',
    facts: [
      fact(
        'lights-and-siren',
        'other',
        ['对方是执行紧急任务的特种车辆，开着警灯警报吗？', 'Was the other on duty with lights and siren?'],
        { otherwise: 'officer' },
      ),
      fact('could-yield', 'fault', ['这辆车当时能让而没有让吗？', 'Could it have given way?'], {
        otherwise: 'officer',
      }),
    ],
  },
  {
    code: 'L38',
    name: ['高速、快速路上的违法行为', 'expressway acts'],
    fault: ['违法的一方', 'the violator'],
    articles: ['IR 79', 'IR 82(1)', 'IR 82(3)', 'IR 82(4)', 'IR 85'],
    shortCode: 'other',
    facts: [
      fact('expressway', 'contact', ['事故在高速公路或城市快速路上吗？', 'On an expressway or urban expressway?']),
      choice(
        'act',
        'fault',
        ['这辆车做了什么？', 'What did it do?'],
        [
          ['merge', '从匝道汇入，妨碍了主路的车', 'hindered traffic when joining', 'supports'],
          ['on-line', '骑、压车道分界线', 'drove on the lane line', 'supports'],
          ['emergency-lane', '走应急车道', 'used the emergency lane', 'supports'],
          ['reverse-or-stop', '倒车、逆行或在车道里停车', 'reversed, wrong way or stopped', 'supports'],
          ['none', '都没有', 'none', 'refutes'],
        ],
      ),
    ],
  },
]

export const overtakingSituations = rows.map((row) =>
  situation(row, { source: 'S31, S32 (city lists); articles S1, S2; the link is ours', verified: true }),
)
