import { expect, it } from 'vitest'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { insurerCodeTables, liabilityCode } from './liability-codes.ts'

it('maps by meaning: equal and secondary stand the other way round in the provincial platform', () => {
  expect(liabilityCode('provincial-platform', 'equal')).toBe('13')
  expect(liabilityCode('provincial-platform', 'secondary')).toBe('12')
  expect(liabilityCode('photo-interface', 'full')).toBe('1')
  expect(liabilityCode('core-system', 'full')).toBe('0')
})

it.each(Object.values(insurerCodeTables))('has a code of its own for every kind: %s', (table) => {
  expect(new Set(liabilityKinds.map((kind) => liabilityCode(table, kind))).size).toBe(liabilityKinds.length)
})
