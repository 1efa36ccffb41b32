import { useId } from 'react'
import { plateKinds } from '../../../vision/plates/grammar.ts'
import { useKitWords, useLanguage } from '../words.ts'
import { type PlateColour, type PlateFacts, type PlateGlyph, plateLayout, yellowPartMm } from './layout.ts'
import './plate.css'

/** Printed colours, not theme colours: a plate looks the same by day, in the hall and at night. */
const paint: Record<PlateColour | 'unknown', { base: string; ink: string; edge: string }> = {
  blue: { base: '#0f4fb5', ink: '#ffffff', edge: '#ffffff' },
  yellow: { base: '#f6b900', ink: '#121212', edge: '#121212' },
  green: { base: '#5fc88b', ink: '#121212', edge: '#121212' },
  'yellow-green': { base: '#5fc88b', ink: '#121212', edge: '#121212' },
  white: { base: '#ffffff', ink: '#121212', edge: '#121212' },
  black: { base: '#121212', ink: '#ffffff', edge: '#ffffff' },
  unknown: { base: '#dfe4ea', ink: '#2b3642', edge: '#2b3642' },
}
const red = { onLight: '#c4161c', onDark: '#ff5a52' }

/** Pixels per millimetre. A scale and not a height, so that plates of different kinds keep their true sizes beside each other. */
const scales = { small: 0.2, medium: 0.3, large: 0.55 }

export interface PlateBadgeProps {
  readonly plate: PlateFacts
  readonly size?: keyof typeof scales
}

/** A plate number, drawn as the plate: people find their car at a glance. What is not known stands in a dashed white cell. */
export function PlateBadge({ plate, size = 'medium' }: PlateBadgeProps) {
  const gradient = useId()
  const label = usePlateLabel(plate)
  const legible = plate.status !== 'unreadable' && plate.text !== ''
  const shown = legible ? plate : { ...plate, text: '???????' }
  const layout = plateLayout(shown)
  const { base, ink, edge } = paint[plate.colour ?? 'unknown']
  const scale = scales[size]
  const { width, height, cornerRadius, dot, glyphs } = layout

  return (
    <svg
      className="kit-plate"
      role="img"
      aria-label={label}
      viewBox={`-3 -3 ${width + 6} ${height + 6}`}
      width={(width + 6) * scale}
      height={(height + 6) * scale}
    >
      <title>{label}</title>
      {(plate.colour === 'green' || plate.colour === 'yellow-green') && (
        <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0.05" stopColor="#e4f6ea" />
          <stop offset="0.85" stopColor={base} />
        </linearGradient>
      )}
      <rect
        width={width}
        height={height}
        rx={cornerRadius}
        fill={plate.colour === 'green' ? `url(#${gradient})` : base}
        stroke="#7d8896"
        strokeWidth="2"
      />
      {plate.colour === 'yellow-green' && (
        <path
          d={`M${yellowPartMm} 1V${height - 1}H${cornerRadius}a${cornerRadius - 1} ${cornerRadius - 1} 0 0 1-${cornerRadius - 1}-${cornerRadius - 1}V${cornerRadius}a${cornerRadius - 1} ${cornerRadius - 1} 0 0 1 ${cornerRadius - 1}-${cornerRadius - 1}Z`}
          fill={paint.yellow.base}
        />
      )}
      <rect
        x="5"
        y="5"
        width={width - 10}
        height={height - 10}
        rx={cornerRadius - 3}
        fill="none"
        stroke={edge}
        strokeWidth="3"
      />
      {dot && <circle cx={dot.x} cy={dot.y} r="5" fill={ink} />}
      {glyphs.map((glyph) => (
        <Glyph key={glyph.x + glyph.y * width} glyph={glyph} ink={ink} onDark={plate.colour === 'black'} />
      ))}
      {plate.status === 'uncertain' && (
        <rect
          x="0"
          y="0"
          width={width}
          height={height}
          rx={cornerRadius}
          fill="none"
          stroke="#e08600"
          strokeWidth="7"
          strokeDasharray="22 12"
        />
      )}
    </svg>
  )
}

/** Thickens the strokes of a screen font towards the 10 mm of a plate's own. */
const strokeMm = 2.5

/** Capitals and digits fill their em to 0.73 of its height, Chinese characters to 0.9 and hang lower; so does the tail of Q. */
function shape(char: string): { readonly em: number; readonly drop: number } {
  if (char === 'Q') return { em: 0.83, drop: 0.1 }
  return /[A-Z0-9?]/.test(char) ? { em: 0.73, drop: 0 } : { em: 0.9, drop: 0.075 }
}

function Glyph({ glyph, ink, onDark }: { readonly glyph: PlateGlyph; readonly ink: string; readonly onDark: boolean }) {
  const { char, x, y, width, height, role } = glyph
  const { em, drop } = shape(char)
  const unknown = role === 'unknown'
  const fontSize = (unknown ? height * 0.75 : height) / em
  const bottom = y + height - (unknown ? height * 0.125 : 0)
  const fill = { plain: ink, unknown: red.onLight, red: onDark ? red.onDark : red.onLight }[role]
  return (
    <>
      {unknown && (
        <rect
          x={x - 1}
          y={y - 2}
          width={width + 2}
          height={height + 4}
          rx="5"
          fill="#ffffff"
          stroke={red.onLight}
          strokeWidth="4"
          strokeDasharray="9 6"
        />
      )}
      <text
        x={unknown ? x + width * 0.1 : x}
        y={bottom - fontSize * drop}
        fontSize={fontSize}
        textLength={unknown ? width * 0.8 : width}
        lengthAdjust="spacingAndGlyphs"
        fill={fill}
        stroke={fill}
        strokeWidth={strokeMm}
      >
        {char}
      </text>
    </>
  )
}

/** `车牌 黑 E 1 2 3 4 5，蓝色，小型汽车`: spaced, so that a screen reader says each character. */
function usePlateLabel({ text, colour, kind, status }: PlateFacts): string {
  const t = useKitWords()
  const language = useLanguage()
  const characters = [...text]
  const unknown = characters.flatMap((char, index) => (char === '?' ? [index + 1] : []))
  const kindName = Object.entries(plateKinds).find(([code]) => code === kind)?.[1]
  const legible = status !== 'unreadable' && text !== ''

  return [
    t('plate.label', { text: legible ? characters.join(' ') : t('plate.unreadableText') }),
    colour && t(`plate.colour.${colour}`),
    kindName && (language === 'en' ? kindName.en : kindName.zh),
    legible && unknown.length > 0 && t('plate.unknown', { positions: unknown.join(language === 'en' ? ', ' : '、') }),
    legible && status === 'uncertain' && t('plate.uncertain'),
  ]
    .filter(Boolean)
    .join(language === 'en' ? ', ' : '，')
}
