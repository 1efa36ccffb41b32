import { pino } from 'pino'
import { postgresLive } from '../../../api/adapters/live/postgres.ts'
import type { LiveMessage } from '../../../api/kernel/ports.ts'

/** Publishes one message and ends: `publish-live.ts CONNECTION_STRING JSON`. */
const [connectionString = '', message = ''] = process.argv.slice(2)
const live = await postgresLive({ connectionString, log: pino({ level: 'silent' }) })
await live.publish(JSON.parse(message) as LiveMessage)
await live.close()
