import { choice, fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

const noLights = fact('no-lights', 'contact', [
  '路口没有信号灯，也没有交警指挥吗？',
  'No lights and no officer at the junction?',
])

/** Right of way at junctions. */
const rows: readonly SituationSource[] = [
  {
    code: 'L03',
    name: ['转弯未让直行（有灯无箭头）', 'turning does not yield to released straight traffic'],
    fault: ['转弯车', 'the turning vehicle'],
    articles: ['IR 51(7)', 'IR 38(1)1'],
    shortCode: 'give-way',
    facts: [
      fact('turner-turning', 'fault', ['这辆车当时在转弯吗？', 'Was this vehicle turning?']),
      fact('other-straight', 'other', ['对方当时在直行吗？', 'Was the other going straight?']),
      fact('other-green', 'other', ['对方方向当时是绿灯吗？', 'Did the other have green?'], {
        otherwise: 'officer',
        suggests: 'L10',
      }),
      fact('no-arrow-light', 'contact', ['路口的灯没有箭头吗？', 'Were the lights without arrows?'], {
        otherwise: 'officer',
        suggests: 'L10',
      }),
    ],
  },
  {
    code: 'L04',
    name: ['红灯右转未让被放行车辆', 'right turn on red hinders released traffic'],
    fault: ['右转车', 'the right-turner'],
    articles: ['IR 38(3)'],
    shortCode: 'give-way',
    facts: [
      fact('right-turn-on-red', 'fault', ['这辆车是红灯时右转吗？', 'Did this vehicle turn right on red?'], {
        suggests: 'L03',
      }),
      fact('other-released', 'other', ['对方当时是绿灯放行吗？', 'Was the other released by green?'], {
        otherwise: 'officer',
      }),
    ],
  },
  {
    code: 'L05',
    name: ['相对方向右转未让左转', 'right-turner against opposite left-turner'],
    fault: ['右转车', 'the right-turner'],
    articles: ['IR 51(7)', 'IR 52(4)'],
    shortCode: 'give-way',
    facts: [
      fact('opposite-directions', 'contact', ['两车是相对方向来的吗？', 'Did they come from opposite directions?']),
      fact('right-against-left', 'contact', ['一辆右转、一辆左转吗？', 'Was one turning right and one left?']),
      fact(
        'no-special-sign',
        'contact',
        ['路口没有别的让行标志或箭头灯吗？', 'No other give-way sign or arrow light?'],
        { otherwise: 'officer' },
      ),
    ],
  },
  {
    code: 'L06',
    name: ['违反让行标志标线', 'ignores a give-way or stop sign or line'],
    fault: ['未让行的一方', 'the side that ignores the sign'],
    articles: ['IR 52(1)', 'DRL 44'],
    shortCode: 'give-way',
    facts: [
      noLights,
      fact(
        'sign-or-line',
        'fault',
        [
          '这一方有停车让行或减速让行的标志、标线吗（有照片）？',
          'A give-way or stop sign or line on this side, photographed?',
        ],
        { suggests: 'L07' },
      ),
    ],
  },
  {
    code: 'L07',
    name: ['未让右方来车', 'does not yield to the right'],
    fault: ['左方来车', 'the vehicle from the left'],
    articles: ['IR 52(2)'],
    shortCode: 'give-way',
    facts: [
      noLights,
      fact('no-sign', 'contact', ['路口没有让行标志、标线吗？', 'No give-way sign or line?'], { suggests: 'L06' }),
      fact('other-from-right', 'other', ['对方是从这辆车的右边过来的吗？', 'Did the other come from the right?']),
    ],
  },
  {
    code: 'L08',
    name: ['无灯路口转弯未让直行', 'turning does not yield at a junction without lights'],
    fault: ['转弯车', 'the turning vehicle'],
    articles: ['IR 52(3)'],
    shortCode: 'give-way',
    facts: [
      noLights,
      fact('turner-turning', 'fault', ['这辆车当时在转弯吗？', 'Was this vehicle turning?']),
      fact('other-straight', 'other', ['对方当时在直行吗？', 'Was the other going straight?']),
    ],
  },
  {
    code: 'L09',
    name: ['环形路口未让环内车', 'entering a roundabout without yielding'],
    fault: ['驶入环岛的车', 'the entering vehicle'],
    articles: ['IR 51(2)'],
    shortCode: 'give-way',
    facts: [
      fact('was-entering', 'fault', ['这辆车正要进环岛吗？', 'Was this vehicle entering?']),
      fact('other-inside', 'other', ['对方已经在环岛里了吗？', 'Was the other already inside?'], {
        otherwise: 'officer',
      }),
    ],
  },
  {
    code: 'L32',
    name: ['路口拥堵强行进入、后放行未让先放行', 'entering a blocked junction'],
    fault: ['强行进入的一方', 'the entering side'],
    articles: ['IR 53(1)', 'IR 38(1)1'],
    shortCode: 'give-way',
    facts: [
      choice(
        'junction-state',
        'fault',
        ['这辆车进路口时是什么情况？', 'What was the junction like when it entered?'],
        [
          ['blocked', '路口已经堵住', 'already blocked', 'supports'],
          ['others-released-first', '先放行的车还没走完', 'traffic released earlier still inside', 'supports'],
          ['free', '路口是通的', 'free', 'refutes'],
        ],
      ),
    ],
  },
  {
    code: 'L42',
    name: ['未停车让行人', 'not stopping for a pedestrian on a crossing'],
    fault: ['机动车', 'the driver'],
    articles: ['DRL 47'],
    shortCode: 'give-way',
    outcome: 'weigh',
    facts: [
      fact('pedestrian-on-crossing', 'other', ['行人当时在人行横道上吗？', 'Was the pedestrian on the crossing?']),
    ],
    notes: [['有人受伤的，不能自行协商', 'Any injury: no self-negotiation']],
  },
  {
    code: 'N01',
    name: ['非机动车逆行、闯灯、横穿', 'non-motor vehicle: wrong way, red light, crossing'],
    fault: ['非机动车', 'the non-motor vehicle'],
    articles: ['IR 68', 'IR 69', 'IR 70', 'IR 71', 'IR 72', 'DRL 57', 'DRL 76(1)2'],
    shortCode: 'other',
    outcome: 'weigh',
    facts: [
      choice(
        'non-motor-act',
        'fault',
        ['非机动车当时怎么走的？', 'What did the non-motor vehicle do?'],
        [
          ['wrong-way', '逆行', 'wrong way', 'supports'],
          ['red-light', '闯红灯', 'red light', 'supports'],
          ['crossing', '突然横穿', 'sudden crossing', 'supports'],
          ['none', '正常骑行', 'rode normally', 'refutes'],
        ],
      ),
    ],
    notes: [
      [
        '机动车与非机动车的比例由交警定，赔偿不用七三、五五比例',
        'An officer sets the share; the 70/50/30 table is not used',
      ],
    ],
  },
]

export const junctionSituations = rows.map((row) =>
  situation(row, { source: 'S30, S31, S32 (city lists); articles S1, S2; the link is ours', verified: true }),
)
