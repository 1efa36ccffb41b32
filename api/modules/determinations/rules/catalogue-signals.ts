import { fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

/** Lights, officers and lane arrows. */
const rows: readonly SituationSource[] = [
  {
    code: 'L10',
    name: ['闯红灯', 'entering on red'],
    fault: ['闯红灯的一方', 'the side that ran the light'],
    articles: ['IR 38(1)3', 'DRL 44'],
    shortCode: 'signal',
    facts: [
      fact('entered-on-red', 'fault', [
        '这辆车越过停止线时是红灯吗？',
        'Was it red when this vehicle crossed the line?',
      ]),
      fact(
        'light-proven',
        'contact',
        ['有视频，或者双方都认可灯色吗？', 'Is the light proven by video or agreed by both?'],
        { otherwise: 'officer' },
      ),
    ],
    notes: [
      [
        '谁闯红灯查不清的，由交警出具事故证明（APR 67）',
        'When nobody can tell who had red: certificate by the police (APR 67)',
      ],
    ],
  },
  {
    code: 'L11',
    name: ['黄灯越线', 'crossing the stop line after yellow'],
    fault: ['越线车', 'the crossing vehicle'],
    articles: ['IR 38(1)2'],
    shortCode: 'signal',
    outcome: 'weigh',
    facts: [
      fact('behind-line-at-yellow', 'fault', [
        '黄灯亮时这辆车还没过停止线吗？',
        'Was it still behind the line when yellow came on?',
      ]),
    ],
    notes: [['黄灯案件常由双方分担，由交警判断', 'Often shared: an officer weighs it']],
  },
  {
    code: 'L12',
    name: ['不服从交警指挥', "against an officer's signal"],
    fault: ['不服从指挥的一方', 'the violator'],
    articles: ['DRL 38'],
    shortCode: 'other',
    facts: [
      fact(
        'officer-statement',
        'fault',
        ['指挥的交警确认这辆车没有听指挥吗？', 'Does the directing officer confirm it?'],
        { otherwise: 'officer' },
      ),
    ],
  },
  {
    code: 'L13',
    name: ['违反车道信号灯', 'against a lane signal'],
    fault: ['违反车道灯的一方', 'the violator'],
    articles: ['IR 40(2)'],
    shortCode: 'signal',
    facts: [
      fact('lane-closed', 'fault', [
        '这辆车走的车道上方是红叉或红箭头吗（有照片）？',
        'A red cross or arrow above its lane, photographed?',
      ]),
    ],
  },
  {
    code: 'L14',
    name: ['违反导向车道、标线', 'wrong guide lane'],
    fault: ['不按导向车道行驶的一方', 'the violator'],
    articles: ['IR 51(1)', 'DRL 38'],
    shortCode: 'other',
    facts: [
      fact('against-lane-arrow', 'fault', [
        '这辆车走的方向和地面箭头不一致吗？',
        'Did it move against the lane arrow?',
      ]),
    ],
  },
]

export const signalSituations = rows.map((row) =>
  situation(row, { source: 'S31, S32 (city lists); articles S1, S2; the link is ours', verified: true }),
)
