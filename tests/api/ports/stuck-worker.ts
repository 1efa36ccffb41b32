import { pino } from 'pino'
import { bullQueue } from '../../../api/adapters/queue/bull/bull.ts'
import { graphileQueue } from '../../../api/adapters/queue/graphile/graphile.ts'
import type { Lane } from '../../../api/kernel/lanes.ts'

/** Takes a job, says so, and never finishes it, for a test that kills it: `stuck-worker.ts URL_OF_THE_QUEUES_SERVER JOB_NAME`. */
const [server = '', jobName = ''] = process.argv.slice(2)
const common = { laneOf: (): Lane => 'maintenance', log: pino({ level: 'silent' }) }
const queue = server.startsWith('redis:')
  ? bullQueue({ ...common, redisUrl: server, settings: { lockMs: 1_000, stalledCheckMs: 500 } })
  : graphileQueue({ ...common, connectionString: server })
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
