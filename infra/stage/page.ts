import { io } from 'socket.io-client'
import type { Evidence } from './answers.ts'
import type { Person } from './client.ts'

/** A page that shows one case: it hears what changed on the live channel, and fetches it. */
export interface OpenPage {
  /** Resolves when the page knows the verdict on this photo: told so, then fetched with its checks. */
  verdictOn(evidenceId: string): Promise<Evidence>
  /** Looks at once, again whenever the case is said to have changed, and now and then besides, until it is so. */
  waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void>
  close(): void
}

/** A message can be missed; a page that is open asks by itself. */
const asksEveryMs = 5_000
/** What is said within this time after a fetch is fetched together, as the portals do (agent-portal/api/useLive.ts). */
const fetchesEveryMs = 300

/** `patienceMs`: after so long what is waited for will not come any more. */
export async function openPage(
  person: Person,
  accidentId: string,
  { patienceMs = 30_000 }: { patienceMs?: number } = {},
): Promise<OpenPage> {
  const told = new Set<string>()
  const waiting = new Map<string, () => void>()
  let wake = (): void => undefined
  const socket = io(person.url, {
    transports: ['websocket'],
    auth: { session: person.session },
    extraHeaders: { cookie: person.cookie, origin: person.url },
    forceNew: true,
  })
  let fetchedAt = -Infinity
  let fetching: NodeJS.Timeout | undefined
  const fetchAgain = () => {
    fetching = undefined
    fetchedAt = performance.now()
    wake()
    for (const id of told) waiting.get(id)?.()
  }
  socket.on('message', ({ type, id }: { type: string; id: string }) => {
    if (type === 'evidence.assessed') told.add(id)
    fetching ??= setTimeout(fetchAgain, Math.max(0, fetchedAt + fetchesEveryMs - performance.now()))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect_error', reject)
    socket.once('connect', () => {
      socket.emit('join', `accident:${accidentId}`, ({ ok }: { ok: boolean }) =>
        ok ? resolve() : reject(new Error('the live channel does not let us into the case')),
      )
    })
  })

  function hearOf(evidenceId: string): Promise<void> {
    if (told.has(evidenceId) && fetching === undefined) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no word on ${evidenceId} in ${patienceMs} ms`)), patienceMs)
      waiting.set(evidenceId, () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  return {
    async verdictOn(evidenceId) {
      await hearOf(evidenceId)
      const evidence = await person.get<Evidence>(`/evidence/${evidenceId}`)
      if (evidence.checks.length === 0) throw new Error(`${evidenceId} was announced without its checks`)
      return evidence
    },
    async waitUntil(what, isSo) {
      const deadline = Date.now() + patienceMs
      for (;;) {
        // Before looking: what changes while we look wakes us, too.
        const changed = new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, asksEveryMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        if (await isSo()) return wake()
        if (Date.now() > deadline) throw new Error(`waited ${patienceMs / 1000} s in vain until ${what}`)
        await changed
      }
    },
    close: () => {
      clearTimeout(fetching)
      socket.close()
    },
  }
}
