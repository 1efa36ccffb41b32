import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedPages } from '../../api/modules/determinations/document/pdf-reading.ts'
import { notePhotos } from '../../api/modules/accidents/service.ts'
import { determinationSweeps } from '../../api/modules/determinations/jobs.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, sign, signingCode, strokes, takenCase, versionOf } from './determinations.cases.ts'

let platform: TestPlatform
let li: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  li = await platform.staff('surveyor.li')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

async function issuedCase() {
  const taken = await takenCase(platform, li)
  return { ...taken, determination: await issue(platform, li, taken.id) }
}

const auditActions = async (id: string) =>
  (await platform.ctx.db.auditEvent.findMany({ where: { stream: `accident:${id}` }, orderBy: { seq: 'asc' } })).map(
    ({ action }) => action,
  )

describe('signing', () => {
  it('brings the agreement into force with the last signature, and tells everybody once', async () => {
    const signed = await issuedCase()
    const first = await sign(platform, signed, 'A')
    expect(first).toMatchObject({ status: 200, body: { state: 'signing', awaiting: ['B'], inForceAt: null } })
    const last = await sign(platform, signed, 'B')
    expect(last).toMatchObject({ status: 200, body: { state: 'in-force', awaiting: [], dueAt: null } })
    expect(last.body.signatures.map(({ side, you }: { side: string; you: boolean }) => [side, you])).toEqual([
      ['A', false],
      ['B', true],
    ])
    await platform.idle()
    const announced = await platform.ctx.db.outboxEvent.findMany({ where: { topic: 'determination.in-force' } })
    const own = announced.filter(({ payload }) => (payload as { accidentId: string }).accidentId === signed.id)
    expect(own).toHaveLength(1)
    expect(await auditActions(signed.id)).toEqual(
      expect.arrayContaining(['determination.document-sealed', 'determination.signed', 'determination.all-signed']),
    )
  })

  it('of two last signatures at once makes exactly one agreement in force', async () => {
    const signed = await issuedCase()
    const { determination, parties, phones, id } = signed
    const codes = {
      A: await signingCode(platform, parties.A, phones.A, determination.id),
      B: await signingCode(platform, parties.B, phones.B, determination.id),
    }
    const path = `/determinations/${determination.id}/signatures`
    const answers = await Promise.all(
      (['A', 'B'] as const).map((side) =>
        parties[side].post(path, { documentSha256: determination.document.sha256, code: codes[side], strokes }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers.map(({ body }) => body.state).sort()).toEqual(['in-force', 'signing'])
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id, state: 'in-force' } })).toBe(1)
    expect(await platform.ctx.db.signature.count({ where: { determinationId: determination.id } })).toBe(2)
    expect((await auditActions(id)).filter((action) => action === 'accident.all-signed')).toHaveLength(1)
  })

  it('and a new version at once: one wins, the other is told', async () => {
    const { id, determination, parties, phones } = await issuedCase()
    const code = await signingCode(platform, parties.A, phones.A, determination.id)
    const [signed, reissued] = await Promise.all([
      parties.A.post(`/determinations/${determination.id}/signatures`, {
        documentSha256: determination.document.sha256,
        code,
        strokes,
      }),
      li.post(`/accidents/${id}/determinations`, { version: await versionOf(li, id), contacts: [rearEnd()] }),
    ])
    expect([
      [200, 409],
      [409, 201],
    ]).toContainEqual([signed.status, reissued.status])
    const live = await platform.ctx.db.determination.count({ where: { accidentId: id, state: 'signing' } })
    expect(live).toBe(1)
  })

  it('and photos assessed at the same moment do not wait for each other for ever', async () => {
    const signed = await issuedCase()
    const { ctx } = platform
    const photos = [{ shot: 'other', subject: null, accepted: true }]
    const noted = Array.from({ length: 6 }, () => ctx.transact((tx) => notePhotos(ctx, tx, signed.id, photos)))
    const [first] = await Promise.all([sign(platform, signed, 'A'), ...noted])
    const more = Array.from({ length: 6 }, () => ctx.transact((tx) => notePhotos(ctx, tx, signed.id, photos)))
    const [last] = await Promise.all([sign(platform, signed, 'B'), ...more])
    expect([first.status, last.status, last.body.state]).toEqual([200, 200, 'in-force'])
  })

  it('answers a repeated signature with what is there', async () => {
    const signed = await issuedCase()
    const { determination, parties, phones } = signed
    const code = await signingCode(platform, parties.A, phones.A, determination.id)
    const path = `/determinations/${determination.id}/signatures`
    const input = { documentSha256: determination.document.sha256, code, strokes }
    const key = randomUUID()
    const [first, sameKey, otherKey] = [
      await parties.A.post(path, input, { key }),
      await parties.A.post(path, input, { key }),
      await parties.A.post(path, input),
    ]
    expect([first.status, sameKey.status, otherKey.status]).toEqual([200, 200, 200])
    expect(await platform.ctx.db.signature.count({ where: { determinationId: determination.id } })).toBe(1)
  })

  it('binds the one document: another hash, another code, another document’s code are refused', async () => {
    const { determination, parties, phones } = await issuedCase()
    const other = await issuedCase()
    const path = `/determinations/${determination.id}/signatures`
    const documentSha256 = determination.document.sha256
    const code = await signingCode(platform, parties.A, phones.A, determination.id)
    const wrong = code === '000000' ? '000001' : '000000'
    const hash = createHash('sha256').update('another').digest('hex')
    const codeOf = async (input: object) => (await parties.A.post(path, input)).body.code
    expect(await codeOf({ documentSha256: hash, code, strokes })).toBe('document-changed')
    expect(await codeOf({ documentSha256, code: wrong, strokes })).toBe('code-invalid')
    const foreign = await signingCode(platform, other.parties.A, other.phones.A, other.determination.id)
    if (foreign !== code) expect(await codeOf({ documentSha256, code: foreign, strokes })).toBe('code-invalid')
    expect(await codeOf({ documentSha256, code, strokes })).toBeUndefined()
  })

  it('is shown on a sheet of its own, bound to the sealed document', async () => {
    const signed = await issuedCase()
    const path = `/determinations/${signed.determination.id}/signature-sheet`
    expect((await signed.parties.A.get(path)).body.code).toBe('not-now')
    await sign(platform, signed, 'A')
    const { body } = await signed.parties.B.get(path)
    expect((await signed.parties.A.get(path)).status).toBe(200)
    const pdf = await fetch(body.url).then((answer) => answer.arrayBuffer())
    expect(printedPages(Buffer.from(pdf)).flat().join('')).toContain(signed.determination.document.sha256)
    expect((await (await platform.staff('auditor')).get(path)).status).toBe(403)
    expect((await (await platform.staff('officer.sun')).get(path)).status).toBe(404)
  })

  it.each<[string, object]>([
    ['nothing', {}],
    ['no strokes', { documentSha256: 'a'.repeat(64), code: '123456', strokes: [] }],
    ['a hash that is none', { documentSha256: 'abc', code: '123456', strokes }],
    ['a code of letters', { documentSha256: 'a'.repeat(64), code: 'abcdef', strokes }],
    ['a stroke without points', { documentSha256: 'a'.repeat(64), code: '123456', strokes: [[]] }],
  ])('refuses %s', async (_, input) => {
    const { determination, parties } = await sharedCase()
    const { status, body } = await parties.A.post(`/determinations/${determination.id}/signatures`, input)
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'bad-input' })
  })

  it('is for the parties only', async () => {
    const { determination } = await sharedCase()
    const foreign = await platform.driver('13700009999')
    const input = { documentSha256: determination.document.sha256, code: '123456', strokes }
    for (const path of ['codes', 'signatures', 'refusals']) {
      const body = path === 'refusals' ? { reason: '不同意' } : input
      expect((await foreign.post(`/determinations/${determination.id}/${path}`, body)).status, path).toBe(404)
      expect((await li.post(`/determinations/${determination.id}/${path}`, body)).status, path).toBe(403)
      expect((await foreign.post(`/determinations/${randomUUID()}/${path}`, body)).status, path).toBe(404)
    }
    expect((await foreign.get(`/accidents/${determination.accidentId}/determination`)).status).toBe(404)
  })

  it('ends when an officer has taken the case', async () => {
    const { id, determination, parties, phones } = await issuedCase()
    const code = await signingCode(platform, parties.A, phones.A, determination.id)
    await act(officer, id, 'taking-over', { reason: '现场有争议' })
    const input = { documentSha256: determination.document.sha256, code, strokes }
    const answer = await parties.A.post(`/determinations/${determination.id}/signatures`, input)
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})

