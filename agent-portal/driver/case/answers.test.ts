import { expect, it } from 'vitest'
import { interviewOf, readAnswers } from './answers.ts'

const text = { zh: '', en: '' }
const question = (code: string, answer: 'yes' | 'no' | null = null) => ({
  code,
  asked: 'stop' as const,
  question: text,
  help: text,
  answer,
})
const questions = [question('X01'), question('X09'), question('X03', 'no')]

it('asks one question after the other, and none that is answered already', () => {
  expect(interviewOf(questions, {}).due?.code).toBe('X01')
  expect(interviewOf(questions, { X01: 'no' }).due?.code).toBe('X09')
  expect(interviewOf(questions, { X01: 'no', X09: 'unknown' }).due).toBeUndefined()
})

it('leads back to the answer before, to correct it', () => {
  expect(interviewOf(questions, {}).before).toBeUndefined()
  expect(interviewOf(questions, { X01: 'no', X09: 'no' }).before?.code).toBe('X09')
})

it('keeps only what is an answer', () => {
  expect(readAnswers({ X01: 'yes', X09: 'perhaps', X03: 1 })).toEqual({ X01: 'yes' })
  expect(readAnswers('x')).toEqual({})
})
