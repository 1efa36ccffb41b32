import { notePhotos } from '../../api/modules/accidents/service.ts'
import { keeperOf, messagesOn } from '../../infra/simulators/control-client.ts'
import type { Caller } from '../support/caller.ts'
import type { TestPlatform } from '../support/platform.ts'

/** Sample vehicles by the insurer they are insured with (infra/simulators/README.md). */
export const vehicleOf = {
  PICC: { plateNumber: '黑E00001', plateKind: '02' },
  PAIC: { plateNumber: '黑E00002', plateKind: '02' },
  CPIC: { plateNumber: '黑E00003', plateKind: '02' },
  CCIC: { plateNumber: '黑E00004', plateKind: '02' },
} as const
type Insurer = keyof typeof vehicleOf

export interface Case {
  readonly id: string
  readonly parties: { readonly A: Caller; readonly B: Caller }
  readonly phones: { readonly A: string; readonly B: string }
}

let phones = 0
const nextPhone = () => `139${String(++phones).padStart(8, '0')}`

/** A two-car case that the parties have submitted: it lies in the surveyors' queue. */
export async function submittedCase(
  platform: TestPlatform,
  insurers: readonly [Insurer, Insurer] = ['PAIC', 'CCIC'],
): Promise<Case> {
  const phonesOf = { A: nextPhone(), B: nextPhone() }
  const parties = { A: await platform.driver(phonesOf.A), B: await platform.driver(phonesOf.B) }
  const [own, other] = [vehicleOf[insurers[0]], vehicleOf[insurers[1]]]
  const reported = await parties.A.post('/accidents', {
    occurredAt: platform.ctx.clock.now().toISOString(),
    placeText: '世纪大道与纬二路交叉口东 120 米',
    weather: 'clear',
    roadKind: 'urban',
    ownVehicle: own,
    otherVehicles: [other],
  })
  const id = String(reported.body.id)
  const { ctx } = platform

  await platform.idle()
  await answerEverything(parties.A, id)
  const { body: photographing } = await parties.A.get(`/accidents/${id}`)
  const shots = (photographing.shots as { code: string; subject: string | null }[]).map(({ code, subject }) => ({
    shot: code,
    subject,
    accepted: true,
  }))
  await ctx.transact((tx) => notePhotos(ctx, tx, id, shots))
  await act(parties.A, id, 'road-clear')
  const { body: invitation } = await parties.A.post(`/accidents/${id}/invitations`, { side: 'B' })
  await parties.B.post('/invitations/redemption', { secret: String(invitation.url).split('/').at(-1) })
  await answerEverything(parties.A, id)
  for (const [side, driver, plate] of [
    ['A', parties.A, own],
    ['B', parties.B, other],
  ] as const) {
    const keeper = await keeperOf(platform.simulators.registriesUrl, plate)
    await driver.put(`/accidents/${id}/parties/${side}`, {
      version: await versionOfParty(driver, id, side),
      name: keeper?.name,
      licenceNumber: keeper?.licenceNumber,
      statement: '我正常行驶，发生碰撞。',
      consent: true,
    })
    await platform.idle()
  }
  await act(parties.A, id, 'submission')
  return { id, parties, phones: phonesOf }
}

/** The same, taken by a surveyor of the sample accounts. */
export async function takenCase(
  platform: TestPlatform,
  surveyor: Caller,
  insurers?: readonly [Insurer, Insurer],
): Promise<Case> {
  const submitted = await submittedCase(platform, insurers)
  await act(surveyor, submitted.id, 'taking')
  return submitted
}

async function versionOfParty(driver: Caller, id: string, side: string) {
  const { body } = await driver.get(`/accidents/${id}`)
  const party = (body.parties as { side: string; version: number }[]).find((each) => each.side === side)
  return party?.version
}

async function answerEverything(driver: Caller, id: string): Promise<void> {
  const { body } = await driver.get(`/accidents/${id}`)
  const open = (body.questions as { code: string; answer: string | null }[]).filter(({ answer }) => answer === null)
  if (open.length === 0) return
  const answers = Object.fromEntries(open.map(({ code }) => [code, 'no']))
  const answered = await driver.post(`/accidents/${id}/answers`, { version: body.version, answers })
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body))
}

/** An act on the case at its present version; it must succeed. */
export async function act(caller: Caller, id: string, path: string, extra: object = {}) {
  const version = await versionOf(caller, id)
  const answer = await caller.post(`/accidents/${id}/${path}`, { version, ...extra })
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function versionOf(caller: Caller, id: string): Promise<number> {
  return (await caller.get(`/accidents/${id}`)).body.version
}

type Kind = 'full' | 'main' | 'equal' | 'secondary' | 'none'

/** A rear-end of A into B with every fact answered; `shares` as decided, `answers` to change some. */
export const rearEnd = ({
  shares = { A: 'full', B: 'none' },
  answers = {},
}: { shares?: Record<string, Kind>; answers?: Record<string, string> } = {}) => ({
  id: 'A-B',
  situations: [
    {
      code: 'L01',
      faultSide: 'A',
      answers: {
        'same-lane': 'yes',
        'front-motion': 'stopped',
        'cut-in': 'no',
        'other-side-clear': 'yes',
        ...answers,
      },
    },
  ],
  form: 'rear-end',
  parts: { A: 'front', B: 'rear' },
  shares: Object.entries(shares).map(([side, kind]) => ({ side, kind })),
})

/** Issues, and waits until the document is sealed. Answers the determination as the issuer sees it. */
export async function issue(platform: TestPlatform, surveyor: Caller, id: string, extra: object = {}) {
  const version = await versionOf(surveyor, id)
  const answer = await surveyor.post(`/accidents/${id}/determinations`, { version, contacts: [rearEnd()], ...extra })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  await platform.idle()
  return (await surveyor.get(`/accidents/${id}/determination`)).body
}

export const strokes = [
  [
    { x: 1, y: 1 },
    { x: 40.5, y: 22.25 },
    { x: 80, y: 3 },
  ],
]

/** The code that the party's phone shows for signing this determination. */
export async function signingCode(platform: TestPlatform, driver: Caller, phone: string, determinationId: string) {
  const sent = await driver.post(`/determinations/${determinationId}/codes`)
  if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
  return String((await messagesOn(platform.simulators.smsUrl, phone)).at(-1)?.parameters.code)
}

/** One party signs what it reads. */
export async function sign(platform: TestPlatform, { id, parties, phones: numbers }: Case, side: 'A' | 'B') {
  const driver = parties[side]
  const { body } = await driver.get(`/accidents/${id}/determination`)
  const code = await signingCode(platform, driver, numbers[side], body.id)
  return driver.post(`/determinations/${body.id}/signatures`, { documentSha256: body.document.sha256, code, strokes })
}
