import { expect, it } from 'vitest'
import { membersOf, readDraft, textOf } from './draft.ts'

const parse = (stored: unknown) => ({ place: textOf(membersOf(stored)['place']) })
const storing = (text: string | null) => ({ getItem: () => text })

it('gives back what was typed before the page was closed', () => {
  expect(readDraft(storing('{"place":"世纪大道"}'), 'report', parse)).toEqual({ place: '世纪大道' })
})

it.each([null, '', '{', '[]', '7', '{"place":{}}'])('starts afresh from %j', (stored) => {
  expect(readDraft(storing(stored), 'report', parse)).toEqual({ place: '' })
})
