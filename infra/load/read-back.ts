import { createHash } from 'node:crypto'
import { Refused, type Person } from '../stage/client.ts'
import { signInStaff } from '../demo/staff.ts'
import type { KeptPhoto } from './messages.ts'

/** Who may open originals in the district of the run; each no oftener than the platform lets him. */
const readers = ['officer.wang', 'officer.zhao', 'chief.liu']
const waitsMs = 2_000

/** Every photo that was acknowledged must have its verdict, and be there byte for byte. Why one is lost, one line each. */
export async function readBack(url: string, photos: readonly KeptPhoto[]): Promise<string[]> {
  const lost: string[] = []
  const waiting = [...photos]
  const read = async (reader: string) => {
    const officer = await signInStaff(url, reader)
    for (let photo = waiting.pop(); photo; photo = waiting.pop()) {
      const why = await whatIsWrong(officer, photo)
      if (why) lost.push(`photo ${photo.id}: ${why}`)
    }
  }
  await Promise.all(readers.map(read))
  return lost
}

async function whatIsWrong(officer: Person, { id, sha256 }: KeptPhoto): Promise<string | null> {
  try {
    const { state } = await patiently(() => officer.get<{ state: string }>(`/evidence/${id}`))
    if (state === 'received') return 'has no verdict'
    const link = () => officer.post<{ url: string }>(`/evidence/${id}/original-link`, { purpose: 'technical' })
    const { url } = await patiently(link)
    const answer = await fetch(new URL(url, officer.url))
    const bytes = Buffer.from(await answer.arrayBuffer())
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? null : 'has other bytes'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Again after a while, when the platform says that it was asked too often. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'slow-down')) throw error
      await new Promise((resolve) => setTimeout(resolve, waitsMs))
    }
  }
}
