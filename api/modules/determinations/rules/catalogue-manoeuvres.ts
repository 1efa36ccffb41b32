import { choice, fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

/** Following, changing lanes, reversing, turning round, doors. */
const rows: readonly SituationSource[] = [
  {
    code: 'L01',
    name: ['追尾', 'rear-end in the same lane'],
    fault: ['后车', 'the vehicle behind'],
    articles: ['DRL 43'],
    shortCode: 'rear-end',
    facts: [
      fact('same-lane', 'contact', ['两车当时在同一条车道吗？', 'Were they in the same lane?'], { suggests: 'L02' }),
      choice(
        'front-motion',
        'other',
        ['前车当时在做什么？', 'What was the front vehicle doing?'],
        [
          ['moving', '正常往前开', 'moving on', 'supports'],
          ['stopped', '停着（堵车、等灯）', 'stopped in traffic', 'supports'],
          ['parked-illegally', '违法停在路上', 'stopped illegally', 'officer', 'L33'],
          ['reversing', '在倒车', 'reversing', 'refutes', 'L16'],
          ['rolling', '往后溜', 'rolling back', 'refutes', 'L17'],
        ],
      ),
      fact('cut-in', 'other', ['前车是刚刚变道插进来的吗？', 'Had the front vehicle just cut in?'], {
        wanted: 'no',
        suggests: 'L02',
      }),
    ],
  },
  {
    code: 'L02',
    name: ['变更车道影响他车', 'lane change disturbs traffic in that lane'],
    fault: ['变道车', 'the vehicle changing lanes'],
    articles: ['IR 44(2)', 'IR 57'],
    shortCode: 'lane-change',
    facts: [
      fact('was-changing', 'fault', [
        '这辆车当时在变道，或车轮压着车道线吗？',
        'Was it changing lanes, or its wheels on the line?',
      ]),
      fact(
        'other-in-lane',
        'other',
        ['对方一直在那条车道里正常走吗？', 'Was the other travelling normally in that lane?'],
        { otherwise: 'officer', suggests: 'E01' },
      ),
      choice(
        'signalled',
        'fault',
        ['变道前打转向灯了吗？', 'Did it signal?'],
        [
          ['yes', '打了', 'yes', 'neutral'],
          ['no', '没打', 'no', 'neutral'],
        ],
      ),
    ],
  },
  {
    code: 'L15',
    name: ['逆行', 'wrong way'],
    fault: ['逆行车', 'the vehicle on the wrong side'],
    articles: ['DRL 35'],
    shortCode: 'wrong-way',
    facts: [
      fact('wrong-side', 'fault', [
        '这辆车越过中心线，或逆着方向走吗？',
        'Was it over the centre line or going the wrong way?',
      ]),
    ],
  },
  {
    code: 'L16',
    name: ['倒车', 'reversing'],
    fault: ['倒车的一方', 'the reversing vehicle'],
    articles: ['IR 50'],
    shortCode: 'reversing',
    facts: [
      fact('was-reversing', 'fault', ['碰撞时这辆车在往后倒吗？', 'Was it moving backwards under its own power?'], {
        suggests: 'L17',
      }),
      choice(
        'reversing-forbidden',
        'contact',
        ['这里禁止倒车吗（路口、单行路、桥、隧道等）？', 'Is reversing forbidden here?'],
        [
          ['yes', '禁止', 'yes', 'neutral'],
          ['no', '不禁止', 'no', 'neutral'],
        ],
      ),
    ],
  },
  {
    code: 'L17',
    name: ['溜车', 'rolling away'],
    fault: ['溜车的一方', 'the rolling vehicle'],
    articles: ['DRL 22(1)', 'IR 62(4)'],
    shortCode: 'rolling',
    facts: [
      fact('rolled', 'fault', ['这辆车是自己溜动的吗（没刹住）？', 'Did it roll by itself?'], { suggests: 'L16' }),
      choice(
        'slope',
        'contact',
        ['路面有坡吗？', 'Was there a slope?'],
        [
          ['yes', '有', 'yes', 'neutral'],
          ['no', '没有', 'no', 'neutral'],
        ],
      ),
    ],
    notes: [['IR 62(4) 只用于下陡坡空挡滑行', 'IR 62(4) only for coasting down a steep slope']],
  },
  {
    code: 'L18',
    name: ['违规地点掉头', 'U-turn where forbidden'],
    fault: ['掉头车', 'the turning vehicle'],
    articles: ['IR 49(1)'],
    shortCode: 'other',
    facts: [
      fact('was-turning-round', 'fault', ['这辆车当时在掉头吗？', 'Was it turning round?']),
      fact(
        'place-forbids',
        'contact',
        ['这里禁止掉头吗（标志、实线、桥、人行横道等）？', 'Is a U-turn forbidden here?'],
        { suggests: 'L19' },
      ),
    ],
  },
  {
    code: 'L19',
    name: ['掉头妨碍正常行驶', 'U-turn allowed but hinders'],
    fault: ['掉头车', 'the turning vehicle'],
    articles: ['IR 49(2)'],
    shortCode: 'give-way',
    facts: [
      fact('was-turning-round', 'fault', ['这辆车当时在掉头吗？', 'Was it turning round?']),
      fact('other-normal', 'other', ['对方在正常行驶吗？', 'Was the other driving normally?'], {
        otherwise: 'officer',
      }),
    ],
  },
  {
    code: 'L20',
    name: ['开关车门', 'opening or closing a door'],
    fault: ['开门的一方', 'the side with the door'],
    articles: ['IR 63(4)', 'IR 77(3)'],
    shortCode: 'door',
    facts: [
      fact('door-moved', 'fault', ['碰撞时这辆车正在开门或关门吗？', 'Was its door being opened or closed?']),
      choice(
        'who-opened',
        'fault',
        ['谁开的门？', 'Who opened it?'],
        [
          ['driver', '司机', 'driver', 'neutral'],
          ['passenger', '乘客', 'passenger', 'neutral'],
        ],
      ),
      choice(
        'stopped-legally',
        'fault',
        ['停车的位置合规吗？', 'Was it stopped legally?'],
        [
          ['yes', '合规', 'yes', 'neutral'],
          ['no', '不合规', 'no', 'neutral', 'L33'],
        ],
      ),
    ],
  },
]

export const manoeuvreSituations = rows.map((row) =>
  situation(row, { source: 'S30, S31, S32 (city lists); articles S1, S2; the link is ours', verified: true }),
)
