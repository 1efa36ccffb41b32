import { describe, expect, it } from 'vitest'
import { isDatabaseAway } from './database-away.ts'

const raw = (cause: object) =>
  Object.assign(new Error('Raw query failed'), { code: 'P2010', meta: { driverAdapterError: { cause } } })
const coded = (code: string) => Object.assign(new Error('x'), { code })

describe('isDatabaseAway', () => {
  // Each as a server that was killed, restarted or overrun really made it.
  it.each([
    ['no connection, told by Prisma', coded('P1001')],
    ['no transaction in time', coded('P2028')],
    ['a raw statement without a server', raw({ kind: 'DatabaseNotReachable' })],
    ['a raw statement on a server that starts', raw({ kind: 'postgres', code: '57P03' })],
    ['a statement under which the connection broke', new Error('Connection terminated unexpectedly')],
    ['no connection of the driver itself', coded('ECONNREFUSED')],
    ['a server that was told to stop', coded('57P01')],
  ])('knows %s', (_, error) => expect(isDatabaseAway(error)).toBe(true))

  it.each([
    ['a unique violation', coded('P2002')],
    ['a raw statement that is wrong', raw({ kind: 'postgres', code: '42P01' })],
    ['a defect of ours', new TypeError('x is not a function')],
    ['nothing', undefined],
  ])('takes %s for what it is', (_, error) => expect(isDatabaseAway(error)).toBe(false))
})
