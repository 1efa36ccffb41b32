import { requireAccess } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { contactsOf, getCaseFile } from '../accidents/service.ts'
import { findCurrent } from './move.ts'
import { accidentForms, contactParts } from './rules/collision-lists.ts'
import { defaultShares, liabilityNames } from './rules/liability.ts'
import type { DeterminationView } from './schema.ts'
import { viewOf } from './views.ts'

/** The catalogue by which this case is decided, as it stood on the day of the accident, for the surveyor's screen. */
export async function getCatalogue(ctx: Context, actor: Actor, { accidentId }: { accidentId: string }) {
  const { accident, rules, vehicles } = await getCaseFile(ctx, ctx.db, accidentId, actor)
  requireAccess(actor, 'determination.propose', accident, 'accident.read')
  const sides = vehicles.map(({ side }) => side)
  return {
    ruleSetVersion: rules.version,
    situations: rules.catalogue.map(({ code, name, faultRole, outcome, shortCode, articles, facts, notes }) => ({
      code,
      name,
      faultRole,
      outcome,
      shortCode,
      articles: [...articles],
      facts: facts.map((fact) => ({ ...fact, answers: [...fact.answers] })),
      notes: [...notes],
    })),
    forms: [...accidentForms],
    parts: [...contactParts],
    liabilityKinds: liabilityKinds.map((code) => ({ code, name: liabilityNames[code], percent: defaultShares[code] })),
    contacts: sides.length > 1 ? contactsOf(sides) : sides,
  }
}

/** The newest version of the case's determination. Fails `not-found` before there is one. */
export async function getDetermination(ctx: Context, actor: Actor, accidentId: string): Promise<DeterminationView> {
  const [file, determination] = await Promise.all([
    getCaseFile(ctx, ctx.db, accidentId, actor),
    findCurrent(ctx.db, accidentId),
  ])
  requireAccess(actor, 'accident.read', file.accident, 'accident.read')
  if (!determination) fail('not-found')
  return viewOf(ctx, ctx.db, actor, file, determination)
}
