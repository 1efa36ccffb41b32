import { choice, fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

/** Stopped vehicles, loads, towing, single vehicles, conduct. */
const rows: readonly SituationSource[] = [
  {
    code: 'L33',
    name: ['机动车道违法停车', 'illegal stop in the carriageway'],
    fault: ['违法停车的一方', 'the stopped vehicle'],
    articles: ['DRL 56', 'IR 63(1)', 'IR 63(2)', 'IR 63(3)'],
    shortCode: 'stopping',
    outcome: 'weigh',
    facts: [
      fact('illegal-place', 'fault', ['这辆车停在不准停车的地方吗？', 'Was it stopped where stopping is forbidden?']),
      choice(
        'warning-lights',
        'fault',
        ['开双闪了吗？', 'Were its hazard lights on?'],
        [
          ['yes', '开了', 'yes', 'neutral'],
          ['no', '没开', 'no', 'neutral'],
        ],
      ),
      choice(
        'visibility',
        'contact',
        ['当时看得清吗？', 'Was visibility good?'],
        [
          ['good', '看得清', 'good', 'neutral'],
          ['poor', '看不清', 'poor', 'neutral'],
        ],
      ),
    ],
    notes: [
      [
        '有的城市列为全责，有的由双方分担，由交警判断',
        'Full on some city lists, shared on others: an officer weighs it',
      ],
    ],
  },
  {
    code: 'L34',
    name: ['故障、事故车未警示', 'stopped vehicle without warning'],
    fault: ['停着的一方', 'the stopped vehicle'],
    articles: ['DRL 52', 'DRL 68', 'IR 60'],
    shortCode: 'stopping',
    outcome: 'weigh',
    facts: [
      choice(
        'triangle',
        'fault',
        [
          '放三角牌了吗？（一般道路50至100米，高速150米以外）',
          'Was a triangle set out? (50 to 100 m, expressway 150 m)',
        ],
        [
          ['none', '没有放', 'no', 'supports'],
          ['too-near', '放得太近', 'too near', 'supports'],
          ['proper', '按规定放了', 'properly', 'refutes'],
        ],
      ),
      choice(
        'night',
        'contact',
        ['当时是夜间或看不清吗？', 'Night or poor visibility?'],
        [
          ['yes', '是', 'yes', 'neutral'],
          ['no', '不是', 'no', 'neutral'],
        ],
      ),
    ],
    notes: [['停车一方通常只承担一部分，由交警判断', 'Usually a share of the stopped side: an officer weighs it']],
  },
  {
    code: 'L35',
    name: ['装载物超限、遗洒、掉落', 'load too large or falling'],
    fault: ['载货的一方', 'the carrier'],
    articles: ['DRL 48(1)', 'IR 54'],
    shortCode: 'other',
    facts: [
      fact('load-caused', 'fault', [
        '是这辆车的货物伸出、掉落或洒落造成的吗（有照片）？',
        'Did its load protrude, fall or spill, photographed?',
      ]),
    ],
  },
  {
    code: 'L36',
    name: ['违规牵引', 'improper towing'],
    fault: ['牵引的一方', 'the tower'],
    articles: ['IR 61'],
    shortCode: 'other',
    facts: [
      choice(
        'towing',
        'fault',
        ['牵引有什么问题？', 'What was wrong with the towing?'],
        [
          ['rope', '绳长不在4至10米', 'rope not 4 to 10 m', 'supports'],
          ['lamps', '两车没开双闪', 'no hazard lights', 'supports'],
          ['other', '其他违反规定', 'another breach', 'supports'],
          ['proper', '没有问题', 'nothing', 'refutes'],
        ],
      ),
    ],
  },
  {
    code: 'L39',
    name: ['单方事故', 'single vehicle'],
    fault: ['驾驶人', 'the driver'],
    articles: ['DRL 22(1)', 'DRL 38'],
    shortCode: 'other',
    alone: true,
    facts: [
      fact('nobody-else', 'contact', ['没有其他车辆或行人造成影响吗？', 'Did nobody else play a part?'], {
        otherwise: 'officer',
      }),
      choice(
        'object',
        'contact',
        ['撞到了什么？', 'What was hit?'],
        [
          ['facility', '护栏、电杆、房屋等设施', 'a facility or building', 'neutral'],
          ['other', '其他东西', 'something else', 'neutral'],
          ['nothing', '没有撞到东西', 'nothing', 'neutral'],
        ],
      ),
    ],
    notes: [['撞到设施的，须报警（Y02）', 'A facility was hit: report to the police (Y02)']],
  },
  {
    code: 'L40',
    name: ['车辆失控', 'loss of control'],
    fault: ['失控的一方', 'the driver who lost control'],
    articles: ['DRL 22(1)', 'DRL 42'],
    shortCode: 'other',
    facts: [
      fact('lost-control', 'fault', ['这辆车当时失控了吗（打滑、爆胎、冲出车道）？', 'Did it lose control?']),
      choice(
        'road',
        'contact',
        ['路面怎么样？', 'What was the road like?'],
        [
          ['dry', '干', 'dry', 'neutral'],
          ['wet', '湿滑、结冰', 'wet or icy', 'neutral'],
        ],
      ),
    ],
  },
  {
    code: 'L41',
    name: ['车门未关好行车、看手机等', 'distraction, open door while driving'],
    fault: ['该驾驶人', 'that driver'],
    articles: ['IR 62(1)', 'IR 62(3)'],
    shortCode: 'other',
    outcome: 'aggravates',
    facts: [fact('admitted-or-filmed', 'fault', ['本人承认或有视频吗？', 'Admitted or filmed?'])],
    notes: [['加重过错，一般不单独决定责任', 'Aggravates; rarely decides alone']],
  },
]

export const standingSituations = rows.map((row) =>
  situation(row, { source: 'S31, S32 (city lists); articles S1, S2; the link is ours', verified: true }),
)
