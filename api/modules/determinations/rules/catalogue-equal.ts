import type { Fact } from '../../../kernel/rule-set.ts'
import { fact, situation } from './situation-row.ts'
import type { SituationSource } from './situation-row.ts'

/** The same violation asked of each side: an equal-fault proposal needs both established. */
function bothSides(id: string, zh: string, en: string): Fact[] {
  return [
    fact(`first-${id}`, 'first', [`第一方：${zh}`, `First side: ${en}`]),
    fact(`second-${id}`, 'second', [`第二方：${zh}`, `Second side: ${en}`]),
  ]
}

/** Equal responsibility (同等责任). Unknown facts never lead here: they lead to an officer (DOMAIN fact 8). */
const rows: readonly SituationSource[] = [
  {
    code: 'E01',
    name: ['两侧同时变道', 'both change into the same lane at the same time'],
    fault: ['双方', 'both'],
    articles: ['IR 44(2)'],
    shortCode: 'lane-change',
    outcome: 'equal',
    pairs: ['L02'],
    facts: bothSides('changed-lane', '当时也在往同一条车道变道吗？', 'was it changing into the same lane?'),
  },
  {
    code: 'E02',
    name: ['双方同时倒车', 'both reverse into each other'],
    fault: ['双方', 'both'],
    articles: ['IR 50'],
    shortCode: 'reversing',
    outcome: 'equal',
    pairs: ['L16'],
    facts: bothSides('reversed', '碰撞时在往后倒吗？', 'was it reversing?'),
  },
  {
    code: 'E03',
    name: ['双方都穿插或都不交替通行', 'both cut in, or both refuse to alternate'],
    fault: ['双方', 'both'],
    articles: ['DRL 45(1)', 'DRL 45(2)', 'IR 53(2)', 'IR 53(3)'],
    shortCode: 'give-way',
    outcome: 'equal',
    pairs: ['L25', 'L26'],
    facts: bothSides('out-of-turn', '穿插，或没有按顺序交替通行吗？', 'did it cut in or go out of turn?'),
  },
  {
    code: 'E04',
    name: ['会车时双方都越线或都未靠右', 'both on the wrong side when meeting'],
    fault: ['双方', 'both'],
    articles: ['DRL 35', 'IR 48(1)'],
    shortCode: 'wrong-way',
    outcome: 'equal',
    pairs: ['L15'],
    facts: bothSides('not-right', '越过中心线，或没有靠右吗？', 'was it over the centre, or not keeping right?'),
  },
  {
    code: 'E05',
    name: ['停车场内双方都在挪车，无优先规则', 'both manoeuvre in a car park without priority rule'],
    fault: ['双方', 'both'],
    articles: ['DRL 77', 'DRL 22(1)'],
    shortCode: 'other',
    outcome: 'equal',
    facts: [
      fact('no-priority', 'contact', ['停车场里没有标志、标线规定谁先走吗？', 'No sign or line that gives priority?']),
      ...bothSides('manoeuvred', '当时在挪车、没有看清就走吗？', 'was it manoeuvring without looking?'),
    ],
  },
  {
    code: 'E06',
    name: ['路口双方都未停车瞭望，无优先依据', 'both enter without observing, no evidence of priority'],
    fault: ['双方', 'both'],
    articles: ['IR 52'],
    shortCode: 'give-way',
    outcome: 'equal',
    facts: [
      fact(
        'no-priority',
        'contact',
        ['路口没有灯、没有标志，也分不出左右先后吗？', 'No lights, no signs, and neither from the right?'],
        { suggests: 'L07' },
      ),
      ...bothSides('did-not-look', '没有停车瞭望就进了路口吗？', 'did it enter without stopping to look?'),
    ],
  },
]

export const equalFaultSituations = rows.map((row) =>
  situation(row, { source: 'Own selection; articles S1, S2', verified: false }),
)
