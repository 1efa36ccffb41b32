import { execFile } from 'node:child_process'
import { chmod, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPublicKey } from 'node:crypto'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { sha256 } from '../../api/kernel/canonical.ts'
import { newestRootNumber, rootKey, sealAudit } from '../../api/kernel/audit/root.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { act, details, done, reported, type CaseBody } from '../support/cases.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
let first: CaseBody
let second: CaseBody
beforeAll(async () => {
  platform = await startTestPlatform()
  const driver = await platform.driver('13960000001')
  first = await reported(driver)
  second = await reported(driver)
  await platform.idle()
  done(await details(driver, first.id, 'A'))
  done(await act(driver, second.id, 'withdrawal', { reason: '误报' }))
  await platform.idle()
  await sealAudit(platform.ctx)
})
afterAll(() => platform.stop())

/** An intruder with the owner's rights. */
const owner = (sql: string, values: unknown[] = []) =>
  withClient(platform.ownerUrl, (client) => client.query<Record<string, unknown>>(sql, values))

const verify = async () => {
  const publicKey = createPublicKey(platform.ctx.policy.auditSigningKey)
    .export({ type: 'spki', format: 'pem' })
    .toString()
  return verifyAudit({ db: platform.ctx.db, objects: platform.ctx.objects, publicKey })
}
const storedAt = (key: string) => join(platform.ctx.policy.dataDir, 'objects', key)
const broken = async () => (await verify()).broken

/** Breaks something, looks, and mends it, so that the next test finds everything whole. */
async function intrusion<T>(harm: () => Promise<T>, mend: (kept: T) => Promise<unknown>) {
  const kept = await harm()
  try {
    return await broken()
  } finally {
    await mend(kept)
    expect(await broken()).toEqual([])
  }
}

const stream = () => `accident:${first.id}`
const events = async (where: string) => (await owner(`select * from audit_event where ${where}`)).rows
async function putBack(rows: Record<string, unknown>[]): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row)
    const places = columns.map((_, index) => `$${index + 1}`).join()
    await owner(
      `insert into audit_event (${columns.map((name) => `"${name}"`).join()}) values (${places})`,
      Object.values(row),
    )
  }
}

describe('the record', () => {
  it('is whole after what has been done', async () => {
    const { broken: breaks, ...counts } = await verify()
    expect(breaks).toEqual([])
    expect(counts.events).toBeGreaterThan(20)
    expect(counts.rows).toBeGreaterThan(20)
    expect(counts.roots).toBeGreaterThan(0)
  })

  it('stays whole to the eye while the server goes on working', async () => {
    const driver = await platform.driver('13960000002')
    const looks = Promise.all([verify(), verify()])
    for (let n = 0; n < 3; n++) await reported(driver)
    expect((await looks).flatMap(({ broken: breaks }) => breaks)).toEqual([])
    await platform.idle()
    expect(await broken()).toEqual([])
  })

  it.each([
    'update audit_event set action = action',
    'delete from audit_event',
    'truncate audit_event',
    'delete from audit_head',
  ])('cannot be changed by the application: %s', async (sql) => {
    const application = new pg.Client({ connectionString: platform.ctx.databaseUrl })
    await application.connect()
    try {
      await expect(application.query(sql)).rejects.toThrow('permission denied')
    } finally {
      await application.end()
    }
  })

  it('bears no name, number or statement', async () => {
    const text = (await platform.ctx.db.auditEvent.findMany())
      .map(({ canonical }) => Buffer.from(canonical).toString())
      .join()
    expect(text).not.toMatch(/1396000|230699|正常直行|王建国|黑E0/)
  })
})

