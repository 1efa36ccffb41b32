import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openJournal } from './journal.ts'

const Entry = z.object({ text: z.string() })

describe('a journal', () => {
  let dir: string
  let file: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'kuaichu-journal-'))
    file = join(dir, 'new', 'entries.jsonl')
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('is read back as it was written', () => {
    openJournal(file, Entry).append({ text: '一\n二' })
    expect(openJournal(file, Entry).entries).toEqual([{ text: '一\n二' }])
  })

  it('drops a line that a crash cut off, and goes on after the last whole one', () => {
    openJournal(file, Entry).append({ text: 'whole' })
    appendFileSync(file, '{"text":"cu')
    const reopened = openJournal(file, Entry)
    reopened.append({ text: 'next' })
    expect(openJournal(file, Entry).entries).toEqual([{ text: 'whole' }, { text: 'next' }])
    expect(readFileSync(file, 'utf8')).not.toContain('cu')
  })

  it('refuses a file with whole lines of another form', () => {
    openJournal(file, z.object({ other: z.number() })).append({ other: 1 })
    expect(() => openJournal(file, Entry)).toThrow(z.ZodError)
  })
})
