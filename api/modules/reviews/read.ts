import type { Prisma, Review } from '../../generated/prisma/client.ts'
import { mayEver, requireAccess, scope } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { accidentsById, platesOfCases } from '../accidents/service.ts'
import type { ReviewQuery, ReviewView } from './schema.ts'
import { toView } from './views.ts'

/** One review; fails `not-found` for whoever may not do it. */
export async function getReview(ctx: Context, actor: StaffActor, id: string): Promise<ReviewView> {
  const review = await ctx.db.review.findUnique({ where: { id } })
  if (!review) fail('not-found')
  requireAccess(actor, 'review.read', { ...review }, 'review.read')
  return (await show(ctx, actor, [review]))[0] ?? fail('not-found')
}

/** The reviews that this officer may do: open ones flagged first, each group oldest first; closed ones newest first. */
export async function listReviews(ctx: Context, actor: StaffActor, { state, after, limit }: ReviewQuery) {
  if (!mayEver(actor, 'review.read')) fail('forbidden', { action: 'review.read', reason: 'role' })
  const mine = scope(actor, 'review.read')
  const rows =
    state === 'open' ? await openOnes(ctx, mine, after, limit + 1) : await closedOnes(ctx, mine, after, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await show(ctx, actor, shown), next: rows.length > limit && last ? cursorOf(last) : null }
}

const groups = ['flagged', 'sampled'] as const
type Group = (typeof groups)[number]

const groupOf = ({ flags }: Review): Group => (flags.length > 0 ? 'flagged' : 'sampled')
const cursorOf = (review: Review) => `${groupOf(review)}|${review.id}`

async function openOnes(ctx: Context, mine: Prisma.ReviewWhereInput, after: string | undefined, take: number) {
  const from = after === undefined ? null : cursor(after)
  const found = await Promise.all(
    groups.slice(from ? groups.indexOf(from.group) : 0).map((group) => {
      const rest = from?.group === group ? { id: { gt: from.id } } : {}
      const where = { AND: [mine, { state: 'open', flags: { isEmpty: group === 'sampled' } }, rest] }
      return ctx.db.review.findMany({ where, orderBy: { id: 'asc' }, take })
    }),
  )
  return found.flat().slice(0, take)
}

function closedOnes(ctx: Context, mine: Prisma.ReviewWhereInput, after: string | undefined, take: number) {
  const rest = after === undefined ? {} : { id: { lt: cursor(after).id } }
  const where = { AND: [mine, { state: { not: 'open' } }, rest] }
  return ctx.db.review.findMany({ where, orderBy: { id: 'desc' }, take })
}

const cursorForm = /^(flagged|sampled)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function cursor(text: string): { group: Group; id: string } {
  const [, group, id] = cursorForm.exec(text) ?? []
  if (id === undefined) fail('bad-input', { issues: [{ path: 'after', message: 'use the value of "next" as it is' }] })
  return { group: group === 'flagged' ? 'flagged' : 'sampled', id }
}

/** Reviews with their cases, as this reader may see them. */
async function show(ctx: Context, actor: StaffActor, reviews: readonly Review[]): Promise<ReviewView[]> {
  const ids = reviews.map(({ accidentId }) => accidentId)
  const [caseOf, platesOf] = await Promise.all([accidentsById(ctx.db, ids), platesOfCases(ctx.db, ids)])
  return reviews.map((review) => toView(actor, review, caseOf(review.accidentId), platesOf(review.accidentId)))
}
