/**
 * A condition on a row that can be read two ways: as a Prisma `where` (which rows may I list?) and as a test of one row in
 * memory (may I touch this one?). Both readings come from the same value, so a list can never differ from its filter.
 */
export type Condition = boolean | AllOf | { readonly OR: readonly Condition[] } | { readonly AND: readonly Condition[] }

type Scalar = string | number | boolean | null
export type Match =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly not: Scalar }
  | { readonly has: Scalar }
  | { readonly hasSome: readonly Scalar[] }

export type AllOf = { readonly [field: string]: Match } & { readonly OR?: never; readonly AND?: never }

export type Row = Readonly<Record<string, unknown>>

/** Does the row meet the condition? `null` compares as SQL does: `not` never matches a null. */
export function matches(condition: Condition, row: Row): boolean {
  if (typeof condition === 'boolean') return condition
  if (isOr(condition)) return condition.OR.some((part) => matches(part, row))
  if (isAnd(condition)) return condition.AND.every((part) => matches(part, row))
  return Object.entries(condition as AllOf).every(([field, match]) => matchesField(match, row[field]))
}

function matchesField(match: Match, value: unknown): boolean {
  if (match === null || typeof match !== 'object') return (value ?? null) === match
  if ('in' in match) return value != null && match.in.includes(value as Scalar)
  if ('not' in match) return match.not === null ? value != null : value != null && value !== match.not
  if (!Array.isArray(value)) return false
  if ('has' in match) return value.includes(match.has)
  return match.hasSome.some((wanted) => value.includes(wanted))
}

/**
 * What is left of the condition for rows of which these columns are known: the same rows of those, and fewer words, so that a database finds the index that
 * serves them.
 */
export function given(condition: Condition, known: Row): Condition {
  if (typeof condition === 'boolean') return condition
  if (isOr(condition)) {
    const parts = condition.OR.map((part) => given(part, known)).filter((part) => part !== false)
    return parts.length === 0 ? false : parts.includes(true) ? true : { OR: parts }
  }
  if (isAnd(condition)) {
    const parts = condition.AND.map((part) => given(part, known)).filter((part) => part !== true)
    return parts.length === 0 ? true : parts.includes(false) ? false : { AND: parts }
  }
  const fields = Object.entries(condition as AllOf)
  if (!fields.every(([field, match]) => !Object.hasOwn(known, field) || matchesField(match, known[field]))) return false
  const rest = fields.filter(([field]) => !Object.hasOwn(known, field))
  return rest.length === 0 ? true : Object.fromEntries(rest)
}

/**
 * The condition as alternatives, any of which lets a row through: what it says with its first OR, taken apart. A database finds an index for each, and
 * often none for all of them together.
 */
export function alternatives(condition: Condition): readonly Condition[] {
  if (typeof condition === 'boolean') return [condition]
  if (isOr(condition)) return condition.OR
  if (!isAnd(condition)) return [condition]
  const place = condition.AND.findIndex((part) => typeof part === 'object' && isOr(part))
  const split = condition.AND[place]
  if (split === undefined) return [condition]
  return alternatives(split).map((part) => ({ AND: condition.AND.with(place, part) }))
}

/** Prisma drops an empty OR below an AND, and would list everything; an empty `in` it keeps. Every resource has an id. */
const nothing = { id: { in: [] } } as const

/** The same condition as a Prisma `where`. */
export function toWhere(condition: Condition): Record<string, unknown> {
  if (condition === true) return {}
  if (condition === false) return { ...nothing }
  if (isOr(condition)) return condition.OR.length === 0 ? { ...nothing } : { OR: condition.OR.map(toWhere) }
  if (isAnd(condition)) return { AND: condition.AND.map(toWhere) }
  return { ...(condition as AllOf) }
}

export const isOr = (c: Condition): c is { readonly OR: readonly Condition[] } => typeof c === 'object' && 'OR' in c
export const isAnd = (c: Condition): c is { readonly AND: readonly Condition[] } => typeof c === 'object' && 'AND' in c
