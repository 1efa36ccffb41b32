import type { Vehicle } from '../../generated/prisma/client.ts'
import { fail } from '../../kernel/errors.ts'
import type { RuleSet } from '../../kernel/rule-set.ts'
import type { Contact, ContactParty } from './rules/contact.ts'
import type { ContactDecision, ContactFacts } from './schema.ts'

/** The sides that touched: `A-B` is A and B. */
export const touching = ({ id }: Pick<ContactFacts, 'id'>): string[] => id.split('-')

/** Everybody of the contact who bears a share: who touched, then who pushed. */
export const sidesOf = (contact: Pick<ContactFacts, 'id' | 'pushedBy'>): string[] => [
  ...new Set([...touching(contact), ...(contact.pushedBy ? [contact.pushedBy] : [])]),
]

interface Issue {
  path: string
  message: string
}

/**
 * The contacts as the engine reads them, parties named by side and called by their plates. Fails `bad-input` for sides and situations
 * that the case and the catalogue do not have.
 */
export function toContacts(
  contacts: readonly ContactFacts[],
  vehicles: readonly Pick<Vehicle, 'side' | 'plateNumber'>[],
  rules: Pick<RuleSet, 'catalogue'>,
): Contact[] {
  const issues = contacts.flatMap((contact, index) =>
    contactIssues(contact, vehicles, rules).map(({ path, message }) => ({
      path: `contacts.${index}.${path}`,
      message,
    })),
  )
  if (new Set(contacts.map(({ id }) => id)).size < contacts.length) {
    issues.push({ path: 'contacts', message: 'names a contact twice' })
  }
  if (issues.length > 0) fail('bad-input', { issues })

  const party = (side: string): ContactParty => ({
    partyId: side,
    label: vehicles.find((vehicle) => vehicle.side === side)?.plateNumber ?? side,
    kind: 'motor',
  })
  return contacts.map((contact) => ({
    id: contact.id,
    parties: touching(contact).map(party),
    pushedBy: contact.pushedBy === null ? null : party(contact.pushedBy),
    order: contact.order,
    situations: contact.situations.map(({ code, faultSide, answers }) => ({ code, faultPartyId: faultSide, answers })),
  }))
}

function contactIssues(
  contact: ContactFacts,
  vehicles: readonly Pick<Vehicle, 'side'>[],
  { catalogue }: Pick<RuleSet, 'catalogue'>,
): Issue[] {
  const known = new Set(vehicles.map(({ side }) => side))
  const sides = sidesOf(contact)
  const [first, second] = touching(contact)
  const issues: Issue[] = []
  if (first === second) issues.push({ path: 'id', message: 'a vehicle cannot touch itself' })
  if (sides.some((side) => !known.has(side)))
    issues.push({ path: 'id', message: 'names a side the case does not have' })
  contact.situations.forEach(({ code, faultSide }, index) => {
    const row = catalogue.find((entry) => entry.code === code)
    const path = `situations.${index}`
    if (!row) issues.push({ path: `${path}.code`, message: 'is not in the catalogue in force' })
    else if (row.outcome !== 'equal' && !sides.includes(faultSide ?? '')) {
      issues.push({ path: `${path}.faultSide`, message: 'is not a side of this contact' })
    }
  })
  return issues
}

/** A decision speaks of every vehicle, and of the part of each that was hit. Fails `bad-input`. */
export function requireWholeCase(
  contacts: readonly ContactDecision[],
  vehicles: readonly Pick<Vehicle, 'side'>[],
): void {
  const issues: Issue[] = []
  const named = new Set(contacts.flatMap(sidesOf))
  for (const { side } of vehicles) {
    if (!named.has(side)) issues.push({ path: 'contacts', message: `side ${side} is in no contact` })
  }
  contacts.forEach((contact, index) => {
    for (const side of touching(contact)) {
      if (contact.parts[side] === undefined) {
        issues.push({ path: `contacts.${index}.parts.${side}`, message: 'say which part was hit' })
      }
    }
  })
  if (issues.length > 0) fail('bad-input', { issues })
}
