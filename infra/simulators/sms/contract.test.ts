import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { httpSms } from '../../../api/adapters/sms/http.ts'
import type { PlantedFault } from '../program/faults.ts'
import { healFaults, messagesOn, plantFault, received } from '../control-client.ts'
import { type RunningSimulator, startSimulator } from '../start.ts'

const message = { phone: '13812345678', template: 'sign-in', parameters: { code: '042917' } }

describe('httpSms against the gateway', () => {
  let dataDir: string
  let gateway: RunningSimulator<{ token: string }>

  const sms = (options: { token?: string; timeoutMs?: number } = {}) =>
    httpSms({ url: gateway.url, token: gateway.credentials.token, ...options })
  const shownOn = (phone: string) => messagesOn(gateway.url, phone)

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-sms-'))
    gateway = await startSimulator('sms', { dataDir })
  })
  afterEach(() => healFaults(gateway.url))
  afterAll(async () => {
    await gateway.stop()
    await rm(dataDir, { recursive: true })
  })

  it('delivers a one-time code to the phone it was sent to, and to no other', async () => {
    await sms().send({ ...message, key: 'good' })
    expect(await shownOn('13812345678')).toMatchObject([message])
    expect(await shownOn('13900000000')).toEqual([])
  })

  it('sends one message when a key comes twice', async () => {
    const phone = '13700000001'
    await sms().send({ ...message, phone, key: 'twice' })
    await sms().send({ ...message, phone, key: 'twice' })
    expect(await shownOn(phone)).toHaveLength(1)
  })

  it('sends one message when the network repeats the request', async () => {
    const phone = '13700000002'
    await plantFault(gateway.url, { kind: 'duplicate' })
    await sms().send({ ...message, phone, key: 'repeated' })
    expect(await shownOn(phone)).toHaveLength(1)
    expect(await received(gateway.url)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ key: 'repeated', sent: true }),
        expect.objectContaining({ key: 'repeated', sent: false }),
      ]),
    )
  })

  it('fails when a key is used for another message', async () => {
    await sms().send({ ...message, key: 'mine' })
    await expect(sms().send({ ...message, parameters: { code: '1' }, key: 'mine' })).rejects.toMatchObject({
      code: 'idempotency-conflict',
    })
  })

  it('sends one message when the answer was lost and the caller tries again', async () => {
    const phone = '13700000003'
    await plantFault(gateway.url, { kind: 'slow', delayMs: 60_000 })
    await expect(sms({ timeoutMs: 100 }).send({ ...message, phone, key: 'lost' })).rejects.toMatchObject({
      code: 'unavailable',
    })
    await sms().send({ ...message, phone, key: 'lost' })
    expect(await shownOn(phone)).toHaveLength(1)
  })

  it.each<{ fault: PlantedFault; name: string }>([
    { fault: { kind: 'down' }, name: 'the gateway is down' },
    { fault: { kind: 'wrong-answer' }, name: 'the answer is a web page' },
    { fault: { kind: 'wrong-answer', answer: 'mixed-up' }, name: 'the answer belongs to another message' },
  ])('is unavailable when $name', async ({ fault, name }) => {
    await plantFault(gateway.url, fault)
    await expect(sms().send({ ...message, key: name })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('is unavailable when the token is refused', async () => {
    await expect(sms({ token: 'stale' }).send({ ...message, key: 'stale' })).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  it('says that the message is bad without repeating phone or code', async () => {
    const refusal = await sms()
      .send({ ...message, phone: '12345', key: 'bad' })
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'bad-input' })
    expect(JSON.stringify(refusal)).not.toMatch(/12345|042917/)
  })

  it('gives answers that overtake each other to the right callers', async () => {
    await plantFault(gateway.url, { kind: 'out-of-order' })
    await expect(
      Promise.all([sms().send({ ...message, key: 'first' }), sms().send({ ...message, key: 'second' })]),
    ).resolves.toHaveLength(2)
  })

  it('remembers after a restart what it sent', async () => {
    const phone = '13700000004'
    await sms().send({ ...message, phone, key: 'before' })
    await gateway.stop()
    await expect(sms().send({ ...message, phone, key: 'between' })).rejects.toMatchObject({ code: 'unavailable' })

    gateway = await startSimulator('sms', { dataDir })
    await sms().send({ ...message, phone, key: 'before' })
    expect(await shownOn(phone)).toHaveLength(1)
  })
})
