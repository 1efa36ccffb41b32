import { Prisma, type Accident, type CustodyEvent, type Evidence } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { columns, listed, withTimes, type JsonRow, type RowReader, type Times } from '../../kernel/rows.ts'
import { findAccident } from '../accidents/service.ts'
import { photoIds } from './of-case.ts'
import type { EvidenceSummary, EvidenceView } from './schema.ts'
import { toSummary, toView, type EvidenceWithCustody } from './views.ts'

type Row = Evidence & { readonly custody: readonly JsonRow<CustodyEvent>[] }

const evidenceColumns = columns('evidence', Prisma.EvidenceScalarFieldEnum)
const custodyColumns = columns('custody_event', Prisma.CustodyEventScalarFieldEnum)
const custodyTimes: Times<CustodyEvent> = { at: true }

/** Photos with who touched them, in order. */
const withCustody = (photos: Prisma.Sql) => Prisma.sql`
  select ${evidenceColumns},
    ${listed(Prisma.sql`select ${custodyColumns} from custody_event where "evidenceId" = evidence.id order by at, id`)} as custody
  from evidence where ${photos}`

const told = ({ custody, ...photo }: Row): EvidenceWithCustody => ({
  ...photo,
  custody: custody.map((event) => withTimes(event, custodyTimes)),
})

/** A photo and its case, for an actor who wants to do something to it; opens every use case on a single photo. Fails `not-found`, `forbidden`. */
export async function openEvidence(
  tx: RowReader,
  actor: Actor,
  action: ActionName,
  id: string,
): Promise<{ photo: EvidenceWithCustody; accident: Accident }> {
  const [row] = await tx.$queryRaw<Row[]>(withCustody(Prisma.sql`id = ${id}::uuid`))
  const accident = row && (await findAccident(tx, row.accidentId))
  if (!accident) fail('not-found')
  requireAccess(actor, action, accident, 'accident.read')
  return { photo: told(row), accident }
}

/** All photos and clips of a case in the order they came, with their verdicts and links to their previews. */
export async function listEvidence(
  ctx: Context,
  actor: Actor,
  accidentId: string,
): Promise<{ items: EvidenceSummary[] }> {
  const accident = await findAccident(ctx.db, accidentId)
  if (!accident) fail('not-found')
  requireAccess(actor, 'accident.read', accident, 'accident.read')
  const { from, until } = photoIds(accidentId, accident.closedAt ?? ctx.clock.now())
  const ofCase = Prisma.sql`"accidentId" = ${accidentId}::uuid and id >= ${from}::uuid and id < ${until}::uuid`
  const photos = await ctx.query<Row>(withCustody(Prisma.sql`${ofCase} order by "receivedAt", id`))
  return { items: await Promise.all(photos.map((photo) => toSummary(ctx, actor, accident, told(photo)))) }
}

export async function getEvidence(ctx: Context, tx: RowReader, actor: Actor, id: string): Promise<EvidenceView> {
  const { photo, accident } = await openEvidence(tx, actor, 'accident.read', id)
  return toView(ctx, actor, accident, photo)
}
