import type { ArticleSource } from './article-source.ts'

/** Road Traffic Safety Law 道路交通安全法: the articles cited. */
export const trafficLawArticles: readonly ArticleSource[] = [
  { article: '22(1)', zh: '驾驶人应当守法、按操作规范安全文明驾驶', en: 'Drive by the law, safely and with care' },
  { article: '35', zh: '机动车、非机动车靠右侧通行', en: 'Keep to the right' },
  { article: '36', zh: '机动车、非机动车、行人各走各道', en: 'Each kind of traffic keeps to its own part of the road' },
  { article: '37', zh: '专用车道只准规定的车辆通行', en: 'Reserved lanes are for the vehicles named only' },
  {
    article: '38',
    zh: '按信号、标志、标线和交警指挥通行，确保安全畅通',
    en: 'Obey signals, signs, markings and officers; pass safely',
  },
  { article: '42', zh: '不超速，恶劣条件下降低速度', en: 'Keep within limits and slow down in poor conditions' },
  { article: '43', zh: '同车道后车与前车保持足够安全距离', en: 'Keep a distance that allows for emergency braking' },
  {
    article: '43(1)',
    zh: '前车正在左转、掉头、超车时不得超车',
    en: 'Never overtake a car that turns left, turns round or overtakes',
  },
  { article: '43(2)', zh: '可能与对面来车会车时不得超车', en: 'Never overtake into oncoming traffic' },
  { article: '43(3)', zh: '不得超越执行紧急任务的特种车辆', en: 'Never overtake an emergency vehicle on duty' },
  {
    article: '43(4)',
    zh: '路口、窄桥、弯道、陡坡、隧道、人行横道等处不得超车',
    en: 'Never overtake at junctions, narrow bridges, bends, slopes, tunnels, crossings',
  },
  {
    article: '44',
    zh: '通过路口按信号、标志、标线或指挥；没有的减速慢行、让优先方',
    en: 'At junctions follow signals, signs and officers, or slow down and give way',
  },
  { article: '45(1)', zh: '前车排队或缓行时不得借道超车、占对面车道、穿插', en: 'Do not cut into or bypass a queue' },
  { article: '45(2)', zh: '车道减少处应当依次交替通行', en: 'Merge alternately where lanes end' },
  { article: '47', zh: '经过人行横道减速，有行人通过时停车让行', en: 'Stop for people on a crossing' },
  { article: '48(1)', zh: '装载不得超限，不得遗洒、飘散', en: 'Loads stay within limits and must not fall off' },
  {
    article: '52',
    zh: '故障车移到不碍交通处；移不动的要开双闪、设警告标志',
    en: 'Move a broken-down car aside, or light and mark it',
  },
  { article: '53', zh: '特种车辆执行紧急任务时其他车辆应当让行', en: 'Give way to emergency vehicles on duty' },
  {
    article: '56',
    zh: '在规定地点停放，临时停车不得妨碍通行',
    en: 'Park where allowed; a short stop must not obstruct',
  },
  {
    article: '57',
    zh: '非机动车遵守规定，在非机动车道内行驶',
    en: 'Cyclists obey the rules and keep to the cycle lane',
  },
  {
    article: '68',
    zh: '高速公路故障：警告标志设在150米以外，人员撤离',
    en: 'On expressways mark a breakdown at 150 m and get everybody away',
  },
  {
    article: '70',
    zh: '事故后的停车、保护现场、救助、报警和撤离义务',
    en: 'Duties after an accident: stop, protect, help, report, clear',
  },
  {
    article: '76',
    zh: '先由交强险在限额内赔，不足部分按过错分担',
    en: 'Compulsory insurance pays first; the rest is shared by fault',
  },
  {
    article: '76(1)2',
    zh: '机动车与非机动车、行人之间的赔偿另有规则，不按七三、五五比例',
    en: 'Motor against non-motor or pedestrian has rules of its own',
  },
  { article: '77', zh: '道路以外的事故参照本法处理', en: 'Accidents off the road are handled by analogy' },
]
