import { createHash } from 'node:crypto'
import { directoryObjects } from '../../../api/adapters/objects/directory.ts'
import { systemClock } from '../../../api/kernel/clock.ts'

/** Stores one object and ends, for a test that watches the system calls: `put-object.ts ROOT KEY`. */
const [root = '', key = ''] = process.argv.slice(2)
const bytes = Buffer.from('content')
const store = directoryObjects({ root, signingSecret: 'test', publicUrl: 'http://localhost', clock: systemClock })
await store.put(key, { bytes }, createHash('sha256').update(bytes).digest('hex'))
