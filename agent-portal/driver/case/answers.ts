import type { Schemas } from '../../api/client.ts'
import { membersOf } from '../draft.ts'

export type Answer = 'yes' | 'no' | 'unknown'
export type Answers = Readonly<Record<string, Answer>>
type Question = Schemas['ScreeningQuestion']

const isAnswer = (stored: unknown): stored is Answer => stored === 'yes' || stored === 'no' || stored === 'unknown'

/** Answers that were given and not sent yet. */
export const readAnswers = (stored: unknown): Answers =>
  Object.fromEntries(Object.entries(membersOf(stored)).filter((entry): entry is [string, Answer] => isAnswer(entry[1])))

export interface Interview {
  /** The questions that the server has no answer to. */
  readonly asked: readonly Question[]
  /** The one that is due; undefined when all are answered and wait to be sent. */
  readonly due: Question | undefined
  /** The one answered last, to which "back" leads. */
  readonly before: Question | undefined
}

/** Where the driver is in the questions, from what the server knows and what the phone keeps. */
export function interviewOf(questions: readonly Question[], given: Answers): Interview {
  const asked = questions.filter(({ answer }) => answer === null)
  const at = asked.findIndex(({ code }) => given[code] === undefined)
  const index = at === -1 ? asked.length : at
  return { asked, due: asked[index], before: asked[index - 1] }
}