describe('an intruder is found who', () => {
  it('changed one byte of one link', async () => {
    const place = `audit_event ${stream()} #1`
    const change = (by: number) =>
      owner(
        'update audit_event set canonical = set_byte(canonical, 20, get_byte(canonical, 20) + $2) where stream = $1 and seq = 1',
        [stream(), by],
      )
    const found = await intrusion(
      () => change(1),
      () => change(-1),
    )
    expect(found).toContainEqual({ place, problem: 'its content does not have its hash' })
  })

  it('changed a column that is shown, and left the bytes', async () => {
    const [row] = await events(`stream = '${stream()}' and seq = 1`)
    const set = (action: unknown) =>
      owner('update audit_event set action = $2 where stream = $1 and seq = 1', [stream(), action])
    const found = await intrusion(
      () => set('accident.nothing'),
      () => set(row?.action),
    )
    expect(found).toEqual([{ place: `audit_event ${stream()} #1`, problem: 'its columns differ from what was hashed' }])
  })

  it('changed a link and its hash', async () => {
    const [row] = await events(`stream = '${stream()}' and seq = 1`)
    const forged = Buffer.from(String(row?.canonical).replace('accident.reported', 'accident.repeated'))
    const set = (bytes: unknown, hash: unknown) =>
      owner('update audit_event set canonical = $2, hash = $3 where stream = $1 and seq = 1', [stream(), bytes, hash])
    const found = await intrusion(
      () => set(forged, Buffer.from(sha256(forged), 'hex')),
      () => set(row?.canonical, row?.hash),
    )
    expect(found).toContainEqual({
      place: `audit_event ${stream()} #2`,
      problem: 'it does not follow the link before it',
    })
  })

  it.each([
    ['accident', `"placeText" = "placeText" || '.'`, 'accident'],
    ['vehicle', `"ownerName" = 'x'`, 'vehicle'],
    ['party', `statement = 'x'`, 'party'],
    ['staff_user', `role = 'senior-officer'`, 'staffUser'],
    ['authorisation', `"validTo" = "validTo" + interval '1 ms'`, 'authorisation'],
  ])('changed one row of %s', async (table, change, model) => {
    const where =
      table === 'accident'
        ? `id = '${first.id}'`
        : table === 'vehicle' || table === 'party'
          ? `"accidentId" = '${first.id}' and side = 'A'`
          : `id = (select min(id::text)::uuid from ${table})`
    const [row] = (await owner(`select * from ${table} where ${where}`)).rows
    const column = /^"?(\w+)"?/.exec(change)?.[1] ?? ''
    const found = await intrusion(
      () => owner(`update ${table} set ${change} where id = $1`, [row?.id]),
      () => owner(`update ${table} set "${column}" = $2 where id = $1`, [row?.id, row?.[column]]),
    )
    expect(found).toMatchObject([
      { place: `${model} ${String(row?.id)}`, problem: expect.stringContaining('outside the record') as unknown },
    ])
  })

  it('added a row that no act made', async () => {
    const found = await intrusion(
      () => owner(`insert into party (id, "accidentId", side) values (gen_random_uuid(), $1, 'H')`, [first.id]),
      () => owner(`delete from party where side = 'H'`),
    )
    expect(found).toMatchObject([{ problem: 'no audit event knows this row' }])
  })

  it('removed the tail of a stream, and left its head', async () => {
    const [tail] = await events(`stream = '${stream()}' order by seq desc limit 1`)
    const found = await intrusion(
      () => owner('delete from audit_event where stream = $1 and seq = $2', [stream(), tail?.seq]),
      () => putBack(tail ? [tail] : []),
    )
    expect(found).toContainEqual(
      expect.objectContaining({
        place: `audit stream ${stream()}`,
        problem: expect.stringContaining('ends at') as unknown,
      }),
    )
  })

  it('removed the tail and wound the head back', async () => {
    const rows = await events(`stream = '${stream()}' order by seq desc limit 2`)
    const [tail, before] = rows
    const wind = (to: Record<string, unknown> | undefined) =>
      owner('update audit_head set seq = $2, hash = $3 where stream = $1', [stream(), to?.seq, to?.hash])
    const found = await intrusion(
      async () => {
        await owner('delete from audit_event where stream = $1 and seq = $2', [stream(), tail?.seq])
        await wind(before)
      },
      async () => {
        await putBack(tail ? [tail] : [])
        await wind(tail)
      },
    )
    expect(found).toContainEqual(
      expect.objectContaining({
        place: `audit stream ${stream()}`,
        problem: expect.stringContaining('sealed in root') as unknown,
      }),
    )
  })

  it('removed the head alone', async () => {
    const [head] = (await owner('select * from audit_head where stream = $1', [stream()])).rows
    const found = await intrusion(
      () => owner('delete from audit_head where stream = $1', [stream()]),
      () =>
        owner('insert into audit_head (stream, seq, hash) values ($1, $2, $3)', [head?.stream, head?.seq, head?.hash]),
    )
    expect(found).toEqual([{ place: `audit stream ${stream()}`, problem: 'its head is missing' }])
  })

  it('removed a whole stream with its head', async () => {
    const rows = await events(`stream = '${stream()}'`)
    const [head] = (await owner('select * from audit_head where stream = $1', [stream()])).rows
    const found = await intrusion(
      async () => {
        await owner('delete from audit_event where stream = $1', [stream()])
        await owner('delete from audit_head where stream = $1', [stream()])
      },
      async () => {
        await putBack(rows)
        await owner('insert into audit_head (stream, seq, hash) values ($1, $2, $3)', [
          head?.stream,
          head?.seq,
          head?.hash,
        ])
      },
    )
    expect(found).toContainEqual(
      expect.objectContaining({
        place: `audit stream ${stream()}`,
        problem: expect.stringContaining('is gone') as unknown,
      }),
    )
  })

  it('changed one byte of a stored file, or removed it', async () => {
    const bytes = Buffer.from('a photo as it came')
    await platform.ctx.objects.put('evidence/test', { bytes }, sha256(bytes))
    await owner(
      `insert into evidence (id, "accidentId", "uploadId", sha256, bytes, "mediaType", "objectKey", shot, "uploaderKind", "uploaderId", capture, "receivedAt", state)
       values (gen_random_uuid(), $1, 'u', $2, 18, 'image/jpeg', 'evidence/test', 'vehicle-plate', 'driver', gen_random_uuid(), '{}', now(), 'stored')`,
      [first.id, sha256(bytes)],
    )
    const path = storedAt('evidence/test')
    const changed = await intrusion(
      async () => {
        await chmod(path, 0o644)
        await writeFile(path, 'a photo as it cAme')
      },
      () => writeFile(path, bytes),
    )
    expect(changed).toMatchObject([
      {
        place: expect.stringContaining('(evidence/test)') as unknown,
        problem: 'the stored file does not have its SHA-256',
      },
    ])
    const removed = await intrusion(
      () => rename(path, `${path}.gone`),
      () => rename(`${path}.gone`, path),
    )
    expect(removed).toMatchObject([{ problem: 'the stored file is gone' }])
  })

  it('changed one byte of a sealed root', async () => {
    const number = await newestRootNumber(platform.ctx.objects)
    const path = storedAt(rootKey(number))
    const found = await intrusion(
      async () => {
        const kept = await readFile(path)
        const forged = Buffer.from(
          kept.toString().replace(/"seq":(\d)/, (_, seq: string) => `"seq":${(Number(seq) + 1) % 10}`),
        )
        await chmod(path, 0o644)
        await writeFile(path, forged)
        return kept
      },
      (kept) => writeFile(path, kept),
    )
    expect(found.map(({ place }) => place)).toContain(`audit root ${number}`)
  })

  it('removed a sealed root from between the others', async () => {
    await sealAudit(platform.ctx)
    await sealAudit(platform.ctx)
    const number = (await newestRootNumber(platform.ctx.objects)) - 1
    const path = storedAt(rootKey(number))
    const found = await intrusion(
      () => rename(path, `${path}.away`),
      () => rename(`${path}.away`, path),
    )
    expect(found.map(({ place }) => place)).toContain(`audit root ${number}`)
  })

  it('made the seal of a root unreadable', async () => {
    const where = `action = 'audit.sealed'`
    const [seal] = await events(where)
    const at = `stream = 'system' and seq = ${Number(seal?.seq)}`
    const found = await intrusion(
      () =>
        owner(
          `update audit_event set canonical = convert_to(replace(convert_from(canonical, 'UTF8'), '"number"', '"nomber"'), 'UTF8') where ${at}`,
        ),
      () => owner(`update audit_event set canonical = $1 where ${at}`, [seal?.canonical]),
    )
    expect(found).toContainEqual({
      place: `audit_event system #${Number(seal?.seq)}`,
      problem: 'it does not say which root was sealed',
    })
  })
})

