import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { postgresLive } from '../../../api/adapters/live/postgres.ts'
import { withClient } from '../../../api/adapters/postgres/roles.ts'
import { freshDatabase } from '../../support/database.ts'
import { liveContract } from './live.contract.ts'

liveContract('NOTIFY on PostgreSQL', async () => {
  const { appUrl, drop } = await freshDatabase()
  return {
    open: () => postgresLive({ connectionString: appUrl, log: pino({ level: 'silent' }) }),
    publishElsewhere: async (message) => {
      const program = fileURLToPath(new URL('./publish-live.ts', import.meta.url))
      const args = ['--import', 'tsx', program, appUrl, JSON.stringify(message)]
      const [code] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number]
      if (code !== 0) throw new Error(`the publishing process ended with ${code}`)
    },
    interrupt: async () => {
      await withClient(appUrl, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
        ),
      )
    },
    stop: drop,
  }
})
