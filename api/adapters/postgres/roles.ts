import { Client, escapeIdentifier, escapeLiteral } from 'pg'

/** The role that migrations name in their grants. Where the application signs in under another name, that one becomes its member. */
export const appRole = 'kuaichu_app'
export const ownerRole = 'kuaichu_owner'
export const databaseName = 'kuaichu'

/** Any number serves, as long as everybody who changes roles or schema takes the same. */
export const adminLock = 4_117_708_206

/**
 * Makes the two roles and the database, as a superuser of a server of our own. Can be repeated, also by several at once.
 * The owner may create databases (tests clone them) but is no superuser; the application role has what migrations grant it.
 */
export async function provision(superuserUrl: string, passwords: { owner: string; app: string }): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    if (await exists(client, 'pg_database', 'datname', databaseName)) return
    await client.query('SELECT pg_advisory_lock($1)', [adminLock])
    // A failing statement is logged with its text, and these hold passwords.
    await client.query('SET log_min_error_statement = panic')
    await ensureRole(client, ownerRole, `LOGIN CREATEDB PASSWORD ${escapeLiteral(passwords.owner)}`)
    await ensureRole(client, appRole, `LOGIN PASSWORD ${escapeLiteral(passwords.app)}`)
    if (await exists(client, 'pg_database', 'datname', databaseName)) return
    await client.query(`CREATE DATABASE ${databaseName} OWNER ${ownerRole}`)
  })
}

/**
 * Before migrations: sees to it that the role their grants name exists, and that the application's own role, if it is called
 * something else, has its rights. Runs as the owner.
 * @throws with the SQL that an administrator must run where the owner may not.
 */
export async function ensureAppRole(client: Client, login: string): Promise<void> {
  if (!(await exists(client, 'pg_roles', 'rolname', appRole)))
    await administer(client, `CREATE ROLE ${appRole}${login === appRole ? ' LOGIN' : ''}`)
  if (login === appRole) return
  if (!(await exists(client, 'pg_roles', 'rolname', login)))
    throw new Error(`role ${login} does not exist: an administrator must create it with LOGIN and a password`)
  const { rows } = await client.query<{ member: boolean }>('SELECT pg_has_role($1, $2, $3) AS member', [
    login,
    appRole,
    'MEMBER',
  ])
  if (!rows[0]?.member) await administer(client, `GRANT ${appRole} TO ${escapeIdentifier(login)}`)
}

/** One connection, for as long as `use` takes. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  // A lost connection fails the query under way or the next one; as an event that nobody hears it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

async function ensureRole(client: Client, role: string, options: string): Promise<void> {
  if (!(await exists(client, 'pg_roles', 'rolname', role))) await client.query(`CREATE ROLE ${role} ${options}`)
}

async function administer(client: Client, sql: string): Promise<void> {
  try {
    await client.query(sql)
  } catch (cause) {
    throw new Error(`the owner role may not do this, an administrator must: ${sql};`, { cause })
  }
}

async function exists(client: Client, catalogue: string, column: string, value: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 FROM ${catalogue} WHERE ${column} = $1`, [value])
  return rowCount === 1
}
