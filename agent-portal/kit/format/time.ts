/** An instant as an ISO text, a Date or milliseconds since 1970; always shown in Asia/Shanghai, wherever the device is. */
export type Instant = string | Date | number

export type Language = 'zh-CN' | 'en'

const timeZone = 'Asia/Shanghai'

const styles = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  timeToTheSecond: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  dayAndTime: { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  full: {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type TimeStyle = keyof typeof styles

const formatters = new Map<string, Intl.DateTimeFormat>()

/** `2026年3月5日`, `14:05` and the like. Throws RangeError for a text that is no instant. */
export function formatTime(instant: Instant, style: TimeStyle, language: Language): string {
  const key = `${language} ${style}`
  const known = formatters.get(key)
  const formatter =
    known ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...styles[style], timeZone })
  if (!known) formatters.set(key, formatter)
  return formatter.format(new Date(instant))
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const unitNames = {
  'zh-CN': { day: '天', hour: '小时', minute: '分', second: '秒', join: '' },
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s', join: ' ' },
}

/** A length of time in at most two units, rounded down: `2天3小时`, `12分30秒`. A negative length counts as its size. */
export function formatDuration(durationMs: number, language: Language): string {
  const size = Math.abs(durationMs)
  const name = unitNames[language]
  const parts: [number, string][] = [
    [Math.floor(size / day), name.day],
    [Math.floor((size % day) / hour), name.hour],
    [Math.floor((size % hour) / minute), name.minute],
    [Math.floor((size % minute) / second), name.second],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first === -1) return `0${name.second}`
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(name.join)
}
