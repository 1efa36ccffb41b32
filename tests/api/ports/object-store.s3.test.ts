import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { exclusivelyOn } from '../../../api/adapters/postgres/exclusively.ts'
import { freshDatabase, type TestDatabase } from '../../support/database.ts'
import { objectStoreContract } from './object-store.contract.ts'
import { startS3, type OpenedS3 } from './open-s3.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await freshDatabase()
  pool = new pg.Pool({ connectionString: database.appUrl, max: 3 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** A link that lacks a part is a bad request to S3. */
const harness = (s3: OpenedS3) => ({ ...s3, store: s3.storage.objects, malformedLink: 400 })

objectStoreContract('S3 with conditional writes', async () => harness(await startS3({ conditionalWrites: true })))
objectStoreContract('S3 without conditional writes', async () =>
  harness(await startS3({}, { exclusively: exclusivelyOn(pool) })),
)
