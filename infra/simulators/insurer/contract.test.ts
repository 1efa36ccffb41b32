import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { httpInsurers } from '../../../api/adapters/insurers/http.ts'
import { insurerCodeTables, type Liability } from '../../../api/adapters/insurers/liability-codes.ts'
import { signRequest } from '../../../api/adapters/insurers/signature.ts'
import type { ClaimReport } from '../../../api/kernel/ports.ts'
import { claimsAt, healFaults, plantFault } from '../control-client.ts'
import type { PlantedFault } from '../program/faults.ts'
import { type RunningSimulator, startSimulator } from '../start.ts'

const insurerIds = ['PICC', 'PAIC', 'CPIC', 'CCIC'] as const
type InsurerId = (typeof insurerIds)[number]

const party: ClaimReport['parties'][number] = {
  side: 'A',
  plateNumber: '黑E00001',
  plateKind: '02',
  driverName: '王建国',
  driverPhone: '13812345678',
  licenceNumber: '11010519491231002X',
  policyNumber: 'PDZA2026000000000001',
  insurerId: 'PICC',
  liability: 'full',
  sharePercent: 100,
  lossCents: 500_000,
}

const report: ClaimReport = {
  accidentNumber: 'A-2026-0001',
  occurredAt: '2026-11-23T01:02:03.000Z',
  place: '世纪大道与经三街交叉口',
  weather: '晴',
  accidentForm: '追尾',
  documentSha256: 'a'.repeat(64),
  documentUrl: '/documents/1?expires=1',
  mutualClaim: false,
  parties: [party],
  lines: [{ from: 'PICC', to: 'B', cover: 'compulsory', amountCents: 200_000 }],
}

const insuredWith = (insurerId: string): ClaimReport => ({ ...report, parties: [{ ...party, insurerId }] })

