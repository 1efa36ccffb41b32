import type { Client } from 'pg'
import type { ReaderName } from './readers.ts'

/** What lists and searches are asked: every address of the API that answers with a list, as the portals ask for it and in the ways that are hard for a database. */
export interface Question {
  readonly name: string
  readonly reader: ReaderName
  /** One after another; each is asked anew. */
  readonly paths: readonly string[]
}

/** Rows that exist, to ask for. */
interface Samples {
  readonly plates: readonly string[]
  readonly numbers: readonly string[]
  readonly ids: readonly string[]
  readonly longAgo: {
    readonly accident: string
    readonly order: string
    readonly claim: string
    readonly review: string
    readonly audit: string
  }
  readonly actor: string
}

export async function questions(owner: Client): Promise<Question[]> {
  const { plates, numbers, ids, longAgo, actor } = await samples(owner)
  const [day, month] = [`from=${daysAgo(400)}&to=${daysAgo(400)}`, `from=${daysAgo(730)}&to=${daysAgo(700)}`]
  const lists = (reader: ReaderName, path: string, asked: Readonly<Record<string, string | readonly string[]>>) =>
    Object.entries(asked).map(([name, query]): Question => ({
      name: `${path}: ${name}`,
      reader,
      paths: [query].flat().map((one) => `${path}?${one}`),
    }))
  const find = (texts: readonly string[]) => texts.map((text) => `find=${encodeURIComponent(text)}&limit=50`)
  const cases = {
    newest: 'limit=50',
    'long ago': `limit=50&after=${longAgo.accident}`,
    'state deciding': 'state=deciding&limit=50',
    'state closed': 'state=closed&limit=50',
    'state with-officer': 'state=with-officer&limit=50',
    'a day': `${day}&limit=50`,
    'a month long ago': `${month}&limit=50`,
    'a plate': find(plates),
    'the end of a plate': find(plates.map((plate) => plate.slice(-4))),
    'three characters': find(plates.map((plate) => plate.slice(-4, -1))),
    'two characters': find(plates.map((plate) => plate.slice(-2))),
    'a plate that is nowhere': find(['琼Z99999', '沪ZZ9']),
    'two characters that are nowhere': find(['琼Z', 'ZQ']),
    'a number': find(numbers),
    'district and day of a number': find(numbers.map((number) => number.slice(0, 14))),
    'a plate in a state within a month': find(plates).map((query) => `${query}&state=closed&${month}`),
  }
  return [
    ...lists('officer', '/accidents', cases),
    ...lists('chief', '/accidents', cases),
    ...lists('officer of a new district', '/accidents', cases),
    ...lists('clerk', '/accidents', cases),
    ...lists('clerk of a small insurer', '/accidents', cases),
    ...lists('auditor', '/accidents', cases),
    ...lists('surveyor', '/accidents', {
      ...cases,
      'in the queue': 'taken=nobody&limit=50',
      'his own': 'taken=mine&limit=50',
    }),
    ...lists('driver', '/accidents', { newest: 'limit=50', 'a plate': find(plates) }),
    ...(['officer', 'chief', 'officer of a new district'] as const).flatMap((reader) => [
      ...lists(reader, '/officer-orders', { newest: 'limit=50', 'long ago': `limit=50&after=${longAgo.order}` }),
      ...lists(reader, '/reviews', {
        open: 'limit=50',
        closed: 'state=closed&limit=50',
        'closed long ago': `state=closed&limit=50&after=${encodeURIComponent(longAgo.review)}`,
      }),
    ]),
    ...(['officer', 'officer of a new district', 'clerk', 'clerk of a small insurer', 'auditor'] as const).flatMap(
      (reader) =>
        lists(reader, '/claims', {
          newest: 'limit=50',
          'long ago': `limit=50&after=${longAgo.claim}`,
          pending: 'state=pending&limit=50',
          rejected: 'state=rejected&limit=50',
        }),
    ),
    ...lists('auditor', '/audit/events', {
      newest: 'limit=50',
      'long ago': `limit=50&after=${encodeURIComponent(longAgo.audit)}`,
      'a rare action': 'action=accident.taken-over&limit=50',
      'an action that never was': 'action=accident.never&limit=50',
      'of one person': `actorId=${actor}&limit=50`,
      'of one person, a rare action': `actorId=${actor}&action=accident.taken-over&limit=50`,
      'of one case': ids.map((id) => `stream=accident:${id}&limit=50`),
    }),
    ...lists('security administrator', '/staff', { all: 'limit=50' }),
    ...lists('security administrator', '/authorisations', { newest: 'limit=50' }),
    ...lists('chief', '/surveyors', { 'by name': find(['某1']).map((query) => query.replace('&limit=50', '')) }),
    ...lists('chief', '/units', { all: '' }),
    ...lists('security administrator', '/insurers', { all: '' }),
  ]
}

/** What one case's page asks for, all at once; for cases of all ages. */
export async function casePages(owner: Client): Promise<string[][]> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from accident where "districtCode" = '230602' and state = 'closed' and "surveyorId" is not null and abs(hashint8extended(extract(epoch from "reportedAt")::bigint, 9)) % 500 = 0
     order by id limit 60`,
  )
  return rows.map(({ id }) =>
    ['', '/timeline', '/evidence', '/determination', '/settlement'].map((part) => `/accidents/${id}${part}`),
  )
}

async function samples(owner: Client): Promise<Samples> {
  const all = async (sql: string) => (await owner.query<{ value: string }>(sql)).rows.map(({ value }) => value)
  const one = async (sql: string) => (await all(sql))[0] ?? ''
  const nth = (column: string, table: string, times = 20) =>
    all(`select ${column} as value from ${table} tablesample system (0.1) repeatable (7) limit ${times}`)
  const older = (table: string) =>
    one(`select id as value from ${table} order by id offset (select count(*) from ${table}) * 6 / 10 limit 1`)
  return {
    plates: await nth('"plateNumber"', 'vehicle'),
    numbers: await nth('number', 'accident'),
    ids: await nth('id', 'accident'),
    longAgo: {
      accident: await older('accident'),
      order: await older('officer_order'),
      claim: await older('claim'),
      review: `flagged|${await older('review')}`,
      audit: await one(
        `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '|' || stream || '|' || seq as value from audit_event order by at offset (select count(*) from audit_event) * 6 / 10 limit 1`,
      ),
    },
    actor: await one(
      `select "surveyorId" as value from accident where "surveyorId" is not null order by id desc limit 1`,
    ),
  }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
