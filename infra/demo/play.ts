import { createHash } from 'node:crypto'
import { claimsAt, keeperOf, messagesOn } from '../simulators/control-client.ts'
import type { Accident, Determination, Evidence, Proposal, Review, Settlement } from './answers.ts'
import { Person } from './client.ts'
import type { PlateKey, Scene, ScenePhoto } from './photos.ts'
import { decision, losses, scenePlace, statements, strokes } from './script.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

/** Runs one named step of the play; the report prints its time. A step may be looked at from outside before and after. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

export interface PlayedPhoto {
  readonly file: string
  readonly shot: string
  readonly planted: ScenePhoto['planted']
  readonly plates: readonly string[]
  readonly checks: Readonly<Record<string, string>>
}

export interface Played {
  readonly accident: Accident
  readonly photos: readonly PlayedPhoto[]
  readonly determination: Determination
  readonly situation: string
  readonly settlement: Settlement
  readonly claims: readonly { readonly insurer: string; readonly claimNumber: string }[]
  readonly review: { readonly id: string; readonly outcome: string; readonly flags: readonly string[] }
}

interface Driver {
  readonly side: 'A' | 'B'
  readonly person: Person
  readonly keeper: { readonly name: string; readonly licenceNumber: string; readonly phone: string }
}

/**
 * One two-car accident as driver A, driver B, a surveyor and an officer would live it, over real HTTP: from the report to the reviewed
 * determination. Fails at the first step that does not go as it should.
 */
export async function play(stage: Stage, scene: Scene, step: Step): Promise<Played> {
  const a = await step('driver A signs in', () => signInDriver(stage, 'A', scene.parties[0]))
  const id = await step('driver A reports the accident', () => report(a, scene))
  await step('driver A answers the stop questions', () => answerAllNo(a, id))

  const [first = [], rest = []] = splitPhotos(scene.photos)
  await step(`driver A photographs the scene (${first.length} photos)`, () => upload(a, id, first))
  await step('vision gives its verdicts', () => verdicts(a, id))
  await step('driver A keeps what the checks would have had retaken', () => keepWhatFailed(a, id))
  await step('the road is cleared', () => act(a, id, 'road-clear'))

  const b = await step('driver B signs in and joins by the link', () => join(stage, a, id, scene.parties[1]))
  await step(`driver A takes the remaining photos (${rest.length})`, () => upload(a, id, rest))
  await step('vision gives its verdicts on the rest', () => verdicts(a, id))
  await step('driver A keeps those photos, too', () => keepWhatFailed(a, id))
  await step('driver A answers the remaining questions', () => answerAllNo(a, id))
  await step('both drivers give their details and statements', async () => {
    await giveDetails(a, id)
    await giveDetails(b, id)
  })
  await step('the registers fill in the rest', () => registersAnswered(a, id))
  await step('driver A submits the case', () => act(a, id, 'submission'))

  const surveyor = await step('the surveyor signs in', () => signInStaff(stage, 'surveyor.li'))
  await step('the surveyor takes the case', () => act({ person: surveyor }, id, 'taking'))
  const proposal = await step('the engine proposes', () => propose(surveyor, id))
  await step('the surveyor issues the determination', () => issue(surveyor, id, proposal))
  await step('the agreement is rendered and sealed', () => documentSealed(a, id))
  await step('driver A signs', () => sign(stage, a, id))
  await step('driver B signs', () => sign(stage, b, id))
  await step('the insurers take the claims', () => stateReached(a, id, ['settled', 'closed']))

  const officer = await step('the officer signs in', () => signInStaff(stage, 'officer.wang'))
  const review = await step('the officer reviews and confirms', () => confirmReview(officer, id))
  await step('the case is closed', () => stateReached(a, id, ['closed']))

  const accident = await a.person.get<Accident>(`/accidents/${id}`)
  const { items } = await officer.get<{ items: Evidence[] }>(`/accidents/${id}/evidence`)
  return {
    accident,
    photos: describePhotos(scene, items),
    determination: await officer.get<Determination>(`/accidents/${id}/determination`),
    situation: decision.situations[0].code,
    settlement: await officer.get<Settlement>(`/accidents/${id}/settlement`),
    claims: await claimsOf(stage, accident.number),
    review,
  }
}

