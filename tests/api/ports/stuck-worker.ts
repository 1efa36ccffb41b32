import { pino } from 'pino'
import { graphileQueue } from '../../../api/adapters/queue/graphile.ts'

/** Takes a job, says so, and never finishes it, for a test that kills it: `stuck-worker.ts CONNECTION_STRING JOB_NAME`. */
const [connectionString = '', jobName = ''] = process.argv.slice(2)
const queue = graphileQueue({ connectionString, log: pino({ level: 'silent' }) })
await queue.work(
  {
    [jobName]: {
      maxAttempts: 1,
      async run() {
        process.stdout.write('taken\n')
        await new Promise(() => undefined)
      },
    },
  },
  { concurrency: 1 },
)
