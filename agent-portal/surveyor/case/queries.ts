import { queryOptions } from '@tanstack/react-query'
import { answer, ApiProblem, type Schemas } from '../../api/client.ts'
import { useLive } from '../../api/useLive.ts'
import { type StaffSession, useStaff } from '../session/staffSession.ts'

type Api = StaffSession['api']

/** Everything of one case is stored below this key, so that one message of its room refreshes it all. */
export const caseKey = (id: string) => ['case', id] as const

export const caseFile = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...caseKey(id), 'file'],
    queryFn: () => answer(api.GET('/accidents/{id}', { params: { path: { id } } })),
  })

export const caseTimeline = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...caseKey(id), 'timeline'],
    queryFn: () => answer(api.GET('/accidents/{id}/timeline', { params: { path: { id } } })),
  })

export const casePhotos = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...caseKey(id), 'evidence'],
    queryFn: () => read<Schemas['EvidenceList']>(api.GET('/accidents/{id}/evidence', { params: { path: { id } } })),
  })

/** Who may see the photo's custody asks for it one photo at a time, when it is opened. */
export const onePhoto = (api: Api, caseId: string, id: string) =>
  queryOptions({
    queryKey: [...caseKey(caseId), 'evidence', id],
    queryFn: () => read<Schemas['Evidence']>(api.GET('/evidence/{id}', { params: { path: { id } } })),
  })

/** The case's current determination; null while nothing has been decided. */
export const caseDetermination = (api: Api, id: string) =>
  queryOptions({
    queryKey: [...caseKey(id), 'determination'],
    queryFn: () =>
      absentAsNull(
        read<Schemas['Determination']>(api.GET('/accidents/{id}/determination', { params: { path: { id } } })),
      ),
  })

/** Keeps everything of the case fresh while the page is open. */
export function useLiveCase(id: string): void {
  const { live } = useStaff()
  useLive(live, `accident:${id}`, [caseKey(id)])
}

/**
 * As `answer`, naming the schema: the client's type of an answer forgets the length of tuples, such as a plate's four corners.
 */
export const read = <T>(call: Promise<{ data?: unknown }>): Promise<T> => answer(call) as Promise<T>

/** Nothing there (404) is an answer. */
async function absentAsNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null
    throw error
  }
}
