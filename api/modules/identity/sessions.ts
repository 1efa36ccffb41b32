import type { Actor, GrantedAuthorisation, StaffRole } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { hashSecret, newSecret } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'

type Tx = Transaction<'session'>

const minuteMs = 60_000
/** A desk left alone is locked after half an hour; a shift ends the session. A driver comes back for days to follow his case. */
const lifetimes = {
  staff: { idleMs: 30 * minuteMs, totalMs: 12 * 60 * minuteMs },
  driver: { idleMs: 7 * 24 * 60 * minuteMs, totalMs: 30 * 24 * 60 * minuteMs },
} as const

export interface NewSession {
  readonly secret: string
  readonly expiresAt: Date
}

/** Begins a session. The secret goes into the cookie; we keep its hash. */
export async function beginSession(
  tx: Tx,
  now: Date,
  owner: { kind: 'staff'; id: string; secondFactorAt: Date | null } | { kind: 'driver'; id: string },
): Promise<NewSession> {
  const secret = newSecret()
  const expiresAt = new Date(now.getTime() + lifetimes[owner.kind].totalMs)
  await tx.session.create({
    data: {
      id: hashSecret(secret),
      kind: owner.kind,
      staffUserId: owner.kind === 'staff' ? owner.id : null,
      driverId: owner.kind === 'driver' ? owner.id : null,
      secondFactorAt: owner.kind === 'staff' ? owner.secondFactorAt : null,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
    },
  })
  return { secret, expiresAt }
}

/**
 * Who this secret's session is, with the rights he has at this moment; null when the session is over. `present` false for whatever a page
 * does by itself: an open page is nobody at the desk.
 */
export async function findActor(
  ctx: Context,
  kind: 'staff' | 'driver',
  secret: string,
  { present = true }: { present?: boolean } = {},
): Promise<Actor | null> {
  const now = ctx.clock.now()
  const id = hashSecret(secret)
  const session = await ctx.db.session.findUnique({
    where: { id, kind, endedAt: null, expiresAt: { gt: now } },
    include: {
      driver: true,
      staffUser: {
        include: {
          authorisations: { where: { revokedAt: null, validFrom: { lte: now }, validTo: { gt: now } } },
        },
      },
    },
  })
  if (!session || now.getTime() - session.lastSeenAt.getTime() > lifetimes[kind].idleMs) return null
  // Once a minute is enough to know that somebody is there, and spares a write per request.
  if (present && now.getTime() - session.lastSeenAt.getTime() > minuteMs) {
    await ctx.db.session.update({ where: { id }, data: { lastSeenAt: now } })
  }

  const { driver, staffUser } = session
  if (driver) {
    const phone = await ctx.fields.open({ field: 'driver.phone', row: driver.id }, driver.phone)
    return { kind: 'driver', id: driver.id, role: 'driver', phone, sessionId: id }
  }
  if (!staffUser || staffUser.disabledAt || staffUser.mustChangePassword) return null
  return {
    kind: 'staff',
    id: staffUser.id,
    role: staffUser.role as StaffRole,
    displayName: staffUser.displayName,
    unitId: staffUser.unitId,
    insurerId: staffUser.insurerId,
    districtCodes: staffUser.districtCodes,
    authorisations: staffUser.authorisations.map(({ id: authorisationId, insurerId, districtCode, mandate }) => ({
      id: authorisationId,
      insurerId,
      districtCode,
      mandate: mandate as GrantedAuthorisation['mandate'],
    })),
    sessionId: id,
  }
}

/** Ends sessions, and tells every open page of theirs, on whatever process. `id.not` spares the one that asks. */
export async function endSessions(
  tx: Tx,
  now: Date,
  where: { id: string } | { staffUserId: string; id?: { not: string } },
): Promise<void> {
  const open = await tx.session.findMany({ where: { ...where, endedAt: null }, select: { id: true } })
  await tx.session.updateMany({ where: { ...where, endedAt: null }, data: { endedAt: now } })
  await announce(
    tx,
    open.map(({ id }) => ({ topic: 'session.ended', payload: { room: `session:${id}`, id } })),
  )
}
