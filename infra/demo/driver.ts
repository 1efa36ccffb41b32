import { createHash } from 'node:crypto'
import { keeperOf, messagesOn } from '../simulators/control-client.ts'
import type { Accident, Determination, Evidence } from '../stage/answers.ts'
import { Person, Refused, type PersonOptions } from '../stage/client.ts'
import { until } from '../stage/until.ts'
import type { PlateKey, ScenePhoto } from './photos.ts'
import { losses, scenePlace, statements, strokes } from './script.ts'

/** What drivers do, each over real HTTP as the portal does it. */

/** Where they do it: the platform, and the simulators that stand for their phones and for the registers. */
export interface Town {
  readonly url: string
  readonly simulators: { readonly smsUrl: string; readonly registriesUrl: string }
}

export interface Driver {
  readonly side: 'A' | 'B'
  readonly person: Person
  readonly keeper: { readonly name: string; readonly licenceNumber: string; readonly phone: string }
}

export type TakenPhoto = Pick<ScenePhoto, 'file' | 'bytes' | 'shot' | 'subject'>

/** Signs in by text message, as whoever the registers say drives this vehicle. */
export async function signInDriver(
  town: Town,
  side: 'A' | 'B',
  plate: PlateKey,
  options: PersonOptions = {},
): Promise<Driver> {
  const keeper = await keeperOf(town.simulators.registriesUrl, plate)
  if (!keeper) throw new Error(`nobody drives ${plate.plateNumber} in the simulated city`)
  const person = new Person(town.url, 'driver', options)
  await person.post('/driver/codes', { phone: keeper.phone })
  await person.post('/driver/session', { phone: keeper.phone, code: await codeOn(town, keeper.phone) })
  return { side, person, keeper }
}

async function codeOn({ simulators }: Pick<Town, 'simulators'>, phone: string): Promise<string> {
  const messages = await messagesOn(simulators.smsUrl, phone)
  return messages.at(-1)?.parameters.code ?? ''
}

export async function report({ person }: Driver, [own, other]: readonly [PlateKey, PlateKey]): Promise<string> {
  const { id } = await person.post<Accident>('/accidents', {
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    ...scenePlace,
    ownVehicle: own,
    otherVehicles: [other],
  })
  return id
}

export async function answerAllNo({ person }: Driver, id: string): Promise<void> {
  const { version, questions } = await person.get<Accident>(`/accidents/${id}`)
  const answers = Object.fromEntries(questions.filter(({ answer }) => answer === null).map(({ code }) => [code, 'no']))
  await person.post(`/accidents/${id}/answers`, { version, answers })
}

/** One photo from the shutter to the 201 that acknowledges it; its id. */
export async function sendPhoto({ person }: Driver, accidentId: string, photo: TakenPhoto): Promise<string> {
  const { file, bytes, shot, subject } = photo
  const uploadId = await person.upload(bytes, file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const capture = { how: 'camera', takenAt: new Date().toISOString(), position: scenePlace.position }
  const said = { uploadId, sha256, accidentId, shot, subject, capture }
  return (await person.post<{ id: string }>('/evidence', said)).id
}

export async function keepWhatFailed({ person }: Driver, id: string): Promise<void> {
  const { items } = await person.get<{ items: Evidence[] }>(`/accidents/${id}/evidence`)
  for (const { id: evidenceId, version, actions } of items) {
    const keep = actions.find(({ action }) => action === 'keep')
    if (keep?.allowed) await person.post(`/evidence/${evidenceId}/keep`, { version })
  }
}

/** An act on the case at its present version. Background work may move the case between reading and acting: then once more. */
export async function act({ person }: { person: Person }, id: string, verb: string): Promise<void> {
  await until(`"${verb}" goes through`, async () => {
    const { version, state, actions } = await person.get<Accident>(`/accidents/${id}`)
    try {
      await person.post(`/accidents/${id}/${verb}`, { version })
      return true
    } catch (error) {
      if (error instanceof Refused && error.code === 'conflict') return false
      throw new Error(`${verb} in state ${state}: ${String(error)} ${JSON.stringify(actions)}`, { cause: error })
    }
  })
}

/** The link by which the other party joins; its secret. */
export async function invite({ person }: Driver, id: string): Promise<string> {
  const { url } = await person.post<{ url: string }>(`/accidents/${id}/invitations`, { side: 'B' })
  return url.split('/').at(-1) ?? ''
}

export async function join({ person }: Driver, secret: string): Promise<void> {
  await person.post('/invitations/redemption', { secret })
}

export async function giveDetails({ side, person, keeper }: Driver, id: string): Promise<void> {
  const { parties } = await person.get<Accident>(`/accidents/${id}`)
  const version = parties.find(({ you }) => you)?.version
  await person.put(`/accidents/${id}/parties/${side}`, {
    version,
    name: keeper.name,
    licenceNumber: keeper.licenceNumber,
    statement: statements[side],
    lossCents: losses[side],
    consent: true,
  })
}

export async function sign(town: Town, { person, keeper }: Driver, id: string): Promise<void> {
  const { id: determinationId, document } = await person.get<Determination>(`/accidents/${id}/determination`)
  await person.post(`/determinations/${determinationId}/codes`)
  await person.post(`/determinations/${determinationId}/signatures`, {
    documentSha256: document?.sha256,
    code: await codeOn(town, keeper.phone),
    strokes,
  })
}
