import { useCallback, useState } from 'react'

/** What a reader typed and has not sent yet, kept on the phone so that closing the page loses nothing. */
export interface Draft<Value> {
  readonly value: Value
  readonly keep: (next: Value | ((current: Value) => Value)) => void
  readonly forget: () => void
}

/** `parse` makes sense of what an earlier version of the page may have stored; what it throws on is dropped. */
export function readDraft<Value>(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  parse: (stored: unknown) => Value,
): Value {
  try {
    return parse(JSON.parse(storage.getItem(key) ?? 'null'))
  } catch {
    return parse(null)
  }
}

export function useDraft<Value>(key: string, parse: (stored: unknown) => Value): Draft<Value> {
  const [value, setValue] = useState(() => readDraft(localStorage, key, parse))
  const keep = useCallback<Draft<Value>['keep']>(
    (next) =>
      setValue((current) => {
        const kept = typeof next === 'function' ? (next as (current: Value) => Value)(current) : next
        localStorage.setItem(key, JSON.stringify(kept))
        return kept
      }),
    [key],
  )
  const forget = useCallback(() => localStorage.removeItem(key), [key])
  return { value, keep, forget }
}

/** The members of a stored object, or none. */
export const membersOf = (stored: unknown): Readonly<Record<string, unknown>> =>
  typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? (stored as Record<string, unknown>) : {}

export const textOf = (stored: unknown): string => (typeof stored === 'string' ? stored : '')
