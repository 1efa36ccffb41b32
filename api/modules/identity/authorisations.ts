import type { Prisma } from '../../generated/prisma/client.ts'
import { requireAccess, scope } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { AuthorisationView, GrantAuthorisation } from './schema.ts'

type Tx = Transaction<'authorisation' | 'staffUser' | 'session'>

const withNames = { surveyor: true, insurer: true } as const
type AuthorisationRow = Prisma.AuthorisationGetPayload<{ include: typeof withNames }>

function toView(row: AuthorisationRow, now: Date): AuthorisationView {
  const { surveyor, insurer, ...authorisation } = row
  return {
    ...authorisation,
    surveyorName: surveyor.displayName,
    insurerName: insurer.name,
    mandate: row.mandate as AuthorisationView['mandate'],
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    state: stateAt(row, now),
  }
}

function stateAt({ revokedAt, validFrom, validTo }: AuthorisationRow, now: Date): AuthorisationView['state'] {
  if (revokedAt) return 'revoked'
  if (validFrom > now) return 'future'
  return validTo > now ? 'in-force' : 'expired'
}

/** Authorisations this actor may see, newest first. */
export async function listAuthorisations(
  ctx: Context,
  actor: StaffActor,
  { after, limit }: { after?: string; limit: number },
) {
  const rows = await ctx.db.authorisation.findMany({
    where: { AND: [scope(actor, 'authorisation.read'), after ? { id: { lt: after } } : {}] },
    include: withNames,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const now = ctx.clock.now()
  return { items: shown.map((row) => toView(row, now)), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** Who may act as a surveyor where, at this moment. */
export function authorisedSurveyors(ctx: Context): Promise<{ surveyorId: string; districtCode: string }[]> {
  const now = ctx.clock.now()
  return ctx.db.authorisation.findMany({
    where: { revokedAt: null, validFrom: { lte: now }, validTo: { gt: now }, surveyor: { disabledAt: null } },
    select: { surveyorId: true, districtCode: true },
    distinct: ['surveyorId', 'districtCode'],
  })
}

/**
 * Lets a surveyor act in a district, for the insurer that employs him, as far as the mandate says, from-to.
 * The police grant it: a senior officer of that district. Source: DOMAIN.md 1.7, ARCHITECTURE.md section 7.
 */
export async function grantAuthorisation(
  ctx: Context,
  actor: StaffActor,
  input: GrantAuthorisation,
): Promise<AuthorisationView> {
  const now = ctx.clock.now()
  return ctx.transact(async (tx: Tx) => {
    requireAccess(actor, 'authorisation.grant', { districtCode: input.districtCode })
    const surveyor = await tx.staffUser.findUnique({ where: { id: input.surveyorId } })
    if (surveyor?.role !== 'surveyor' || !surveyor.insurerId || surveyor.disabledAt) {
      fail('bad-input', { issues: [{ path: 'surveyorId', message: 'names no active surveyor' }] })
    }
    const {
      surveyor: _,
      insurer: __,
      ...row
    } = await tx.authorisation.create({
      data: {
        ...input,
        validFrom: new Date(input.validFrom),
        validTo: new Date(input.validTo),
        id: newId(now.getTime()),
        insurerId: surveyor.insurerId,
        grantedById: actor.id,
        createdAt: now,
      },
      include: withNames,
    })
    await auditAuthorisation(tx, now, actor, 'authorisation.granted', row, {
      mandate: row.mandate,
      districtCode: row.districtCode,
    })
    return getView(tx, row.id, now)
  })
}

/** Takes an authorisation back. It stops the surveyor's very next request, and drops his open pages. */
export async function revokeAuthorisation(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<AuthorisationView> {
  const now = ctx.clock.now()
  return ctx.transact(async (tx: Tx) => {
    const before = await tx.authorisation.findUnique({ where: { id } })
    if (!before) fail('not-found')
    requireAccess(actor, 'authorisation.revoke', before, 'authorisation.read')
    const { count } = await tx.authorisation.updateMany({
      where: { id, version, revokedAt: null },
      data: { revokedAt: now, revokedById: actor.id, revokeReason: reason, version: { increment: 1 } },
    })
    const row = await tx.authorisation.findUniqueOrThrow({ where: { id } })
    if (count === 0) fail('conflict', { state: row.revokedAt ? 'revoked' : 'in-force', version: row.version })
    await auditAuthorisation(tx, now, actor, 'authorisation.revoked', row, {})
    await announce(tx, [
      { topic: 'authorisation.revoked', payload: { room: `staff:${row.surveyorId}`, id, version: row.version } },
    ])
    return getView(tx, id, now)
  })
}

async function getView(tx: Tx, id: string, now: Date): Promise<AuthorisationView> {
  return toView(await tx.authorisation.findUniqueOrThrow({ where: { id }, include: withNames }), now)
}

function auditAuthorisation(
  tx: Tx,
  now: Date,
  actor: StaffActor,
  action: string,
  row: Prisma.AuthorisationGetPayload<object>,
  details: Record<string, unknown>,
): Promise<void> {
  return recordAudit(tx, now, {
    stream: `authorisation:${row.id}`,
    action,
    actor,
    details,
    rows: [{ model: 'authorisation', row }],
  })
}
