import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform()
})
afterAll(() => platform.stop())

describe('a driver', () => {
  it('signs in with the code that was sent to his phone', async () => {
    const driver = await platform.driver('13900000001')
    const me = await driver.get('/me')
    expect(me.body).toMatchObject({ kind: 'driver', phone: '13900000001' })
  })
})
