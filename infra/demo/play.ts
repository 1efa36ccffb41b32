import { claimsAt } from '../simulators/control-client.ts'
import type { Accident, Determination, Evidence, Review, Settlement } from '../stage/answers.ts'
import type { Person } from '../stage/client.ts'
import type { Stage } from '../stage/stage.ts'
import { until } from '../stage/until.ts'
import {
  act,
  answerAllNo,
  giveDetails,
  invite,
  join,
  keepWhatFailed,
  report,
  sendPhoto,
  sign,
  signInDriver,
  type Driver,
} from './driver.ts'
import type { PlateKey, Scene, ScenePhoto } from './photos.ts'
import { decision } from './script.ts'
import { confirmReview, issue, propose, signInStaff } from './staff.ts'

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

/**
 * One two-car accident as driver A, driver B, a surveyor and an officer would live it, over real HTTP: from the report to the reviewed
 * determination. Fails at the first step that does not go as it should.
 */
export async function play(stage: Stage, scene: Scene, step: Step): Promise<Played> {
  const a = await step('driver A signs in', () => signInDriver(stage, 'A', scene.parties[0]))
  const id = await step('driver A reports the accident', () => report(a, scene.parties))
  await step('driver A answers the stop questions', () => answerAllNo(a, id))

  const [first = [], rest = []] = splitPhotos(scene.photos)
  await step(`driver A photographs the scene (${first.length} photos)`, () => upload(a, id, first))
  await step('vision gives its verdicts', () => verdicts(a, id))
  await step('driver A keeps what the checks would have had retaken', () => keepWhatFailed(a, id))
  await step('the road is cleared', () => act(a, id, 'road-clear'))

  const b = await step('driver B signs in and joins by the link', () => letIn(stage, a, id, scene.parties[1]))
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

  const surveyor = await step('the surveyor signs in', () => signInStaff(stage.url, 'surveyor.li'))
  await step('the surveyor takes the case', () => act({ person: surveyor }, id, 'taking'))
  const proposal = await step('the engine proposes', () => propose(surveyor, id))
  await step('the surveyor issues the determination', () => issue(surveyor, id, proposal))
  await step('the agreement is rendered and sealed', () => documentSealed(a, id))
  await step('driver A signs', () => sign(stage, a, id))
  await step('driver B signs', () => sign(stage, b, id))
  await step('the insurers take the claims', () => stateReached(a, id, ['settled', 'closed']))

  const officer = await step('the officer signs in', () => signInStaff(stage.url, 'officer.wang'))
  const reviewed = await step('the officer reviews and confirms', () => review(officer, id))
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
    review: reviewed,
  }
}

const minimumShots = ['front-overview', 'rear-overview', 'contact-close-up']

/** What is due before the road is cleared, and what can wait. */
function splitPhotos(photos: readonly ScenePhoto[]): [ScenePhoto[], ScenePhoto[]] {
  return [
    photos.filter(({ shot }) => minimumShots.includes(shot)),
    photos.filter(({ shot }) => !minimumShots.includes(shot)),
  ]
}

async function upload(driver: Driver, accidentId: string, photos: readonly ScenePhoto[]): Promise<void> {
  for (const photo of photos) await sendPhoto(driver, accidentId, photo)
}

async function letIn(stage: Stage, a: Driver, id: string, plate: PlateKey): Promise<Driver> {
  const b = await signInDriver(stage, 'B', plate)
  await join(b, await invite(a, id))
  return b
}

async function verdicts({ person }: Driver, id: string): Promise<void> {
  await until('every photo has its verdict', async () => {
    const { items } = await person.get<{ items: Evidence[] }>(`/accidents/${id}/evidence`)
    return items.every(({ state }) => state !== 'received')
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

async function documentSealed({ person }: Driver, id: string): Promise<void> {
  await until('the document is sealed', async () => {
    const { document } = await person.get<Determination>(`/accidents/${id}/determination`)
    return document !== null
  })
}

async function stateReached({ person }: { person: Person }, id: string, states: readonly string[]): Promise<void> {
  await until(`the case is ${states.join(' or ')}`, async () => {
    const { state } = await person.get<Accident>(`/accidents/${id}`)
    return states.includes(state)
  })
}

async function review(officer: Person, accidentId: string): Promise<Played['review']> {
  const open = await inOfficersList(officer, accidentId)
  const { state } = await confirmReview(officer, open)
  return { id: open.id, outcome: state, flags: open.flags }
}

/** The review is opened by a job of its own, which ends after the claims where its worker died of it. */
async function inOfficersList(officer: Person, accidentId: string): Promise<Review> {
  let open: Review | undefined
  await until('the determination is in the officer’s list', async () => {
    const { items } = await officer.get<{ items: Review[] }>('/reviews')
    open = items.find((item) => item.accidentId === accidentId)
    return open !== undefined
  })
  return open as unknown as Review
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
