import { createHash } from 'node:crypto'
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
  type TakenPhoto,
  type Town,
} from '../demo/driver.ts'
import type { Accident, Determination } from '../stage/answers.ts'
import { openPage, type OpenPage } from '../stage/page.ts'
import type { Notes } from './notes.ts'
import type { CasePhotos } from './photos.ts'

/** From one photo to the next: a driver walks around the cars, and waits for no verdict. */
const paceMs = 2_000
/** Whatever a case waits for longer than this does not come any more. */
const patienceMs = 180_000

interface Happening {
  readonly nth: number
  readonly photos: CasePhotos
  readonly notes: Notes
  readonly reported: (id: string) => void
}

/** One case as its two drivers live it, from the report to its end. Surveyor and officer do their part elsewhere. */
export async function liveCase(town: Town, { nth, photos, notes, reported }: Happening): Promise<void> {
  const [plateA, plateB] = [plateOf(2 * nth), plateOf(2 * nth + 1)]
  const phone = (side: number) => ({ heard: notes.heard, address: addressOf(2 * nth + side) })
  const a = await signInDriver(town, 'A', plateA, phone(0))
  const id = await report(a, [plateA, plateB])
  reported(id)
  const page = await openPage(a.person, id, { patienceMs })
  const take = (taken: readonly TakenPhoto[]) => photograph({ page, a, id, notes }, taken)
  try {
    await answerAllNo(a, id)
    await take(photos.first)
    await keepWhatFailed(a, id)
    await act(a, id, 'road-clear')

    const b = await signInDriver(town, 'B', plateB, phone(1))
    await join(b, await invite(a, id))
    await take(photos.rest)
    await keepWhatFailed(a, id)
    await answerAllNo(a, id)
    await giveDetails(a, id)
    await giveDetails(b, id)
    await page.waitUntil('the registers have answered', () => registersAnswered(a, id))
    await act(a, id, 'submission')

    await page.waitUntil('the document is sealed', () => documentSealed(a, id))
    await sign(town, a, id)
    await sign(town, b, id)
    await page.waitUntil('the case is closed', async () => (await caseOf(a, id)).state === 'closed')
  } finally {
    page.close()
  }
}

/** Takes the photos at the driver's own pace, however long the platform takes with each; done when every verdict is known. */
async function photograph(
  { page, a, id, notes }: { page: OpenPage; a: Driver; id: string; notes: Notes },
  photos: readonly TakenPhoto[],
): Promise<void> {
  const began = performance.now()
  const each = photos.map(async (photo, index) => {
    const meant = began + index * paceMs
    await new Promise((resolve) => setTimeout(resolve, index * paceMs))
    const evidenceId = await sendPhoto(a, id, photo)
    notes.acknowledged({ id: evidenceId, sha256: createHash('sha256').update(photo.bytes).digest('hex') })
    await page.verdictOn(evidenceId)
    notes.verdict(performance.now() - meant)
  })
  const failed = (await Promise.allSettled(each)).find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}

const caseOf = ({ person }: Driver, id: string) => person.get<Accident>(`/accidents/${id}`)

async function registersAnswered(driver: Driver, id: string): Promise<boolean> {
  const { vehicles, parties } = await caseOf(driver, id)
  return (
    vehicles.every(({ registryState }) => registryState !== 'pending') &&
    parties.every(({ licenceState }) => licenceState !== null)
  )
}

async function documentSealed(driver: Driver, id: string): Promise<boolean> {
  if ((await caseOf(driver, id)).state !== 'signing') return false
  return (await driver.person.get<Determination>(`/accidents/${id}/determination`)).document !== null
}

/** Small cars of the simulated city with everything in order, a different one each time; they come again after 45,000 cases. */
function plateOf(nth: number) {
  return { plateNumber: `黑E${10_000 + (nth % 90_000)}`, plateKind: '02' }
}

/** Each phone has an address of its own, as limits by address see it behind one proxy. */
function addressOf(nth: number): string {
  return `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`
}
