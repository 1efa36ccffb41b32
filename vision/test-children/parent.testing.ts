/** A server for tests of the pool: prints its children's process ids and then lives until it is killed. */
import { VisionPool } from '../pool.ts'

const pool = new VisionPool({ children: 2, childModule: new URL('./answering.testing.ts', import.meta.url) })
await pool.assess(Buffer.from('hello'))
process.stdout.write(`${pool.pids.join(' ')}\n`)
