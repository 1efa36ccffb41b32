import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type CaseState, caseTones } from '../../agent-portal/surveyor/case/tones.ts'

export interface CaseSearch {
  readonly find: string
  readonly state: CaseState | undefined
  /** Days of Asia/Shanghai, both included; empty is any. */
  readonly from: string
  readonly to: string
}

/** Long enough for a person who types, short enough not to be noticed. */
const typingMs = 300

/** The server looks for nothing shorter. */
const shortest = 2

/**
 * What the list of cases is searched by. It stands in the address, so that reloading, going back and passing the address on keep it; what is
 * being typed gets there when the typing pauses.
 */
export function useCaseSearch() {
  const [params, setParams] = useSearchParams()
  const state = params.get('state')
  const search: CaseSearch = {
    find: params.get('find') ?? '',
    state: state !== null && state in caseTones ? (state as CaseState) : undefined,
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
  }
  const [typed, setTyped] = useState(search.find)
  const [followed, setFollowed] = useState(search.find)
  /** What this page itself put into the address last. */
  const [written, setWritten] = useState(search.find)
  if (followed !== search.find) {
    setFollowed(search.find)
    // Somebody went back or elsewhere: the field follows the address. Not after what it wrote there itself: by now it may be further.
    if (search.find !== written) {
      setWritten(search.find)
      setTyped(search.find)
    }
  }

  /** Whatever changes, what is typed by now goes along: nothing that a person entered waits for its pause and is lost. */
  const change = (part: Partial<CaseSearch>) => {
    // The address as it is, not as it was when this page was last drawn.
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries({ find: typed, ...part })) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setWritten(next.get('find') ?? '')
    setParams(next, { replace: true })
  }
  useEffect(() => {
    if (typed === search.find) return
    const timer = setTimeout(() => change({}), typingMs)
    return () => clearTimeout(timer)
    // `change` reads the address when it is called.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, search.find])

  const text = search.find.trim()
  return {
    search,
    typed,
    setTyped,
    change,
    clear: () => {
      setTyped('')
      setWritten('')
      setParams({}, { replace: true })
    },
    /** As the server is asked: without what says nothing. */
    query: {
      ...(text.length >= shortest ? { find: text } : {}),
      ...(search.state ? { state: search.state } : {}),
      ...(search.from ? { from: search.from } : {}),
      ...(search.to ? { to: search.to } : {}),
    },
  }
}
