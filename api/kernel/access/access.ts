import type { Prisma } from '../../generated/prisma/client.ts'
import { fail } from '../errors.ts'
import { alternatives, given, matches, toWhere, type Condition, type Row } from './condition.ts'
import { toSql } from './condition-sql.ts'
import { policy, type ActionName } from './policy.ts'
import type { Actor } from './roles.ts'

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: 'role' | 'reach' }

function condition(actor: Actor, action: ActionName): Condition | undefined {
  const [resource = '', verb = ''] = action.split('.')
  const rules = policy as unknown as Record<string, Record<string, Record<string, (actor: Actor) => Condition>>>
  return rules[resource]?.[verb]?.[actor.role]?.(actor)
}

/** May this actor do this to this row? `role`: nobody of his role may; `reach`: others of his role may, he may not. */
export function decide(actor: Actor, action: ActionName, row: Row): Decision {
  const rule = condition(actor, action)
  if (rule === undefined) return { allowed: false, reason: 'role' }
  return matches(rule, row) ? { allowed: true } : { allowed: false, reason: 'reach' }
}

/** The rows this actor may do this to, as a Prisma `where`: the same table as `decide`, read the other way. */
export function scope(actor: Actor, action: ActionName): Record<string, unknown> {
  return toWhere(condition(actor, action) ?? false)
}

/**
 * The same rows as alternative conditions in SQL, beside other conditions that say what the `known` columns are. A row may meet more than one of them.
 */
export function scopeSql(actor: Actor, action: ActionName, known: Row = {}): readonly Prisma.Sql[] {
  return alternatives(given(condition(actor, action) ?? false, known)).map(toSql)
}

/** Could this actor do this to any row at all? For menus, and before a list is asked for. */
export function mayEver(actor: Actor, action: ActionName): boolean {
  const rule = condition(actor, action)
  return rule !== undefined && rule !== false
}

/**
 * Opens every use case. Who may not even read the row is told `not-found`: its existence is nobody else's business.
 * `readAs` names the read action of the resource where there is one.
 */
export function requireAccess(actor: Actor, action: ActionName, row: Row, readAs?: ActionName): void {
  const decision = decide(actor, action, row)
  if (decision.allowed) return
  if (readAs !== undefined && !decide(actor, readAs, row).allowed) fail('not-found')
  fail('forbidden', { action, reason: decision.reason })
}
