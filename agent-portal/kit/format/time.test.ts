import { describe, expect, it } from 'vitest'
import { formatDuration, formatTime } from './time.ts'

describe('formatTime', () => {
  it('shows Asia/Shanghai whatever the zone of the device', () => {
    expect(formatTime('2026-03-05T16:30:05Z', 'full', 'zh-CN')).toBe('2026/03/06 00:30:05')
    expect(formatTime('2026-03-05T16:30:05Z', 'day', 'zh-CN')).toBe('2026年3月6日')
    expect(formatTime('2026-03-05T16:30:05Z', 'day', 'en')).toBe('6 March 2026')
  })

  it('counts the hour after midnight as 00, not 24', () => {
    expect(formatTime('2026-03-05T16:00:00Z', 'time', 'zh-CN')).toBe('00:00')
    expect(formatTime('2026-03-05T16:00:00Z', 'timeToTheSecond', 'en')).toBe('00:00:00')
  })

  it('refuses what is no instant', () => {
    expect(() => formatTime('yesterday', 'time', 'zh-CN')).toThrow(RangeError)
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0秒', '0 s'],
    [59_999, '59秒', '59 s'],
    [750_000, '12分30秒', '12 min 30 s'],
    [3_600_000, '1小时', '1 h'],
    [2 * 86_400_000 + 3 * 3_600_000 + 59_000, '2天3小时', '2 d 3 h'],
    [-90_000, '1分30秒', '1 min 30 s'],
  ])('writes %d ms as %s and %s', (durationMs, zh, en) => {
    expect(formatDuration(durationMs, 'zh-CN')).toBe(zh)
    expect(formatDuration(durationMs, 'en')).toBe(en)
  })
})
