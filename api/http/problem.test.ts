import { describe, expect, it } from 'vitest'
import { errorCodes, type ErrorCode } from '../kernel/errors.ts'
import { toProblem } from './problem.ts'

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