async function signInDriver(stage: Stage, side: 'A' | 'B', plate: PlateKey): Promise<Driver> {
  const keeper = await keeperOf(stage.simulators.registriesUrl, plate)
  if (!keeper) throw new Error(`nobody drives ${plate.plateNumber} in the simulated city`)
  const person = new Person(stage.url, 'driver')
  await person.post('/driver/codes', { phone: keeper.phone })
  await person.post('/driver/session', { phone: keeper.phone, code: await codeOn(stage, keeper.phone) })
  return { side, person, keeper }
}

async function codeOn(stage: Stage, phone: string): Promise<string> {
  const messages = await messagesOn(stage.simulators.smsUrl, phone)
  return messages.at(-1)?.parameters.code ?? ''
}

async function signInStaff(stage: Stage, loginName: string): Promise<Person> {
  const person = new Person(stage.url, 'staff')
  await person.post('/staff/session', { loginName, password: 'kuaichu-demo-1' })
  return person
}

async function report({ person }: Driver, { parties: [own, other] }: Scene): Promise<string> {
  const { id } = await person.post<Accident>('/accidents', {
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    ...scenePlace,
    ownVehicle: own,
    otherVehicles: [other],
  })
  return id
}

async function answerAllNo({ person }: Driver, id: string): Promise<void> {
  const { version, questions } = await person.get<Accident>(`/accidents/${id}`)
  const answers = Object.fromEntries(questions.filter(({ answer }) => answer === null).map(({ code }) => [code, 'no']))
  await person.post(`/accidents/${id}/answers`, { version, answers })
}

const minimumShots = ['front-overview', 'rear-overview', 'contact-close-up']

/** What is due before the road is cleared, and what can wait. */
function splitPhotos(photos: readonly ScenePhoto[]): [ScenePhoto[], ScenePhoto[]] {
  return [
    photos.filter(({ shot }) => minimumShots.includes(shot)),
    photos.filter(({ shot }) => !minimumShots.includes(shot)),
  ]
}

async function upload({ person }: Driver, accidentId: string, photos: readonly ScenePhoto[]): Promise<void> {
  for (const { file, bytes, shot, subject } of photos) {
    const uploadId = await person.upload(bytes, file)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const capture = { how: 'camera', takenAt: new Date().toISOString(), position: scenePlace.position }
    await person.post('/evidence', { uploadId, sha256, accidentId, shot, subject, capture })
  }
}

async function verdicts({ person }: Driver, id: string): Promise<void> {
  await until('every photo has its verdict', async () => {
    const { items } = await person.get<{ items: Evidence[] }>(`/accidents/${id}/evidence`)
    return items.every(({ state }) => state !== 'received')
  })
}

async function keepWhatFailed({ person }: Driver, id: string): Promise<void> {
  const { items } = await person.get<{ items: Evidence[] }>(`/accidents/${id}/evidence`)
  for (const { id: evidenceId, version, actions } of items) {
    const keep = actions.find(({ action }) => action === 'keep')
    if (keep?.allowed) await person.post(`/evidence/${evidenceId}/keep`, { version })
  }
}

/** An act on the case at its present version. Background work may move the case between reading and acting: then once more. */
async function act({ person }: { person: Person }, id: string, verb: string): Promise<void> {
  await until(`"${verb}" goes through`, async () => {
    const { version, state, actions } = await person.get<Accident>(`/accidents/${id}`)
    try {
      await person.post(`/accidents/${id}/${verb}`, { version })
      return true
    } catch (error) {
      if (String(error).includes('409') && String(error).includes('"conflict"')) return false
      throw new Error(`${verb} in state ${state}: ${String(error)} ${JSON.stringify(actions)}`, { cause: error })
    }
  })
}

async function join(stage: Stage, a: Driver, id: string, plate: PlateKey): Promise<Driver> {
  const b = await signInDriver(stage, 'B', plate)
  const { url } = await a.person.post<{ url: string }>(`/accidents/${id}/invitations`, { side: 'B' })
  await b.person.post('/invitations/redemption', { secret: url.split('/').at(-1) })
  return b
}

