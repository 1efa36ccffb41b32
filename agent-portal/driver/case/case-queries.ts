import { useRef } from 'react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiProblem, answer, idempotencyKey, type Schemas } from '../../api/client.ts'
import { isProblem } from '../frame/problem.ts'
import { type DriverApi, useApi } from '../services.ts'

export type Accident = Schemas['Accident']

export const accidentKey = (id: string) => ['accident', id] as const
export const evidenceKey = (id: string) => ['evidence', id] as const
const timelineKey = (id: string) => ['timeline', id] as const
export const determinationKey = (id: string) => ['determination', id] as const
const settlementKey = (id: string) => ['settlement', id] as const

/** Everything that may have changed when the live channel speaks of the case. */
export const keysOf = (id: string) => [
  accidentKey(id),
  evidenceKey(id),
  timelineKey(id),
  determinationKey(id),
  settlementKey(id),
]

const accidentQuery = (api: DriverApi, id: string) =>
  queryOptions({
    queryKey: accidentKey(id),
    queryFn: () => answer(api.GET('/accidents/{id}', { params: { path: { id } } })),
  })

export const useAccident = (id: string) => useQuery(accidentQuery(useApi(), id))

export const useEvidence = (id: string) => {
  const api = useApi()
  return useQuery({
    queryKey: evidenceKey(id),
    // The client's types lose that corners are pairs.
    queryFn: async () =>
      (await answer(api.GET('/accidents/{id}/evidence', { params: { path: { id } } })))
        .items as Schemas['EvidenceSummary'][],
  })
}

export const useTimeline = (id: string) => {
  const api = useApi()
  return useQuery({
    queryKey: timelineKey(id),
    queryFn: async () => (await answer(api.GET('/accidents/{id}/timeline', { params: { path: { id } } }))).items,
  })
}

/** Null while nobody has determined anything, or the settlement is not made yet. */
const orNone = async <T>(call: Promise<T>): Promise<T | null> => {
  try {
    return await call
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null
    throw error
  }
}

export const useDetermination = (id: string) => {
  const api = useApi()
  return useQuery({
    queryKey: determinationKey(id),
    queryFn: async () =>
      (await orNone(answer(api.GET('/accidents/{id}/determination', { params: { path: { id } } })))) as
        Schemas['Determination'] | null,
  })
}

export const useSettlement = (id: string) => {
  const api = useApi()
  return useQuery({
    queryKey: settlementKey(id),
    queryFn: () => orNone(answer(api.GET('/accidents/{id}/settlement', { params: { path: { id } } }))),
  })
}

/** An idempotency key per intention: the same on every try, a new one when the act has succeeded or is about something else. */
export function useIntention() {
  const intention = useRef<{ readonly key: string; readonly about: string }>(null)
  return {
    keyFor: (input: unknown): string => {
      const about = JSON.stringify(input) ?? ''
      if (intention.current?.about !== about) intention.current = { key: idempotencyKey(), about }
      return intention.current.key
    },
    done: () => {
      intention.current = null
    },
  }
}

/**
 * An act that answers with the case as it is then. A case moves under the reader's hands (a register answers, a photo is checked): when it has
 * another version but is still in the state that he saw, his decision stands and is sent again; otherwise he is told and shown what is.
 */
export function useCaseAct<Input>(
  id: string,
  send: (api: DriverApi, input: Input, seen: Accident, key: string) => Promise<Accident>,
) {
  const api = useApi()
  const client = useQueryClient()
  const intention = useIntention()
  const read = { ...accidentQuery(api, id), staleTime: 0 }
  const decide = (input: Input, seen: Accident) =>
    send(api, input, seen, intention.keyFor({ input, version: seen.version }))

  return useMutation({
    mutationFn: async (input: Input) => {
      const seen = client.getQueryData<Accident>(accidentKey(id)) ?? (await client.fetchQuery(read))
      try {
        return await decide(input, seen)
      } catch (error) {
        if (!isProblem(error, 'conflict')) throw error
        const now = await client.fetchQuery(read)
        if (now.state !== seen.state) throw error
        return decide(input, now)
      }
    },
    onSuccess: (accident) => {
      intention.done()
      client.setQueryData(accidentKey(id), accident)
      void client.invalidateQueries({ queryKey: timelineKey(id) })
      void client.invalidateQueries({ queryKey: ['accidents'] })
    },
    onError: () => void client.invalidateQueries({ queryKey: accidentKey(id) }),
  })
}

/** Path parameters and key of an act, as the client wants them. */
export const act = (id: string, key: string) => ({ params: { path: { id } }, headers: { 'Idempotency-Key': key } })
