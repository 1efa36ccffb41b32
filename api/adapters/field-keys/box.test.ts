import fc from 'fast-check'
import { expect, it } from 'vitest'
import { close, keyBytes, open } from './box.ts'

const bytes = (options?: fc.IntArrayConstraints) => fc.uint8Array(options).map((array) => Buffer.from(array))
const key = bytes({ minLength: keyBytes, maxLength: keyBytes })

it('gives back what was put in', () => {
  fc.assert(
    fc.property(key, bytes(), fc.string(), (k, plain, context) =>
      plain.equals(open(k, close(k, plain, context), context) ?? Buffer.of(1)),
    ),
  )
})

it('opens under no other key and in no other context', () => {
  fc.assert(
    fc.property(key, key, bytes(), fc.string(), (k, other, plain, context) => {
      fc.pre(!k.equals(other))
      const box = close(k, plain, context)
      return open(other, box, context) === null && open(k, box, `${context}.`) === null
    }),
  )
})

it('notices a single bit', () => {
  fc.assert(
    fc.property(key, bytes(), fc.nat(), (k, plain, position) => {
      const box = close(k, plain, '')
      const at = position % (box.length * 8)
      box[at >> 3] = (box[at >> 3] ?? 0) ^ (1 << (at & 7))
      return open(k, box, '') === null
    }),
  )
})

it.each([0, 1, 12, 27])('is not to be found in %i bytes', (length) => {
  expect(open(Buffer.alloc(keyBytes), Buffer.alloc(length), '')).toBeNull()
})
