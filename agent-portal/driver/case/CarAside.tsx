import '../../kit/shots/shots.css'

/** A car on its way from the lane to the roadside, seen from above; drawn like the pictograms of the shots. */
export function CarAside() {
  return (
    <div className="kit-shot" aria-hidden="true">
      <svg viewBox="0 0 240 110">
        <path className="edge" d="M0 16H240M0 82H240" />
        <path className="lane" d="M4 48H240" />
        <path className="line" d="M96 44C128 46 132 88 158 92m-9-8 10 8-11 6" strokeWidth="3" />
        <g transform="translate(56 40)" opacity="0.45">
          <path className="car" d="M-26-13H18Q31-13 31 0T18 13H-26Q-31 13-31 8V-8Q-31-13-26-13Z" />
        </g>
        <g transform="translate(196 94)">
          <path className="car" d="M-26-13H18Q31-13 31 0T18 13H-26Q-31 13-31 8V-8Q-31-13-26-13Z" />
          <path className="glass" d="M5-10 14-7Q17 0 14 7L5 10Q8 0 5-10ZM-18-10-25-7V7L-18 10Z" />
        </g>
      </svg>
    </div>
  )
}
