import type { ArticleSource } from './article-source.ts'

/** Accident Procedure Rules 道路交通事故处理程序规定: the articles cited. */
export const procedureArticles: readonly ArticleSource[] = [
  {
    article: '13',
    zh: '有人伤亡或七种情形之一的，保护现场并立即报警',
    en: 'Casualties or one of seven circumstances: protect the scene and call police',
  },
  { article: '13(1)1', zh: '无有效驾驶证或准驾车型不符', en: 'No valid licence, or not for this vehicle' },
  { article: '13(1)2', zh: '有饮酒、服用精神药品或麻醉药品嫌疑', en: 'Suspicion of alcohol or drugs' },
  {
    article: '13(1)3',
    zh: '校车、客运车辆有严重超员或严重超速嫌疑',
    en: 'School bus or passenger transport suspected of serious overload or speeding',
  },
  { article: '13(1)4', zh: '无号牌或使用伪造、变造号牌', en: 'No plates, or forged or altered plates' },
  { article: '13(1)5', zh: '当事人不能自行移动车辆', en: 'The parties cannot move the vehicle' },
  { article: '13(1)6', zh: '一方当事人离开现场', en: 'One party has left the scene' },
  { article: '13(1)7', zh: '有证据证明一方故意造成', en: 'Evidence of deliberate causation' },
  {
    article: '14(1)1',
    zh: '没有检验合格标志或保险标志的，移车后报警',
    en: 'No inspection or insurance mark: clear the road, then report',
  },
  {
    article: '14(1)2',
    zh: '碰撞建筑物、公共设施等的，移车后报警',
    en: 'A building or facility was hit: clear the road, then report',
  },
  {
    article: '15',
    zh: '危险品车辆应立即报警并采取应急措施',
    en: 'Dangerous goods: call police at once and take emergency measures',
  },
  {
    article: '19',
    zh: '财产损失事故先拍照或标位、撤离现场，再自行协商',
    en: 'Property damage: photograph or mark, leave, then negotiate',
  },
  {
    article: '19(2)',
    zh: '非机动车之间或与行人的财产损失事故先撤离再协商',
    en: 'Non-motor or pedestrian property damage: leave first, then negotiate',
  },
  {
    article: '19(3)',
    zh: '应撤离不撤离的责令撤离，堵塞交通罚款200元',
    en: 'Refusing to clear the road: ordered away, fined CNY 200 if it blocks traffic',
  },
  {
    article: '20',
    zh: '对事实或成因有争议的，可共同申请在线确定责任',
    en: 'Facts disputed: the parties may jointly apply online',
  },
  { article: '20(2)', zh: '当事人要求交警到场的应当到场', en: 'If a party asks for an officer, one must come' },
  { article: '21', zh: '自行协商协议书的内容和签名', en: 'Content and signatures of the agreement' },
  { article: '22', zh: '协议的履行；不履行的可调解或起诉', en: 'Fulfilment; otherwise mediation or court' },
  {
    article: '23',
    zh: '财产损失或一致同意的轻微伤可用简易程序，涉嫌犯罪的除外',
    en: 'Simple procedure: property damage, or very light injury by consent, no suspected crime',
  },
  {
    article: '24',
    zh: '简易程序认定书，当场出具，至迟三日',
    en: 'Simple-procedure document on the spot, within three working days at the latest',
  },
  { article: '27', zh: '一般程序由两名以上交警处理', en: 'General procedure: at least two officers' },
  {
    article: '60',
    zh: '按行为作用和过错程度确定全部、主要、同等、次要、无责任',
    en: 'Kinds of responsibility by causation and degree of fault',
  },
  {
    article: '61',
    zh: '逃逸、破坏现场或毁灭证据的承担全部责任',
    en: 'Flight or destruction of evidence: full responsibility',
  },
  { article: '67', zh: '事实无法查清的出具事故证明', en: 'Facts that cannot be told: an accident certificate' },
  {
    article: '69',
    zh: '伤人事故当事人共同申请、无争议的快速处理',
    en: 'Fast handling of an undisputed injury case on joint request',
  },
  { article: '71', zh: '三日内可书面申请复核一次', en: 'Review: once, in writing, within three days' },
  {
    article: '74',
    zh: '上级自受理之日起三十日内审查并作出复核结论',
    en: 'The superior unit decides the review within thirty days',
  },
  {
    article: '86',
    zh: '当事人可在收到文书之日起十日内一致书面申请公安机关交通管理部门调解',
    en: 'Mediation by the police: all parties ask in writing within ten working days of the document',
  },
]