describe('a party who does not agree', () => {
  it('sends the case to an officer, and nobody can sign any more', async () => {
    const { id, determination, parties } = await issuedCase()
    const path = `/determinations/${determination.id}/refusals`
    expect((await parties.B.post(path, {})).status).toBe(400)
    const refused = await parties.B.post(path, { reason: '我没有追尾' })
    expect(refused).toMatchObject({
      status: 200,
      body: { state: 'declined', endedReason: '我没有追尾', signatures: [{ side: 'B', kind: 'refused' }] },
    })
    expect((await officer.get(`/accidents/${id}`)).body).toMatchObject({
      state: 'with-officer',
      officerRequested: true,
    })
    expect((await parties.A.post(`/determinations/${determination.id}/codes`)).body.code).toBe('not-now')
    expect((await parties.B.post(path, { reason: '再说一次' })).body.code).toBe('not-now')
  })

  it('of two refusals at once counts one', async () => {
    const { determination, parties } = await issuedCase()
    const path = `/determinations/${determination.id}/refusals`
    const answers = await Promise.all([parties.A, parties.B].map((party) => party.post(path, { reason: '不同意' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await platform.ctx.db.officerOrder.count({ where: { accidentId: determination.accidentId } })).toBe(1)
  })

  it('has signed, and then cannot refuse', async () => {
    const signed = await issuedCase()
    await sign(platform, signed, 'A')
    const path = `/determinations/${signed.determination.id}/refusals`
    expect((await signed.parties.A.post(path, { reason: '后悔了' })).body.code).toBe('not-now')
  })
})

describe('the public check', () => {
  it('tells whoever holds the document how it stands, and no more', async () => {
    const signed = await issuedCase()
    const { document } = signed.determination
    const stranger = platform.stranger()
    const open = await stranger.get(`/checks/${document.checkCode}`)
    expect(open).toMatchObject({
      status: 200,
      body: { number: document.number, state: 'awaiting-signatures', sha256: document.sha256, pages: document.pages },
    })
    expect(open.body.plates).toEqual(['黑E***02', '黑E***04'])
    expect(Object.keys(open.body).sort()).toEqual(
      ['inForceAt', 'kind', 'number', 'occurredAt', 'pages', 'plates', 'sealedAt', 'sha256', 'state'].sort(),
    )
    await sign(platform, signed, 'A')
    await sign(platform, signed, 'B')
    const typed = document.checkCode.replaceAll('-', '').toLowerCase()
    expect((await stranger.get(`/checks/${typed}`)).body.state).toBe('in-force')
  })

  it('compares the PDF in hand', async () => {
    const { determination } = await sharedCase()
    const stranger = platform.stranger()
    const path = `/checks/${determination.document.checkCode}/comparison`
    expect((await stranger.post(path, { sha256: determination.document.sha256 })).body).toEqual({ matches: true })
    expect((await stranger.post(path, { sha256: 'f'.repeat(64) })).body).toEqual({ matches: false })
    expect((await stranger.post(path, { sha256: 'no' })).status).toBe(400)
  })

  it('knows nothing of codes that were never given out', async () => {
    const stranger = platform.stranger()
    expect((await stranger.get('/checks/K7QM-4F2X-9RDA-H5WT')).status).toBe(404)
    expect((await stranger.get('/checks/short')).status).toBe(400)
    expect((await stranger.post('/checks/K7QM-4F2X-9RDA-H5WT/comparison', { sha256: 'f'.repeat(64) })).status).toBe(404)
  })
})

describe('the deadline', () => {
  it('sends what was not signed in a day to an officer, once', async () => {
    const clock = settableClock(new Date())
    const other = await startTestPlatform({ clock })
    try {
      const surveyor = await other.staff('surveyor.li')
      const { id } = await takenCase(other, surveyor)
      const determination = await issue(other, surveyor, id)
      const [sweep] = determinationSweeps
      clock.advance(23 * 3_600_000)
      await sweep?.run(other.ctx)
      expect(await other.ctx.db.determination.findUnique({ where: { id: determination.id } })).toMatchObject({
        state: 'signing',
      })
      clock.advance(2 * 3_600_000)
      await Promise.all([sweep?.run(other.ctx), sweep?.run(other.ctx)])
      expect(await other.ctx.db.determination.findUnique({ where: { id: determination.id } })).toMatchObject({
        state: 'lapsed',
        dueAt: null,
      })
      expect(await other.ctx.db.accident.findUnique({ where: { id } })).toMatchObject({ state: 'with-officer' })
      expect(await other.ctx.db.officerOrder.count({ where: { accidentId: id } })).toBe(1)
    } finally {
      await other.stop()
    }
  })
})

let shared: Awaited<ReturnType<typeof issuedCase>> | undefined
/** One case for everything that must leave it as it is. */
async function sharedCase() {
  return (shared ??= await issuedCase())
}
