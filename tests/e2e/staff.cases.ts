import { readFile } from 'node:fs/promises'
import type { Caller } from '../support/caller.ts'
import { act, answersTo, cleared, details, done, joined, laterQuestions, photographed } from '../support/cases.ts'
import type { TestPlatform } from '../support/platform.ts'
import { rearEnd, sign, type Case } from '../api/determinations.cases.ts'
import { addPhoto, place } from '../api/evidence.cases.ts'

const photoOf = (file: string) => readFile(new URL(`../../infra/samples/photos/${file}`, import.meta.url))

/** The sample photos' own accident: what each shows. */
const shots = [
  ['a1-overview-front.jpg', 'front-overview', null],
  ['a1-overview-rear.jpg', 'rear-overview', null],
  ['a1-contact.jpg', 'contact-close-up', 'A-B'],
  ['a1-plate-a.jpg', 'vehicle-plate', 'A'],
  ['other-car-plate.jpg', 'vehicle-plate', 'B'],
] as const

const vehicles = {
  ownVehicle: { plateNumber: '黑E6A152', plateKind: '02' },
  otherVehicles: [{ plateNumber: '黑ED20867', plateKind: '52' }],
}

let phones = 0
const nextPhone = () => `136${String(++phones).padStart(8, '0')}`

/** A two-car case in the surveyors' queue, as two drivers handed it over. `photos` are real ones, judged; `losses` what they stated. */
export async function waitingCase(
  platform: TestPlatform,
  { photos, losses = {} }: { photos: boolean; losses?: { A?: number; B?: number } },
): Promise<Case> {
  const numbers = { A: nextPhone(), B: nextPhone() }
  const parties = { A: await platform.driver(numbers.A), B: await platform.driver(numbers.B) }
  const { id } = await cleared(platform, parties.A, {
    ...vehicles,
    placeText: '萨尔图区会战大街与东风路路口南 60 米',
    position: place,
  })
  await joined(parties.A, parties.B, id)
  for (const [side, name] of [
    ['A', '王勇'],
    ['B', '冯伟涛'],
  ] as const) {
    done(await details(parties[side], id, side, { name, lossCents: losses[side] }))
  }
  done(await act(parties.A, id, 'answers', { answers: answersTo(laterQuestions) }))
  await photographed(platform, id)
  await platform.idle()
  done(await act(parties.A, id, 'submission'))
  if (photos) {
    for (const [file, shot, subject] of shots) {
      await addPhoto({ id, driver: parties.A }, await photoOf(file), { shot, subject })
    }
    await platform.idle()
  }
  return { id, parties, phones: numbers }
}

/** The same, decided by this surveyor against the proposal, so that an officer must look; `signed` takes it into force. */
export async function decidedCase(
  platform: TestPlatform,
  surveyor: Caller,
  { photos, signed }: { photos: boolean; signed: boolean },
): Promise<Case> {
  const made = await waitingCase(platform, { photos })
  const at = async () => ((await surveyor.get(`/accidents/${made.id}`)).body as { version: number }).version
  await surveyor.post(`/accidents/${made.id}/taking`, { version: await at() })
  const answer = await surveyor.post(`/accidents/${made.id}/determinations`, {
    version: await at(),
    contacts: [rearEnd({ shares: { A: 'main', B: 'secondary' } })],
    reason: '前车在起步后又急停，后方视频可见其制动灯未亮。',
  })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  await platform.idle()
  if (signed) {
    await sign(platform, made, 'A')
    await sign(platform, made, 'B')
    await platform.idle()
  }
  return made
}
