import type { Instruction } from '../../../kernel/rule-set.ts'

/** What a driver is told, in the order in which it must be done. */
export const instructions: readonly Instruction[] = [
  {
    code: 'call-120',
    text: { zh: '有人受伤：马上拨打120，不要移动伤者。', en: 'Somebody is hurt: call 120 now and do not move them.' },
  },
  {
    code: 'dangerous-goods',
    text: {
      zh: '有危险品：远离车辆，往上风方向走，不要抽烟、不要用火；马上报警，说明是什么货物。',
      en: 'Dangerous goods: get away upwind, no flames; call the police at once and name the goods.',
    },
  },
  {
    code: 'behind-barrier',
    text: {
      zh: '高速公路：不要拍照。人员马上翻到护栏外，打开双闪，再打电话报警。',
      en: 'Expressway: take no photos. Everybody behind the barrier, hazard lights on, then call.',
    },
  },
  { code: 'call-122-now', text: { zh: '马上拨打122报警。', en: 'Call the police (122) now.' } },
  {
    code: 'evacuate-and-protect-scene',
    text: {
      zh: '人先撤到安全的地方，保护好现场，等交警来。',
      en: 'Get people to safety, leave the scene as it is, wait for the police.',
    },
  },
  { code: 'do-not-drive', text: { zh: '有疑问的司机不要再开车。', en: 'The driver in question must not drive on.' } },
  {
    code: 'wait-for-police',
    text: {
      zh: '撞到的设施有主管单位：等交警来处理，不要开走。',
      en: 'The facility has a keeper: wait for the police, do not drive away.',
    },
  },
  {
    code: 'to-safety',
    text: { zh: '打开双闪，人站到路边安全的地方。', en: 'Hazard lights on, people to a safe place beside the road.' },
  },
  {
    code: 'photograph-then-clear',
    text: {
      zh: '先拍几张照片，马上把车挪到路边，不要堵路。',
      en: 'Take the few photos, then move the cars aside at once.',
    },
  },
  {
    code: 'report-after-clearing',
    text: { zh: '车挪开以后，报警等交警处理。', en: 'When the road is clear, report to the police.' },
  },
  {
    code: 'agree-then-sign',
    text: {
      zh: '车挪开以后，再核对信息、商量责任、签字。',
      en: 'When the road is clear: check the data, agree, sign.',
    },
  },
]
