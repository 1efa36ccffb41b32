import express from 'express'
import pg from 'pg'
import type { Statement } from '../served/statements.ts'

/** What is compared with: a bare express handler that sends the list's own statements through `pg` and answers with the rows. */
const { PORT, DATABASE_URL, DATABASE_POOL, STATEMENTS = '[]' } = process.env
const statements = JSON.parse(STATEMENTS) as Statement[]
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(DATABASE_POOL), options: '-c TimeZone=UTC' })

const app = express()
app.get('/', async (_request, response) => {
  const rows: unknown[] = []
  for (const { text, values, name } of statements)
    rows.push((await pool.query({ text, values: [...values], name })).rows)
  response.json(rows)
})
app.listen(Number(PORT), '127.0.0.1', () => process.send?.({ type: 'listening' }))
process.once('disconnect', () => process.exit())
