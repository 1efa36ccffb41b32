import { describe, expect, it } from 'vitest'
import { isDatabaseAway, isPrismaError, unavailableIfAway } from './database-away.ts'

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
    ['a server whose disk is full', coded('53100')],
    ['a host that is not reached', coded('EHOSTUNREACH')],
    ['a name that nobody can tell the address of just now', coded('EAI_AGAIN')],
  ])('knows %s', (_, error) => expect(isDatabaseAway(error)).toBe(true))

  it.each([
    ['a unique violation', coded('P2002')],
    ['a raw statement that is wrong', raw({ kind: 'postgres', code: '42P01' })],
    ['a statement that took too long', coded('57014')],
    ['misuse of the driver', coded('ERR_INVALID_ARG_TYPE')],
    ['a defect of ours', new TypeError('x is not a function')],
    ['nothing', undefined],
  ])('takes %s for what it is', (_, error) => expect(isDatabaseAway(error)).toBe(false))
})

describe('unavailableIfAway', () => {
  it('names the part, and keeps what was said for the log', () => {
    const cause = coded('57P01')
    expect(unavailableIfAway(cause)).toMatchObject({ code: 'unavailable', details: { part: 'database' }, cause })
  })

  it('leaves every other error as it is', () => {
    const wrong = coded('42P01')
    expect(unavailableIfAway(wrong)).toBe(wrong)
  })
})

describe('isPrismaError', () => {
  it('does not take a line that somebody else was refused for one of Prisma', () => {
    expect(isPrismaError(coded('ECONNREFUSED'))).toBe(false)
  })
})
