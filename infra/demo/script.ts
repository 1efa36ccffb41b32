/** What the play's people say and do; the plates and photos come with the scene. */

export const scenePlace = {
  placeText: '大庆市萨尔图区中三路与纬二路路口东侧30米',
  position: { lon: 125.1031, lat: 46.5903, datum: 'WGS-84', accuracyM: 12 },
  weather: 'clear',
  roadKind: 'urban',
} as const

export const statements = {
  A: '我在中三路由西向东行驶，前车减速等灯时我没来得及刹住，车头碰到了前车车尾。',
  B: '我在路口等红灯，车已经停稳，后车追尾碰到我的车尾。',
} as const

/** Cents. The front car's damage goes beyond the compulsory insurance, so that the other covers are seen at work. */
export const losses = { A: 180_000, B: 460_000 } as const

/** Rear-end by A (L01), with the facts that the catalogue asks. */
export const decision = {
  contact: 'A-B',
  situations: [
    {
      code: 'L01',
      faultSide: 'A',
      answers: { 'same-lane': 'yes', 'front-motion': 'stopped', 'cut-in': 'no', 'other-side-clear': 'yes' },
    },
  ],
  form: 'rear-end',
  parts: { A: 'front', B: 'rear' },
} as const

/** A signature as a finger draws it: two strokes. */
export const strokes = [
  Array.from({ length: 24 }, (_, i) => ({ x: 40 + i * 6, y: 80 + Math.round(22 * Math.sin(i / 3)) })),
  Array.from({ length: 14 }, (_, i) => ({ x: 70 + i * 7, y: 120 - i * 3 })),
]
