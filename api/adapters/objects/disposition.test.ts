import { expect, it } from 'vitest'
import { dispositionOf } from './disposition.ts'

it.each(['image/jpeg', 'image/png', 'video/mp4', 'application/pdf'])('shows %s in the page', (type) => {
  expect(dispositionOf(type)).toBe('inline')
})

it.each(['text/html', 'image/svg+xml', 'image/jpeg; x', 'application/octet-stream'])(
  'hands %s over as a file',
  (type) => {
    expect(dispositionOf(type)).toBe('attachment')
  },
)

it('bears the name as it is, and one for whoever reads ASCII only', () => {
  expect(dispositionOf('image/jpeg', '现场(1).jpg')).toBe(
    `inline; filename="__(1).jpg"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%281%29.jpg`,
  )
})

it('lets no name end the header or its own quotes', () => {
  expect(dispositionOf('text/plain', 'a"\r\nSet-Cookie: x\\')).not.toMatch(/[\r\n\\]|"a"/)
})
