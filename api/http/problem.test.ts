import express from 'express'
import pino from 'pino'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import { errorCodes, type ErrorCode } from '../kernel/errors.ts'
import { problemHandler, toProblem } from './problem.ts'

const codes = Object.keys(errorCodes) as ErrorCode[]

describe('toProblem', () => {
  it.each(codes)('says %s in both languages, without a hole', (code) => {
    const placeholders = [...JSON.stringify(errorCodes[code].advice).matchAll(/\{(\w+)\}/g)].map(
      ([, name]) => name ?? '',
    )
    const details = Object.fromEntries(placeholders.map((name) => [name, `<${name}>`]))
    const problem = toProblem(code, details, 'r-1', 'zh')
    expect(problem).toMatchObject({
      type: `/api/problems/${code}`,
      code,
      status: errorCodes[code].status,
      requestId: 'r-1',
    })
    expect(problem.title).toMatch(/\p{Script=Han}/u)
    expect(problem.titles.en).not.toMatch(/\p{Script=Han}/u)
    expect(problem.detail + problem.details.en).not.toMatch(/[{}]|undefined/)
  })

  it('speaks the language asked for and bears the other', () => {
    const problem = toProblem('conflict', { state: 'signing' }, 'r', 'en')
    expect(problem.detail).toBe('It is now signing. Reload, and decide again.')
    expect(problem.details.zh).toContain('signing')
  })

  it('takes a reason that bears both languages apart', () => {
    const problem = toProblem('not-now', { reason: { zh: '还差照片', en: 'photos are missing' } }, 'r', 'zh')
    expect(problem.details).toEqual({ zh: '还差照片', en: 'photos are missing' })
  })

  it('lets no detail stand in for what the problem itself says', () => {
    const problem = toProblem('forbidden', { code: 'internal', status: 200, type: 'x', requestId: 'x' }, 'r', 'zh')
    expect(problem).toMatchObject({ code: 'forbidden', status: 403, type: '/api/problems/forbidden', requestId: 'r' })
  })
})

describe('problemHandler', () => {
  const answerTo = (error: unknown) => {
    const app = express()
    app.get('/', () => Promise.reject(error as Error))
    app.use(problemHandler(pino({ level: 'silent' })))
    return supertest(app).get('/')
  }
  const refused = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6379'), { code: 'ECONNREFUSED' })

  it('says that the database is away when Prisma was refused', async () => {
    const answer = await answerTo(Object.assign(refused(), { clientVersion: '7.10.0' }))
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    expect(answer.body).toMatchObject({ code: 'unavailable', part: 'database' })
  })

  it('does not lay it on the database when some other part was refused', async () => {
    const answer = await answerTo(refused())
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(answer.body).not.toHaveProperty('part')
  })
})
