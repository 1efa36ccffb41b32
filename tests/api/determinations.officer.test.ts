import { createPublicKey, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { getDeterminationInForce } from '../../api/modules/determinations/service.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, sign, takenCase, versionOf } from './determinations.cases.ts'

let platform: TestPlatform
/** CPIC, mandate countersign in this district. */
let wu: Caller
let li: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  wu = await platform.staff('surveyor.wu')
  li = await platform.staff('surveyor.li')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

async function waitingCase() {
  const taken = await takenCase(platform, wu)
  return { ...taken, determination: await issue(platform, wu, taken.id) }
}

const reason = '驾驶人陈述与照片一致'

describe('a surveyor under mandate countersign', () => {
  it('issues nothing alone: the determination waits for an officer, without a document', async () => {
    const { id, determination, parties } = await waitingCase()
    expect(determination).toMatchObject({
      state: 'countersigning',
      mandate: 'countersign',
      kind: 'simple-procedure',
      document: null,
    })
    const { body } = await parties.A.get(`/accidents/${id}`)
    expect(body.state).toBe('countersigning')
    expect((await parties.A.post(`/determinations/${determination.id}/codes`)).status).toBe(409)
  })

  it('is countersigned: in force with the officer’s document', async () => {
    const { id, determination, parties } = await waitingCase()
    const signed = await officer.post(`/determinations/${determination.id}/countersignature`, {
      version: determination.version,
    })
    expect(signed).toMatchObject({ status: 200, body: { state: 'in-force', countersignedBy: '王建国' } })
    await platform.idle()
    const { body } = await parties.A.get(`/accidents/${id}/determination`)
    expect(body.document).toMatchObject({ kind: 'simple-procedure' })
    const found = await getDeterminationInForce(platform.ctx.db, id)
    expect(found).toMatchObject({ id: determination.id, document: { sha256: body.document.sha256 } })
  })

  it('is sent back with a reason, and decides anew', async () => {
    const { id, determination } = await waitingCase()
    const path = `/determinations/${determination.id}/withdrawal`
    expect((await officer.post(path, { version: determination.version })).status).toBe(400)
    const withdrawn = await officer.post(path, { version: determination.version, reason: '请补充照片' })
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn', endedReason: '请补充照片' } })
    expect(await issue(platform, wu, id)).toMatchObject({ revision: 2, state: 'countersigning' })
  })

  it('is replaced by the officer’s own decision; both stay on record', async () => {
    const { id, determination } = await waitingCase()
    const contacts = [rearEnd({ shares: { A: 'equal', B: 'equal' } })]
    const replaced = await officer.post(`/determinations/${determination.id}/replacement`, {
      version: determination.version,
      contacts,
      reason,
    })
    expect(replaced).toMatchObject({
      status: 201,
      body: {
        revision: 2,
        state: 'in-force',
        mandate: 'officer',
        departsFromProposal: true,
        decidedBy: { kind: 'officer' },
      },
    })
    const states = await platform.ctx.db.determination.findMany({
      where: { accidentId: id },
      orderBy: { revision: 'asc' },
    })
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'in-force'])
  })

  it('is countersigned, withdrawn or replaced by an officer of the district, at the version he saw', async () => {
    const { determination, parties } = await waitingCase()
    const elsewhere = await platform.staff('officer.sun')
    const { version } = determination
    const bodies = {
      countersignature: { version },
      withdrawal: { version, reason },
      replacement: { version, contacts: [rearEnd()], reason },
    }
    for (const [path, body] of Object.entries(bodies)) {
      const address = `/determinations/${determination.id}/${path}`
      expect((await wu.post(address, body)).status, path).toBe(403)
      expect((await elsewhere.post(address, body)).status, path).toBe(404)
      expect((await parties.A.post(address, body)).status, path).toBe(403)
      expect((await officer.post(address, { ...body, version: version + 1 })).body.code, path).toBe('conflict')
      expect((await officer.post(address, {})).status, path).toBe(400)
      expect((await officer.post(`/determinations/${randomUUID()}/${path}`, body)).status, path).toBe(404)
    }
  })

  it('of two officers at once lets one countersign', async () => {
    const { id, determination } = await waitingCase()
    const second = await platform.staff('officer.zhao')
    const path = `/determinations/${determination.id}/countersignature`
    const answers = await Promise.all(
      [officer, second].map((each) => each.post(path, { version: determination.version })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await platform.idle()
    expect(await platform.ctx.db.document.count({ where: { accidentId: id } })).toBe(1)
  })
})

describe('an officer alone', () => {
  it('determines in force at once, and his document follows', async () => {
    const { id, parties } = await takenCase(platform, li)
    await parties.A.post(`/accidents/${id}/officer-requests`, { reason: '双方有争议' })
    const input = {
      version: await versionOf(officer, id),
      contacts: [rearEnd({ shares: { A: 'main', B: 'secondary' } })],
      reason,
    }
    const path = `/accidents/${id}/officer-determinations`
    expect((await officer.post(path, { ...input, reason: undefined })).status).toBe(400)
    expect((await officer.post(path, { ...input, version: input.version - 1 })).body.code).toBe('conflict')
    expect((await li.post(path, input)).status).toBe(403)
    expect((await (await platform.staff('officer.sun')).post(path, input)).status).toBe(404)
    const decided = await officer.post(path, input)
    expect(decided).toMatchObject({ status: 201, body: { state: 'in-force', mandate: 'officer', reason } })
    expect((await officer.post(path, input)).status).toBe(409)
    await platform.idle()
    const { body } = await parties.B.get(`/accidents/${id}/determination`)
    expect(body.document.number).toContain('快认')
  })

  it('decides only what is with an officer', async () => {
    const { id } = await takenCase(platform, li)
    const input = { version: await versionOf(officer, id), contacts: [rearEnd()], reason }
    expect((await officer.post(`/accidents/${id}/officer-determinations`, input)).body.code).toBe('not-now')
  })

  it('supersedes an agreement in force, with reason, and never are two in force', async () => {
    const taken = await takenCase(platform, li)
    const { id } = taken
    // It departs from the proposal, so a review stays open and the case with it.
    const departing = { contacts: [rearEnd({ shares: { A: 'main', B: 'secondary' } })], reason: '乙方急刹' }
    const first = await issue(platform, li, id, departing)
    await sign(platform, taken, 'A')
    await sign(platform, taken, 'B')
    await platform.idle()
    await act(officer, id, 'taking-over', { reason: '发现新证据' })
    expect(await getDeterminationInForce(platform.ctx.db, id)).toMatchObject({ id: first.id })
    const decided = await act(officer, id, 'officer-determinations', { contacts: [rearEnd()], reason })
    expect(decided.revision).toBe(2)
    await platform.idle()
    const rows = await platform.ctx.db.determination.findMany({
      where: { accidentId: id },
      orderBy: { revision: 'asc' },
    })
    expect(rows.map(({ state, endedReason }) => [state, endedReason])).toEqual([
      ['superseded', reason],
      ['in-force', null],
    ])
    expect((await platform.stranger().get(`/checks/${first.document.checkCode}`)).body.state).toBe('superseded')
  })
})

describe('what is promised of all of it', () => {
  it('leaves an audit chain that verifies, documents and signatures included', async () => {
    const { ctx } = platform
    await platform.idle()
    const publicKey = createPublicKey(ctx.policy.auditSigningKey).export({ type: 'spki', format: 'pem' }).toString()
    const { broken, rows } = await verifyAudit({ db: ctx.db, objects: ctx.objects, publicKey })
    expect(broken).toEqual([])
    expect(rows).toBeGreaterThan(20)
  })
})