describe('httpInsurers against the claim intake', () => {
  let dataDir: string
  let intake: RunningSimulator<{ secrets: Record<string, string> }>

  const connection = (id: InsurerId, secret = secretOf(id)) => ({
    id,
    url: `${intake.url}/${id}`,
    secret,
    codeTable: insurerCodeTables[id],
  })
  const insurers = (timeoutMs?: number) =>
    httpInsurers({
      insurers: insurerIds.map((id) => connection(id)),
      publicUrl: 'https://kuaichu.example.cn',
      timeoutMs,
    })
  const claimOf = async (key: string) => (await claimsAt(intake.url)).filter((claim) => claim.key === key)

  function secretOf(id: string): string {
    const secret = intake.credentials.secrets[id]
    if (!secret) throw new Error(`no secret for ${id}`)
    return secret
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-insurer-'))
    intake = await startSimulator('insurer', { dataDir })
  })
  afterEach(() => healFaults(intake.url))
  afterAll(async () => {
    await intake.stop()
    await rm(dataDir, { recursive: true })
  })

  it.each(insurerIds)('%s takes a report and answers with a claim number of its own', async (insurerId) => {
    const answer = await insurers().reportClaim(insurerId, insuredWith(insurerId), `good-${insurerId}`)
    const [claim] = await claimOf(`good-${insurerId}`)
    expect(answer).toEqual({ status: 'accepted', claimNumber: claim?.claimNumber })
    expect(claim).toMatchObject({ insurerId, arrivals: 1, report: { accidentNumber: report.accidentNumber } })
  })

  it('gives the insurer an address of the document that it can open from outside', async () => {
    await insurers().reportClaim('PICC', report, 'address')
    expect((await claimOf('address')).at(0)?.report.documentUrl).toBe(
      'https://kuaichu.example.cn/documents/1?expires=1',
    )
  })

  it.each(
    insurerIds.flatMap((insurerId) => {
      const meanings = { full: '全部责任', main: '主要责任', equal: '同等责任', secondary: '次要责任', none: '无责任' }
      return Object.entries(meanings).map(
        ([liability, meaning]) => [insurerId, liability as Liability, meaning] as const,
      )
    }),
  )('%s understands "%s" as %s', async (insurerId, liability, meaning) => {
    const key = `${insurerId}-${liability}`
    const parties = [{ ...party, insurerId, liability }]
    expect(await insurers().reportClaim(insurerId, { ...report, parties }, key)).toMatchObject({ status: 'accepted' })
    expect((await claimOf(key)).at(0)?.liability).toEqual([{ side: 'A', meaning }])
  })

  describe('one key is one claim', () => {
    it('answers a repeated report with the same claim number', async () => {
      const first = await insurers().reportClaim('PICC', report, 'twice')
      expect(await insurers().reportClaim('PICC', report, 'twice')).toEqual(first)
      expect(await claimOf('twice')).toMatchObject([{ arrivals: 2 }])
    })

    it('also when the link to the document was renewed in between', async () => {
      const first = await insurers().reportClaim('PICC', report, 'renewed')
      const renewed = { ...report, documentUrl: '/documents/1?expires=2' }
      expect(await insurers().reportClaim('PICC', renewed, 'renewed')).toEqual(first)
    })

    it('also when the network repeats the request', async () => {
      await plantFault(intake.url, { kind: 'duplicate' })
      await insurers().reportClaim('PAIC', insuredWith('PAIC'), 'repeated')
      expect(await claimOf('repeated')).toMatchObject([{ arrivals: 2 }])
    })

    it('also when the answer was lost and the report is sent again', async () => {
      await plantFault(intake.url, { kind: 'slow', delayMs: 60_000 })
      expect(await insurers(1_000).reportClaim('PICC', report, 'lost')).toEqual({
        status: 'unavailable',
        reason: 'unreachable-or-late',
      })
      const answer = await insurers().reportClaim('PICC', report, 'lost')
      expect(await claimOf('lost')).toMatchObject([{ arrivals: 2, claimNumber: Reflect.get(answer, 'claimNumber') }])
    })

    it('also when the insurer was restarted in between', async () => {
      const first = await insurers().reportClaim('CPIC', insuredWith('CPIC'), 'restart')
      await intake.stop()
      expect(await insurers().reportClaim('CPIC', insuredWith('CPIC'), 'restart')).toMatchObject({
        status: 'unavailable',
      })
      intake = await startSimulator('insurer', { dataDir })
      expect(await insurers().reportClaim('CPIC', insuredWith('CPIC'), 'restart')).toEqual(first)
    })

    it('and is refused for another accident', async () => {
      await insurers().reportClaim('PICC', report, 'mine')
      const other = { ...report, accidentNumber: 'A-2026-0002' }
      expect(await insurers().reportClaim('PICC', other, 'mine')).toEqual({ status: 'rejected', reason: 'key-reused' })
    })
  })

  it.each<{ fault: PlantedFault; reason: string }>([
    { fault: { kind: 'down' }, reason: 'down' },
    { fault: { kind: 'wrong-answer' }, reason: 'answer-not-understood' },
    { fault: { kind: 'wrong-answer', answer: 'mixed-up' }, reason: 'answer-to-another-report' },
  ])('may be tried again after $reason, and opens one claim', async ({ fault, reason }) => {
    await insurers().reportClaim('PICC', report, `before ${reason}`)
    await plantFault(intake.url, fault)
    expect(await insurers().reportClaim('PICC', report, reason)).toEqual({ status: 'unavailable', reason })
    expect(await insurers().reportClaim('PICC', report, reason)).toMatchObject({ status: 'accepted' })
    expect(await claimOf(reason)).toHaveLength(1)
  })

  it('gives answers that overtake each other to the right reports', async () => {
    await plantFault(intake.url, { kind: 'out-of-order' })
    const keys = ['first', 'second']
    const answers = await Promise.all(keys.map((key) => insurers().reportClaim('PICC', report, key)))
    const numbers = await Promise.all(keys.map(async (key) => (await claimOf(key)).at(0)?.claimNumber))
    expect(answers).toEqual(numbers.map((claimNumber) => ({ status: 'accepted', claimNumber })))
  })

  it('is rejected for good when the insurer has no party in it, without a word about the parties', async () => {
    expect(await insurers().reportClaim('CCIC', report, 'stranger')).toEqual({
      status: 'rejected',
      reason: 'no-party-insured-here',
    })
  })

  it('is rejected for good by an insurer that is not connected', async () => {
    expect(await insurers().reportClaim('TPIC', report, 'absent')).toMatchObject({ status: 'rejected' })
  })

  describe('the signature', () => {
    const body = '{}'
    const sign = (at: Date, secret: string) =>
      signRequest(
        { path: '/PICC/claims', body, idempotencyKey: 'k' },
        { keyId: 'PICC', secret, nonce: 'nonce-0001', at },
      )
    const post = async (headers: Record<string, string>, sent = body, insurerId = 'PICC') => {
      const response = await fetch(`${intake.url}/${insurerId}/claims`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: sent,
      })
      return { status: response.status, json: await response.json() }
    }
    const refused = (code: string) => ({ status: 401, json: { code } })

    it('under another secret is refused, and a right one may be tried later', async () => {
      const mistaken = httpInsurers({
        insurers: [connection('PICC', 'wrong')],
        publicUrl: 'https://kuaichu.example.cn',
      })
      expect(await mistaken.reportClaim('PICC', report, 'secret')).toEqual({
        status: 'unavailable',
        reason: 'signature-wrong',
      })
      expect(await claimOf('secret')).toEqual([])
    })

    it('is refused when it is missing', async () => {
      expect(await post({})).toEqual(refused('signature-missing'))
    })

    it.each([-330, 330])('is refused when its time lies %d seconds from now', async (seconds) => {
      const at = new Date(Date.now() + seconds * 1000)
      expect(await post(sign(at, secretOf('PICC')))).toEqual(refused('signature-stale'))
    })

    it('is refused when body, key or addressee are not those that were signed', async () => {
      const signed = sign(new Date(), secretOf('PICC'))
      expect(await post(signed, '{"a":1}')).toEqual(refused('signature-wrong'))
      expect(await post({ ...signed, 'idempotency-key': 'other' })).toEqual(refused('signature-wrong'))
      expect(await post(signed, body, 'PAIC')).toEqual(refused('signature-wrong'))
    })

    it('is taken once, and refused when it is replayed, also after a restart', async () => {
      const signed = sign(new Date(), secretOf('PICC'))
      expect(await post(signed)).toMatchObject({ status: 422 })
      expect(await post(signed)).toEqual(refused('signature-replayed'))

      await intake.stop()
      intake = await startSimulator('insurer', { dataDir })
      expect(await post(signed)).toEqual(refused('signature-replayed'))
    })
  })
})
