import { describe, expect, it } from 'vitest'
import { asDecided } from './grounds.ts'

const articles = [
  { ref: 'DRL 43', citation: { zh: '《道路交通安全法》第四十三条', en: 'Road Traffic Safety Law, article 43' } },
]

describe('the grounds that parties read', () => {
  it('are decided, and quote the law as citizens find it', () => {
    const reason = { zh: '甲追尾（DRL 43）。建议甲承担全部责任。', en: 'A rear-ended (DRL 43). Proposed: full.' }
    expect(asDecided(reason, articles)).toEqual({
      zh: '甲追尾（《道路交通安全法》第四十三条）。认定甲承担全部责任。',
      en: 'A rear-ended (Road Traffic Safety Law, article 43). Decided: full.',
    })
  })

  it('keep a reference that has no citation', () => {
    expect(asDecided({ zh: '见 IR 44(2)', en: 'see IR 44(2)' }, articles).zh).toBe('见 IR 44(2)')
  })
})
