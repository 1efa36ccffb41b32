import { caseBrief, notePhotos } from '../../api/modules/accidents/service.ts'
import type { Answer, Caller } from './caller.ts'
import type { TestPlatform } from './platform.ts'

/** What tests look at of a case; the rest is there too. */
export interface CaseBody {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly version: number
  readonly route: string | null
  readonly officerRequested: boolean
  readonly surveyorId: string | null
  readonly clearedAt: string | null
  readonly reasons: readonly { code: string; articles: string[] }[]
  readonly instructions: readonly { code: string }[]
  readonly questions: readonly { code: string; asked: string; answer: string | null }[]
  readonly shots: readonly { code: string; subject: string | null; phase: string; required: boolean; done: boolean }[]
  readonly vehicles: readonly Record<string, unknown>[]
  readonly parties: readonly (Record<string, unknown> & { side: string; version: number })[]
  readonly actions: readonly { action: string; allowed: boolean; reason?: { zh: string; en: string } }[]
}

/** Plates of the simulated city with everything in order; insurers PICC and PAIC. */
export const plateA = { plateNumber: '黑E00001', plateKind: '02' }
export const plateB = { plateNumber: '黑E00002', plateKind: '02' }
/** Licences that the register knows (ISO 7064 check character). */
export const licences = { A: '230699198505050016', B: '23069919900606002X' } as const
/** Their holders, as the register knows them. */
export const holders = { A: '王勇', B: '冯伟涛' } as const

export const reportInput = (change: object = {}) => ({
  occurredAt: new Date().toISOString(),
  placeText: '萨尔图区东风路与经六街口',
  weather: 'clear',
  roadKind: 'urban',
  ownVehicle: plateA,
  otherVehicles: [plateB],
  ...change,
})

export async function reported(driver: Caller, change: object = {}): Promise<CaseBody> {
  const answer = await driver.post<CaseBody>('/accidents', reportInput(change))
  return done(answer, 201)
}

/** The body of an answer that must have this status. */
export function done<T>(answer: Answer<T>, status = 200): T {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const look = async (who: Caller, id: string): Promise<CaseBody> =>
  done(await who.get<CaseBody>(`/accidents/${id}`))

/** An act at the case's newest version, so that what the registers wrote meanwhile is no conflict. */
export async function act(who: Caller, id: string, path: string, body: object = {}): Promise<Answer<CaseBody>> {
  const { version } = await look(who, id)
  return who.post<CaseBody>(`/accidents/${id}/${path}`, { version, ...body })
}

export const stopQuestions = ['X01', 'X09', 'X03', 'X05', 'X02', 'X07', 'X06'] as const
export const laterQuestions = ['X04', 'X08', 'Y01', 'Y02'] as const
export const answersTo = (codes: readonly string[], answer = 'no') =>
  Object.fromEntries(codes.map((code) => [code, answer]))

/** A case whose scene may be photographed: reported, registers asked, every stop question answered with no. */
export async function screened(platform: TestPlatform, driver: Caller, change: object = {}): Promise<CaseBody> {
  const { id } = await reported(driver, change)
  await platform.idle()
  return done(await act(driver, id, 'answers', { answers: answersTo(stopQuestions) }))
}

/** Notes every required photo as accepted, as the evidence module does when it has judged them. */
export async function photographed(platform: TestPlatform, id: string, phase?: string): Promise<void> {
  await platform.ctx.transact(async (tx) => {
    const { shots } = await caseBrief(platform.ctx, tx, id)
    const photos = shots
      .filter((shot) => shot.required && (phase === undefined || shot.phase === phase))
      .map(({ code, subject }) => ({ shot: code, subject, accepted: true }))
    await notePhotos(platform.ctx, tx, id, photos)
  })
}

/** The other driver joins by the link that the first one shows him. */
export async function joined(first: Caller, other: Caller, id: string, side = 'B'): Promise<CaseBody> {
  const { url } = done(await first.post<{ url: string }>(`/accidents/${id}/invitations`, { side }), 201)
  const secret = url.split('/').at(-1)
  return done(await other.post<CaseBody>('/invitations/redemption', { secret }))
}

export async function details(
  who: Caller,
  id: string,
  side: 'A' | 'B',
  change: object = {},
): Promise<Answer<CaseBody>> {
  const version = (await look(who, id)).parties.find((party) => party.side === side)?.version
  return who.put<CaseBody>(`/accidents/${id}/parties/${side}`, {
    version,
    name: holders[side],
    licenceNumber: licences[side],
    statement: `我是${side}方，当时正常直行。`,
    consent: true,
    ...change,
  })
}

/** A case in the surveyors' queue: both parties in, photographed, cleared, told, submitted. */
export async function submitted(platform: TestPlatform, a: Caller, b: Caller, change: object = {}): Promise<CaseBody> {
  const { id } = await cleared(platform, a, change)
  await joined(a, b, id)
  done(await details(a, id, 'A'))
  done(await details(b, id, 'B'))
  done(await act(a, id, 'answers', { answers: answersTo(laterQuestions) }))
  await photographed(platform, id)
  await platform.idle()
  return done(await act(a, id, 'submission'))
}

export async function cleared(platform: TestPlatform, driver: Caller, change: object = {}): Promise<CaseBody> {
  const { id } = await screened(platform, driver, change)
  await photographed(platform, id, 'before-clearing')
  return done(await act(driver, id, 'road-clear'))
}