describe('sealing', () => {
  it('by several processes at once leaves a chain of roots without a gap', async () => {
    const before = await newestRootNumber(platform.ctx.objects)
    await Promise.all([1, 2, 3].map(() => sealAudit(platform.ctx)))
    expect(await newestRootNumber(platform.ctx.objects)).toBe(before + 3)
    expect(await broken()).toEqual([])
  })
})

describe('npm run audit -- verify', () => {
  const cli = fileURLToPath(new URL('../../api/audit-cli.ts', import.meta.url))
  const run = async (...args: string[]) => {
    const env = { ...process.env, KUAICHU_DATA_DIR: platform.ctx.policy.dataDir }
    const started = promisify(execFile)(process.execPath, ['--import', 'tsx', cli, ...args], { env })
    return started.then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    )
  }
  const verifyIt = () =>
    run('verify', '--from', platform.ctx.databaseUrl, '--data', platform.ctx.policy.dataDir, '--json')

  it('ends with 0 when all is whole', async () => {
    const { code, stdout } = await verifyIt()
    expect([code, (JSON.parse(stdout) as { broken: unknown[] }).broken]).toEqual([0, []])
  })

  it('ends with 1 and names the place when it is not', async () => {
    await owner(`update party set statement = 'x' where "accidentId" = $1 and side = 'B'`, [second.id])
    const { code, stdout } = await verifyIt()
    await owner(`update party set statement = null where "accidentId" = $1 and side = 'B'`, [second.id])
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as { broken: object[] }).broken).toMatchObject([
      { place: expect.stringMatching(/^party /) as unknown },
    ])
  })

  it('ends with 2 when it could not look', async () => {
    expect((await run('verify', '--from', 'postgres://nobody:x@127.0.0.1:1/none')).code).toBe(2)
    expect((await run('check')).code).toBe(2)
    expect((await run('verify', '--fast')).code).toBe(2)
    const nowhere = join(platform.ctx.policy.dataDir, 'nowhere')
    expect((await run('verify', '--data', nowhere)).code).toBe(2)
    await expect(readdir(nowhere)).rejects.toThrow('ENOENT')
  })
})

