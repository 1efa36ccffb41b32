import type { CSSProperties } from 'react'
import { formatDuration, type Instant } from '../format/time.ts'
import { useKitWords, useLanguage } from '../words.ts'
import { remaining, shortCountdown } from './remaining.ts'
import './clock.css'

export interface ClockRingProps {
  readonly dueAt: Instant
  /** From useNow(), or the server's clock; the ring itself looks at no clock. */
  readonly now: Instant
  /** The whole time that was given, in milliseconds. */
  readonly totalMs: number
  /** Diameter in pixels. From 56 on the time stands inside; below, only the ring is drawn. */
  readonly size?: number
  /** What runs out, for screen readers: `判定时限`. */
  readonly label?: string
}

const stroke = 8
const radius = 50 - stroke / 2
const circumference = 2 * Math.PI * radius

/** A clock that runs out is a ring that empties: blue, amber below a quarter, red and full when the time has passed. */
export function ClockRing({ dueAt, now, totalMs, size = 80, label }: ClockRingProps) {
  const t = useKitWords()
  const language = useLanguage()
  const { remainingMs, share, state } = remaining(dueAt, now, totalMs)
  const { count, unit } = shortCountdown(remainingMs)

  const time = formatDuration(remainingMs, language)
  const spoken = state === 'past' ? t('clock.overdue', { time }) : t('clock.remaining', { time })
  const word = { calm: t('clock.left'), soon: t('clock.soon'), past: t('clock.past') }[state]
  const drawn = state === 'past' ? 1 : share

  return (
    <span
      className="kit-clock"
      data-state={state}
      role="img"
      aria-label={label ? `${label}: ${spoken}` : spoken}
      style={{ '--size': `${size}px` } as CSSProperties}
    >
      <svg viewBox="0 0 100 100" width={size} height={size} fill="none" strokeWidth={stroke} aria-hidden="true">
        <circle className="kit-clock__track" cx="50" cy="50" r={radius} />
        <circle
          className="kit-clock__left"
          cx="50"
          cy="50"
          r={radius}
          strokeDasharray={circumference}
          strokeDashoffset={circumference * (1 - drawn)}
          transform="rotate(-90 50 50)"
        />
      </svg>
      {size >= 56 && (
        <span className="kit-clock__text" aria-hidden="true">
          <span className="kit-clock__count">
            {count}
            {unit === 'days' && <small>{language === 'en' ? ' d' : '天'}</small>}
          </span>
          <span className="kit-clock__word">{word}</span>
        </span>
      )}
    </span>
  )
}
