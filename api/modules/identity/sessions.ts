import { Prisma } from '../../generated/prisma/client.ts'
import type { Actor, StaffActor } from '../../kernel/access/roles.ts'
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
  const [session] = await ctx.query<SessionRow>(openSession(id, kind, now), { prepared: 'open-session' })
  if (!session || now.getTime() - session.lastSeenAt.getTime() > lifetimes[kind].idleMs) return null
  // Once a minute is enough to know that somebody is there, and spares a write per request.
  if (present && now.getTime() - session.lastSeenAt.getTime() > minuteMs) {
    await ctx.db.session.update({ where: { id }, data: { lastSeenAt: now } })
  }

  const { driver, staff } = session
  if (driver) {
    const phone = await ctx.fields.open({ field: 'driver.phone', row: driver.id }, driver.phone)
    return { kind: 'driver', id: driver.id, role: 'driver', phone, sessionId: id }
  }
  if (!staff || staff.shut) return null
  const { shut: _, ...who } = staff
  return { kind: 'staff', ...who, sessionId: id }
}

interface SessionRow {
  readonly lastSeenAt: Date
  readonly driver: { readonly id: string; readonly phone: string } | null
  readonly staff: (Omit<StaffActor, 'kind' | 'sessionId'> & { readonly shut: boolean }) | null
}

/** Whose session this is with all his rights, in one statement: every request begins with it. `shut`: may not act, though signed in. */
const openSession = (id: string, kind: string, now: Date) => Prisma.sql`
  select session."lastSeenAt",
    (select json_build_object('id', driver.id, 'phone', driver.phone) from driver where driver.id = session."driverId") as driver,
    (select json_build_object(
        'id', staff.id, 'role', staff.role, 'displayName', staff."displayName", 'unitId', staff."unitId",
        'insurerId', staff."insurerId", 'districtCodes', staff."districtCodes",
        'shut', staff."disabledAt" is not null or staff."mustChangePassword",
        'authorisations', coalesce((
          select json_agg(json_build_object(
            'id', granted.id, 'insurerId', granted."insurerId", 'districtCode', granted."districtCode", 'mandate', granted.mandate))
          from authorisation granted
          where granted."surveyorId" = staff.id and granted."revokedAt" is null
            and granted."validFrom" <= ${now} and granted."validTo" > ${now}), '[]'))
      from staff_user staff where staff.id = session."staffUserId") as staff
  from session
  where session.id = ${id} and session.kind = ${kind} and session."endedAt" is null and session."expiresAt" > ${now}`

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
