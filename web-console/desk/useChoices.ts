import { useEffect, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'

/** These change when an installation does: once per visit is enough. */
const fresh = { staleTime: 5 * 60_000 } as const

/** The insurers that this reader may choose from. */
export function useInsurers() {
  const { api } = useStaff()
  return useQuery({ queryKey: ['insurers'], queryFn: () => answer(api.GET('/insurers')), ...fresh })
}

/** The police units that this reader may choose from. */
export function useUnits() {
  const { api } = useStaff()
  return useQuery({ queryKey: ['units'], queryFn: () => answer(api.GET('/units')), ...fresh })
}

/** Long enough for a person who types, short enough not to be noticed. */
const typingMs = 300

/** Surveyors whom this officer may authorise; the server looks for the name when the typing pauses. */
export function useSurveyors(typed: string) {
  const { api } = useStaff()
  const [find, setFind] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setFind(typed.replaceAll(/[%_\\]/g, '').trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  return useQuery({
    queryKey: ['surveyors', find],
    queryFn: () => answer(api.GET('/surveyors', { params: { query: find ? { find } : {} } })),
    placeholderData: keepPreviousData,
    ...fresh,
  })
}

/** A district by its code and the units that answer for it: `230602 · 萨尔图区交警大队`. */
export function districtChoices(units: readonly Schemas['UnitChoice'][]): { value: string; label: string }[] {
  const names = new Map<string, string[]>()
  for (const { districtCode, name } of units) names.set(districtCode, [...(names.get(districtCode) ?? []), name])
  return [...names].map(([value, of]) => ({ value, label: `${of.join('、')} · ${value}` }))
}
