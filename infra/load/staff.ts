import { setTimeout as delay } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { act, type Town } from '../demo/driver.ts'
import { confirmReview, issue, propose, signInStaff } from '../demo/staff.ts'
import type { Review } from '../stage/answers.ts'
import { Refused, type Person } from '../stage/client.ts'
import type { FromClient, ToStaff } from './messages.ts'
import { openNotes } from './notes.ts'
import { readBack } from './read-back.ts'

/** Surveyors and officers at their desks, in a process of their own. Each works off what his lists show, one thing after another. */

const surveyors = ['surveyor.li', 'surveyor.zhou']
const officers = ['officer.wang', 'officer.zhao']
const district = '230602'
/** As often as a list that is open asks by itself. */
const asksEveryMs = 2_000
/** A message on the live channel makes the desk look again, though nobody reads a list more often than this. */
const looksEveryMs = 1_000

const notes = openNotes()
/** Whatever else lies in a platform that runs is none of ours. */
const ours = new Set<string>()
let open = true
let platform = ''
const tell = (message: FromClient) => void process.send?.(message)

async function work(town: Town): Promise<void> {
  const desks = [
    ...surveyors.map((name, nth) => desk(town, name, `queue:${district}`, takeCases(shareOf(nth, surveyors.length)))),
    ...officers.map((name, nth) => desk(town, name, `reviews:${district}`, reviewCases(shareOf(nth, officers.length)))),
  ]
  await Promise.all(desks)
}

async function desk(town: Town, name: string, room: string, round: (person: Person) => Promise<void>): Promise<void> {
  const person = await signInStaff(town.url, name, { heard: notes.heard })
  const bell = listen(person, room)
  void (async () => {
    while (open) {
      const lookedAt = performance.now()
      await round(person).catch((error: unknown) => notes.error(name, error))
      await bell.rings()
      await delay(Math.max(0, lookedAt + looksEveryMs - performance.now()))
    }
    bell.close()
  })()
}

/** Resolves when the room says something, and now and then besides. */
function listen(person: Person, room: string) {
  const socket = io(person.url, {
    transports: ['websocket'],
    auth: { session: person.session },
    extraHeaders: { cookie: person.cookie, origin: person.url },
    forceNew: true,
  })
  let rung = false
  let wake = (): void => undefined
  const ring = () => {
    rung = true
    wake()
  }
  socket.on('message', ring)
  socket.on('connect', () => void socket.emit('join', room, () => undefined))
  return {
    rings: async () => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, asksEveryMs)
        })
      }
      rung = false
    },
    close: () => void socket.close(),
  }
}

interface Listed {
  readonly items: readonly { readonly id: string }[]
}

/**
 * Which cases a desk picks: people at one table do not all reach for the same. Programs that do try each case once for every desk, and stand before the
 * limit of writes (240 a minute) as soon as a few cases wait.
 */
const shareOf = (nth: number, desks: number) => (id: string) => Number.parseInt(id.slice(-4), 16) % desks === nth

/** Takes what lies in the queue and decides it. Another surveyor may be faster. */
const takeCases = (isMine: (id: string) => boolean) => async (surveyor: Person) => {
  const { items } = await surveyor.get<Listed>('/accidents?taken=nobody&limit=50')
  for (const { id } of items.filter((listed) => ours.has(listed.id) && isMine(listed.id)).reverse()) {
    try {
      await act({ person: surveyor }, id, 'taking')
    } catch (error) {
      if (isTaken(error)) continue
      throw error
    }
    await issue(surveyor, id, await propose(surveyor, id))
  }
}

/** The case is another's by now, and no business of ours. */
const isTaken = (error: unknown) => {
  const { status } = ((error as Error).cause ?? error) as Partial<Refused>
  return status === 404 || status === 409 || status === 403
}

type ListedReview = Review & { readonly actions: readonly { readonly action: string; readonly allowed: boolean }[] }

const reviewCases = (isMine: (id: string) => boolean) => async (officer: Person) => {
  const { items } = await officer.get<{ items: ListedReview[] }>('/reviews?limit=100')
  const due = items.filter(({ accidentId, actions }) => {
    return (
      ours.has(accidentId) &&
      isMine(accidentId) &&
      actions.some(({ action, allowed }) => action === 'confirm' && allowed)
    )
  })
  for (const review of due) {
    try {
      await confirmReview(officer, review)
    } catch (error) {
      // The other officer was faster.
      if (!(error instanceof Refused && error.code === 'conflict')) throw error
    }
  }
}

process.on('message', (message: ToStaff) => {
  if (message.type === 'work') {
    platform = message.town.url
    work(message.town).then(
      () => tell({ type: 'ready' }),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  } else if (message.type === 'case') ours.add(message.id)
  else if (message.type === 'start-counting') notes.startCounting()
  else if (message.type === 'go-home') {
    open = false
    tell({ type: 'tally', tally: notes.tally() })
  } else void readBack(platform, message.photos).then((lost) => tell({ type: 'read', lost }))
})
process.once('disconnect', () => process.exit())
