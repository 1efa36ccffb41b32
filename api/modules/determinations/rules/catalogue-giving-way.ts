import { choice, fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

/** Queues, narrow places, joining the road. */
const rows: readonly SituationSource[] = [
  {
    code: 'L25',
    name: ['遇排队穿插、借道', 'cutting into a queue or using the opposite lane'],
    fault: ['穿插车', 'the cutting vehicle'],
    articles: ['DRL 45(1)', 'IR 53(2)'],
    shortCode: 'lane-change',
    facts: [
      fact('queue', 'contact', ['前面的车在排队或缓行吗？', 'Was there a queue?'], { suggests: 'L02' }),
      fact('cut-in', 'fault', ['这辆车没有排队，直接插进来吗？', 'Did it cut in?']),
    ],
  },
  {
    code: 'L26',
    name: ['车道减少未交替通行', 'not alternating where lanes end'],
    fault: ['未轮到的一方', 'the side out of turn'],
    articles: ['DRL 45(2)', 'IR 53(3)'],
    shortCode: 'give-way',
    facts: [
      fact('lane-drop', 'contact', ['这里是车道减少的地方吗？', 'Do lanes end here?']),
      fact('out-of-turn', 'fault', ['按一车道一辆，还没轮到这辆车吗？', 'One by one, was it not its turn?'], {
        otherwise: 'officer',
        suggests: 'E03',
      }),
    ],
  },
  {
    code: 'L27',
    name: ['会车时有障碍一方未让', 'meeting: the obstructed side does not yield'],
    fault: ['有障碍的一方', 'the obstructed side'],
    articles: ['IR 48(2)'],
    shortCode: 'give-way',
    facts: [
      fact('obstacle-on-side', 'fault', ['障碍在这辆车这一边吗？', 'Was the obstacle on its side?']),
      fact('not-yet-in', 'fault', ['这辆车还没有驶入障碍路段吗？', 'Had it not yet entered the obstructed part?'], {
        otherwise: 'refutes',
      }),
    ],
  },
  {
    code: 'L28',
    name: ['窄坡下坡未让上坡；窄山路靠山体未让', 'narrow slope or mountain road'],
    fault: ['应让行的一方', 'the side that must yield'],
    articles: ['IR 48(3)', 'IR 48(4)'],
    shortCode: 'give-way',
    facts: [
      choice(
        'side',
        'fault',
        ['这辆车当时的位置？', 'Where was it?'],
        [
          ['downhill', '窄坡，下坡', 'narrow slope, downhill', 'supports'],
          ['downhill-halfway', '窄坡，下坡已到中途，对方还没上坡', 'downhill and already halfway', 'refutes'],
          ['hill-side', '窄山路，靠山体', 'mountain road, hill side', 'supports'],
          ['other', '都不是', 'neither', 'refutes'],
        ],
      ),
    ],
  },
  {
    code: 'L31',
    name: ['驶离停车位、进出停车场或路边驶入未让', 'joining from the roadside or a car park'],
    fault: ['驶入的一方', 'the joining vehicle'],
    articles: ['DRL 38', 'DRL 22(1)', 'IR 57(1)'],
    shortCode: 'give-way',
    facts: [
      fact('was-joining', 'fault', ['这辆车正从路边、车位或停车场驶入道路吗？', 'Was it joining the road?']),
      fact('other-in-flow', 'other', ['对方在路上正常行驶吗？', 'Was the other in the flow?'], {
        otherwise: 'officer',
      }),
    ],
    notes: [['全国没有专门条文，依安全畅通和起步规则', 'No dedicated national article']],
  },
]

export const givingWaySituations = rows.map((row) =>
  situation(row, { source: 'S31, S32 (city lists); articles S1, S2; the link is ours', verified: true }),
)