describe('the list of what was done', () => {
  it('is the auditor’s alone', async () => {
    for (const name of ['security', 'system', 'chief.liu', 'officer.wang', 'surveyor.li', 'admin.picc'])
      expect([name, (await (await platform.staff(name)).get('/audit/events')).status]).toEqual([name, 403])
    const { status, body } = await (
      await platform.staff('auditor')
    ).get<{ items: object[] }>(`/audit/events?stream=${stream()}`)
    expect(status).toBe(200)
    expect(body.items.at(-1)).toMatchObject({ action: 'accident.reported', seq: 1, actorRole: 'driver' })
  })

  it('comes page by page, newest first', async () => {
    const auditor = await platform.staff('auditor')
    const list = (query: string) =>
      auditor.get<{ items: { stream: string; seq: number }[]; next: string | null }>(`/audit/events?${query}`)
    const whole = (await list(`stream=${stream()}&limit=200`)).body.items
    const seen: unknown[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body }: Awaited<ReturnType<typeof list>> = await list(
        `stream=${stream()}&limit=2${next ? `&after=${encodeURIComponent(next)}` : ''}`,
      )
      seen.push(...body.items)
      next = body.next
    }
    expect(seen).toEqual(whole)
    for (const after of [
      'x',
      '2026-01-01T00:00:00Z|x',
      '2026-01-01T00:00:00Z|x|99999999999',
      '+275000-01-01T00:00:00Z|x|1',
    ])
      expect([after, (await list(`after=${encodeURIComponent(after)}`)).status]).toEqual([after, 400])
  })
})
