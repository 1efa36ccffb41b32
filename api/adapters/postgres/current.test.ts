import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { requireMigrated } from './current.ts'
import { withClient } from './roles.ts'

describe('a process without the owner’s rights', () => {
  it('starts on a database that somebody has migrated, also on one that is ahead of it', async () => {
    const { appUrl, ownerUrl, drop } = await freshDatabase()
    await requireMigrated(appUrl)
    const ahead = `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '99990101000000_later', now())`
    await withClient(ownerUrl, (client) => client.query(ahead))
    await requireMigrated(appUrl)
    await drop()
  })

  it('says what to run where a migration is missing, or all of them', async () => {
    const { appUrl, ownerUrl, drop } = await freshDatabase()
    const asOwner = (sql: string) => withClient(ownerUrl, (client) => client.query(sql))
    await asOwner(`update _prisma_migrations set finished_at = null
                    where migration_name = (select max(migration_name) from _prisma_migrations)`)
    await expect(requireMigrated(appUrl)).rejects.toThrow(/lacks \d{14}_\w+: run "npm run migrate -- deploy"/)
    await asOwner('drop table _prisma_migrations')
    await expect(requireMigrated(appUrl)).rejects.toThrow(/lacks (\d{14}_\w+, )+\d{14}_\w+: run/)
    await drop()
  })
})
