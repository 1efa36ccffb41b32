import type { ReactNode } from 'react'
import { useKitWords } from '../words.ts'
import './shots.css'

export const shotKinds = ['front-overview', 'rear-overview', 'contact', 'lane-markings', 'plate', 'documents'] as const
export type ShotKind = (typeof shotKinds)[number]

export interface ShotGuideProps {
  readonly shot: ShotKind
  /** `false` draws the pictogram alone, where the page says the rest. */
  readonly caption?: boolean
}

/** What the next photo should look like: where to stand (the blue phone), what to have in the frame (its field of view). */
export function ShotGuide({ shot, caption = true }: ShotGuideProps) {
  const t = useKitWords()
  return (
    <figure className="kit-shot">
      <svg viewBox="0 0 240 150" role="img" aria-label={`${t(`shot.${shot}`)}: ${t(`shot.hint.${shot}`)}`}>
        {pictograms[shot]}
      </svg>
      {caption && (
        <figcaption>
          <span className="kit-shot__name">{t(`shot.${shot}`)}</span>
          <span className="kit-shot__hint">{t(`shot.hint.${shot}`)}</span>
        </figcaption>
      )}
    </figure>
  )
}

/** Two lanes from left to right, seen from above. */
const road = (
  <>
    <path className="edge" d="M0 26H240M0 124H240" />
    <path className="lane" d="M4 75H240" />
  </>
)

/** A car from above, its front to the right; 62 x 30. */
function CarAbove({ x, y, turn = 0 }: { readonly x: number; readonly y: number; readonly turn?: number }) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`}>
      <path className="car" d="M-26-15H18Q31-15 31 0T18 15H-26Q-31 15-31 9V-9Q-31-15-26-15Z" />
      <path className="glass" d="M5-11 14-8Q17 0 14 8L5 11Q8 0 5-11ZM-18-11-25-8V8L-18 11Z" />
    </g>
  )
}

/** A phone at (x, y) looking towards `turn` degrees (0 is right), with its field of view. */
function Phone({
  x,
  y,
  turn,
  reach,
  spread,
}: {
  readonly x: number
  readonly y: number
  readonly turn: number
  readonly reach: number
  readonly spread: number
}) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`}>
      <path className="sight" d={`M6 0 ${reach} ${-spread}V${spread}Z`} />
      <rect className="camera" x="-5" y="-10" width="10" height="20" rx="2.5" />
      <circle className="lens" cx="1" cy="-5" r="2" />
    </g>
  )
}

/** The four corners of a viewfinder. */
function Finder({
  x,
  y,
  width,
  height,
}: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}) {
  const [right, bottom, arm] = [x + width, y + height, 14]
  return (
    <path
      className="finder"
      d={`M${x} ${y + arm}V${y}H${x + arm}M${right - arm} ${y}H${right}V${y + arm}M${right} ${bottom - arm}V${bottom}H${right - arm}M${x + arm} ${bottom}H${x}V${bottom - arm}`}
    />
  )
}

const impact = <path className="impact" d="M119 40v-9M110 43l-6-6M128 43l6-6M119 82v9M110 79l-6 6M128 79l6 6" />

const twoCars = (
  <>
    <CarAbove x={87} y={60} />
    <CarAbove x={150} y={63} turn={4} />
  </>
)

const pictograms: Record<ShotKind, ReactNode> = {
  'front-overview': (
    <>
      {road}
      <Phone x={222} y={104} turn={201} reach={182} spread={56} />
      {twoCars}
    </>
  ),
  'rear-overview': (
    <>
      {road}
      <Phone x={18} y={104} turn={-21} reach={182} spread={56} />
      {twoCars}
    </>
  ),
  contact: (
    <>
      <g transform="translate(-71 -18) scale(1.6)">
        {twoCars}
        {impact}
      </g>
      <Finder x={72} y={22} width={96} height={106} />
    </>
  ),
  'lane-markings': (
    <>
      <path className="edge" d="M0 26H240M0 124H240" />
      <path className="lane marked" d="M4 75H240" />
      <Phone x={206} y={104} turn={201} reach={130} spread={34} />
      <CarAbove x={100} y={68} turn={8} />
    </>
  ),
  plate: (
    <>
      <path className="car" d="M52 128V84q0-12 10-16L76 36q4-10 16-10h56q12 0 16 10l14 32q10 4 10 16v44Z" />
      <path className="glass" d="M84 66 94 40q1-3 5-3h42q4 0 5 3l10 26Z" />
      <path className="line" d="M62 84h20M158 84h20M52 116h136M66 128v8h16v-8M158 128v8h16v-8" />
      <rect className="plate" x="94" y="88" width="52" height="17" rx="2" />
      <path d="M101 96.5h6M111 96.5h4M118 96.5h4M125 96.5h4M132 96.5h6" stroke="#fff" strokeWidth="5" />
      <Finder x={82} y={76} width={76} height={41} />
    </>
  ),
  documents: (
    <>
      <g transform="rotate(-3 120 75)">
        <rect className="car" x="62" y="38" width="116" height="76" rx="6" />
        <rect className="glass" x="72" y="58" width="28" height="36" rx="2" />
        <circle className="car" cx="86" cy="71" r="6" />
        <path className="car" d="M75 93q2-11 11-11t11 11Z" />
        <path className="line" d="M74 48h62M112 62h54M112 74h54M112 86h38" />
        <circle className="impact" cx="160" cy="97" r="9" />
      </g>
      <Finder x={46} y={22} width={148} height={108} />
    </>
  ),
}
