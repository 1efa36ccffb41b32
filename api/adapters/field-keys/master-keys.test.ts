import { describe, expect, it } from 'vitest'
import { newMasterKey, parseMasterKeys, unwrap, wrap } from './master-keys.ts'

const made = (day: string) => newMasterKey(new Date(`${day}T08:00:00Z`))
const [older, newer] = [made('2026-01-01'), made('2026-06-01')]
const keysOf = (text: string) => parseMasterKeys(text) ?? []
const fieldKey = { id: 7, purpose: 'seal' as const, key: Buffer.alloc(32, 7) }
const wrapped = { ...fieldKey, ...wrap(keysOf(older), fieldKey, fieldKey.key) }

describe('FIELD_KEYS', () => {
  it('lists pairs, the newest first, with or without spaces', () => {
    expect(keysOf(`${newer}, ${older}`).map(({ id }) => id)).toEqual([newer, older].map((pair) => pair.split(':')[0]))
  })

  it.each([
    ['nothing', ''],
    ['a key without a name', newer.split(':')[1] ?? ''],
    ['a name without a key', '2026:'],
    ['a key that is too short', `2026:${Buffer.alloc(16).toString('base64')}`],
    ['a key that is too long', `2026:${Buffer.alloc(33).toString('base64')}`],
    ['the same name twice', `${newer},${newer}`],
    ['a comma too many', `${newer},`],
  ])('is not %s', (_, text) => expect(parseMasterKeys(text)).toBeNull())
})

describe('a wrapped field key', () => {
  it('is opened by any master key of the list that wrapped it', () => {
    expect(unwrap(keysOf(`${newer},${older}`), wrapped)).toEqual(fieldKey.key)
  })

  it('is wrapped by the first', () => {
    expect(wrap(keysOf(`${newer},${older}`), fieldKey, fieldKey.key).wrappedBy).toBe(newer.split(':')[0])
  })

  it('is not to be taken for another one', () => {
    for (const change of [{ id: 8 }, { purpose: 'index' as const }])
      expect(() => unwrap(keysOf(older), { ...wrapped, ...change })).toThrow('is not the one that field key')
  })

  it('says which master key is missing', () => {
    const name = older.split(':')[0] ?? ''
    expect(() => unwrap(keysOf(newer), wrapped)).toThrow(`FIELD_KEYS does not hold the key ${name}`)
    const namesake = `${name}:${newer.split(':')[1]}`
    expect(() => unwrap(keysOf(namesake), wrapped)).toThrow(`FIELD_KEYS: its key ${name} is not the one`)
  })
})
