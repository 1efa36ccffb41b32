import type { Accident, Proposal, Review } from '../stage/answers.ts'
import { Person, type PersonOptions } from '../stage/client.ts'
import { decision } from './script.ts'

/** What surveyors and officers do, each over real HTTP as the portal does it. */

/** The password of every sample account (infra/sample-data). */
export const samplePassword = 'kuaichu-demo-1'

export async function signInStaff(url: string, loginName: string, options: PersonOptions = {}): Promise<Person> {
  const person = new Person(url, 'staff', options)
  await person.post('/staff/session', { loginName, password: samplePassword })
  return person
}

export async function propose(surveyor: Person, id: string): Promise<Proposal> {
  const { contact, situations } = decision
  const answered = await surveyor.post<{ proposals: Proposal[] }>(`/accidents/${id}/proposals`, {
    contacts: [{ id: contact, situations }],
  })
  const [proposal] = answered.proposals
  if (!proposal?.shares) throw new Error(`the engine makes no proposal: ${JSON.stringify(answered)}`)
  return proposal
}

export async function issue(surveyor: Person, id: string, { shares }: Proposal): Promise<void> {
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

export async function confirmReview(officer: Person, { id, version }: Pick<Review, 'id' | 'version'>): Promise<Review> {
  return officer.post<Review>(`/reviews/${id}/confirmation`, { version, reason: '照片与陈述一致，责任划分准确。' })
}