async function giveDetails({ side, person, keeper }: Driver, id: string): Promise<void> {
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

async function registersAnswered({ person }: Driver, id: string): Promise<void> {
  await until('the registers have answered', async () => {
    const { vehicles, parties } = await person.get<Accident>(`/accidents/${id}`)
    return (
      vehicles.every(({ registryState }) => registryState !== 'pending') &&
      parties.every(({ licenceState }) => licenceState !== null)
    )
  })
}

async function propose(surveyor: Person, id: string): Promise<Proposal> {
  const { contact, situations } = decision
  const answered = await surveyor.post<{ proposals: Proposal[] }>(`/accidents/${id}/proposals`, {
    contacts: [{ id: contact, situations }],
  })
  const [proposal] = answered.proposals
  if (!proposal?.shares) throw new Error(`the engine makes no proposal: ${JSON.stringify(answered)}`)
  return proposal
}

async function issue(surveyor: Person, id: string, { shares }: Proposal): Promise<void> {
  const { version } = await surveyor.get<Accident>(`/accidents/${id}`)
  const { contact, situations, form, parts } = decision
  const answered = await surveyor.post<{ outcome: string }>(`/accidents/${id}/determinations`, {
    version,
    contacts: [
      {
        id: contact,
        situations,
        form,
        parts,
        shares: shares?.map(({ partyId, kind, percent }) => ({ side: partyId, kind, percent })),
      },
    ],
  })
  if (answered.outcome !== 'issued') throw new Error(`the determination was not issued: ${JSON.stringify(answered)}`)
}

async function documentSealed({ person }: Driver, id: string): Promise<void> {
  await until('the document is sealed', async () => {
    const { document } = await person.get<Determination>(`/accidents/${id}/determination`)
    return document !== null
  })
}

async function sign(stage: Stage, { person, keeper }: Driver, id: string): Promise<void> {
  const { id: determinationId, document } = await person.get<Determination>(`/accidents/${id}/determination`)
  await person.post(`/determinations/${determinationId}/codes`)
  await person.post(`/determinations/${determinationId}/signatures`, {
    documentSha256: document?.sha256,
    code: await codeOn(stage, keeper.phone),
    strokes,
  })
}

async function stateReached({ person }: { person: Person }, id: string, states: readonly string[]): Promise<void> {
  await until(`the case is ${states.join(' or ')}`, async () => {
    const { state } = await person.get<Accident>(`/accidents/${id}`)
    return states.includes(state)
  })
}

async function confirmReview(officer: Person, accidentId: string): Promise<Played['review']> {
  const { items } = await officer.get<{ items: Review[] }>('/reviews')
  const review = items.find((item) => item.accidentId === accidentId)
  if (!review) throw new Error('the determination is not in the officer’s list')
  const { version } = review
  const { state } = await officer.post<Review>(`/reviews/${review.id}/confirmation`, {
    version,
    reason: '照片与陈述一致，责任划分准确。',
  })
  return { id: review.id, outcome: state, flags: review.flags }
}

async function claimsOf(stage: Stage, accidentNumber: string): Promise<Played['claims']> {
  const all = await claimsAt(stage.simulators.insurerUrl)
  return all
    .filter(({ report: { accidentNumber: number } }) => number === accidentNumber)
    .map(({ insurerId, claimNumber }) => ({ insurer: insurerId, claimNumber }))
}

/** What was seen on each photo, in the order in which they were taken. */
function describePhotos(scene: Scene, items: readonly Evidence[]): PlayedPhoto[] {
  const [first, rest] = splitPhotos(scene.photos)
  const taken = [...first, ...rest]
  const inOrder = [...items].sort((x, y) => (x.id < y.id ? -1 : 1))
  return taken.map(({ file, shot, planted }, index) => {
    const evidence = inOrder[index]
    return {
      file,
      shot,
      planted,
      plates: evidence?.plates.map(({ text }) => text) ?? [],
      checks: Object.fromEntries(evidence?.checks.map(({ id, status }) => [id, status]) ?? []),
    }
  })
}
