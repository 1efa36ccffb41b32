import type { Car } from './car-description.ts'
import { drawTexture, type Texture } from './texture.ts'

/** What is painted on a car, face by face; transparent where the paint shows. */
export interface Liveries {
  readonly front: Texture
  readonly rear: Texture
  readonly left: Texture
  readonly right: Texture
  readonly wheel: Texture
}

/** Draws windows, lamps, seams and scars as SVG and turns them into textures. */
export async function drawLiveries(car: Car): Promise<Liveries> {
  const [front, rear, left, right, wheel] = await Promise.all([
    drawTexture(endSvg(car, 1), 1024),
    drawTexture(endSvg(car, -1), 1024),
    drawTexture(sideSvg(car, 1), 2048),
    drawTexture(sideSvg(car, -1), 2048),
    drawTexture(wheelSvg, 512),
  ])
  return { front, rear, left, right, wheel }
}

const glass = '#1b252d'
const seam = 'fill="none" stroke="#000" stroke-opacity="0.5" stroke-width="0.008"'
const gradients = `<defs>
<linearGradient id="glass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0e151b"/><stop offset="1" stop-color="#34434e"/></linearGradient>
<linearGradient id="lamp" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fdfefe"/><stop offset="1" stop-color="#a9bccb"/></linearGradient>
<linearGradient id="tail" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d8202a"/><stop offset="1" stop-color="#7c0d16"/></linearGradient>
</defs>`

/** An SVG in metres: x as given, z upwards. */
function inMetres(left: number, width: number, height: number, drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width * 100}" height="${height * 100}" viewBox="0 0 ${width} ${height}">${gradients}<g transform="translate(${-left} ${height}) scale(1 -1)">${drawing}</g></svg>`
}

/** The front (+1) or the rear (-1), as somebody who stands before it sees it; drawn for one half and mirrored. */
function endSvg({ shape }: Car, end: 1 | -1): string {
  const half = end === 1 ? fronts[shape.face](shape.beltZ, shape.height) : rears[shape.face](shape.beltZ, shape.height)
  return inMetres(
    -shape.halfWidth,
    shape.halfWidth * 2,
    shape.height,
    `<g>${half}</g><g transform="scale(-1 1)">${half}</g>`,
  )
}

type HalfFace = (belt: number, height: number) => string

const fronts: Record<Car['shape']['face'], HalfFace> = {
  sedan: (belt, height) => `
<path d="M-0.01 ${belt} L0.74 ${belt} L0.53 ${height - 0.1} L-0.01 ${height - 0.07}Z" fill="url(#glass)"/>
<rect x="0.22" y="${belt + 0.1}" width="0.2" height="0.2" rx="0.07" fill="#0a0f13" opacity="0.7"/>
<path d="M0.44 0.68 L1 0.745 L1 0.61 L0.5 0.585Z" fill="url(#lamp)" stroke="#1a1f24" stroke-width="0.014"/>
<path d="M0.46 0.665 L1 0.722" stroke="#fff" stroke-width="0.016"/>
<circle cx="0.68" cy="0.64" r="0.035" fill="#5d6d79"/>
<path d="M-0.01 0.7 L0.4 0.68 L0.43 0.585 L-0.01 0.57Z" fill="#14181b"/>
${[0.6, 0.625, 0.65, 0.675].map((z) => `<path d="M-0.01 ${z} L0.4 ${z - 0.005}" stroke="#7d8992" stroke-width="0.007"/>`).join('')}
<circle cx="0" cy="0.635" r="0.042" fill="#d5dbe0" stroke="#69737b" stroke-width="0.008"/>
<path d="M-0.01 0.38 L0.5 0.38 L0.42 0.27 L-0.01 0.27Z" fill="#171b1e"/>
<path d="M0.6 0.43 L0.82 0.46 L0.83 0.33 L0.64 0.31Z" fill="#15191c"/><circle cx="0.73" cy="0.385" r="0.034" fill="#d9e1e6"/>
<path d="M0.9 0.54 L0.5 0.55 L-0.01 0.55" ${seam}/>`,
  crossover: (belt, height) => `
<path d="M-0.01 ${belt} L0.76 ${belt} L0.58 ${height - 0.2} L-0.01 ${height - 0.19}Z" fill="url(#glass)"/>
<rect x="0.22" y="${belt + 0.12}" width="0.2" height="0.22" rx="0.07" fill="#0a0f13" opacity="0.7"/>
<path d="M-0.01 0.795 L1 0.835" stroke="#eef6fa" stroke-width="0.022"/>
<path d="M0.5 0.77 L1 0.81 L1 0.67 L0.62 0.66Z" fill="url(#lamp)" stroke="#1a1f24" stroke-width="0.014"/>
<circle cx="0.72" cy="0.725" r="0.032" fill="#5d6d79"/>
<path d="M-0.01 0.61 L0.5 0.63" ${seam}/>
<path d="M-0.01 0.4 L0.62 0.4 L0.52 0.28 L-0.01 0.28Z" fill="#14181b"/>
<path d="M0.66 0.52 L0.84 0.56 L0.84 0.36 L0.72 0.32Z" fill="#15191c"/>
<circle cx="0" cy="0.72" r="0.05" fill="#dfe5e9" stroke="#69737b" stroke-width="0.008"/>`,
  bus: (belt, height) => `
<path d="M-0.01 ${belt - 0.1} L1.02 ${belt - 0.1} L0.98 ${height - 0.5} L-0.01 ${height - 0.48}Z" fill="url(#glass)"/>
<path d="M0 ${belt - 0.1} L0 ${height - 0.48}" stroke="#0a0d10" stroke-width="0.03"/>
<rect x="-0.01" y="${height - 0.42}" width="0.85" height="0.24" fill="#101417"/>
<rect x="-0.01" y="${height - 0.36}" width="0.5" height="0.1" fill="#e9a23a" opacity="0.8"/>
<path d="M0.6 0.98 L1.02 0.98 L1.04 0.78 L0.66 0.78Z" fill="url(#lamp)" stroke="#1a1f24" stroke-width="0.02"/>
<path d="M-0.01 1.02 L0.5 1.02 L0.5 0.86 L-0.01 0.86Z" fill="#171b1e"/>
<circle cx="0" cy="0.94" r="0.06" fill="#dfe5e9"/>
<path d="M-0.01 0.74 L1.1 0.74" ${seam}/><rect x="0.72" y="0.46" width="0.24" height="0.09" rx="0.03" fill="#15191c"/>`,
}

const rears: Record<Car['shape']['face'], HalfFace> = {
  sedan: (belt, height) => `
<path d="M-0.01 ${belt + 0.08} L0.66 ${belt + 0.08} L0.5 ${height - 0.1} L-0.01 ${height - 0.07}Z" fill="${glass}"/>
<path d="M0.36 0.86 L0.9 0.89 L0.9 0.72 L0.42 0.74Z" fill="url(#tail)" stroke="#3a0a0d" stroke-width="0.012"/>
<path d="M0.4 0.835 L0.9 0.86" stroke="#ff6a63" stroke-width="0.018"/><rect x="0.44" y="0.745" width="0.14" height="0.03" fill="#e8eef0"/>
<path d="M-0.01 0.87 L0.36 0.87 L0.33 0.68 L-0.01 0.68Z" fill="#000" fill-opacity="0.18"/>
<path d="M-0.01 0.9 L0.4 0.9 L0.46 0.6 L-0.01 0.6" ${seam}/>
<circle cx="0" cy="0.93" r="0.035" fill="#d5dbe0"/>
<path d="M-0.01 0.36 L0.72 0.36 L0.66 0.24 L-0.01 0.24Z" fill="#181c1f"/>
<rect x="0.66" y="0.42" width="0.17" height="0.035" rx="0.01" fill="#b8232b"/>`,
  crossover: (belt, height) => `
<path d="M-0.01 ${belt + 0.1} L0.72 ${belt + 0.1} L0.62 ${height - 0.24} L-0.01 ${height - 0.22}Z" fill="${glass}"/>
<path d="M-0.01 1.0 L0.92 1.02 L0.92 0.9 L0.6 0.92 L-0.01 0.95Z" fill="url(#tail)" stroke="#3a0a0d" stroke-width="0.012"/>
<path d="M-0.01 0.98 L0.9 0.995" stroke="#ff6a63" stroke-width="0.014"/>
<path d="M-0.01 0.9 L0.36 0.9 L0.33 0.69 L-0.01 0.69Z" fill="#000" fill-opacity="0.18"/>
<path d="M0.8 0.88 L0.72 0.6 L-0.01 0.58" ${seam}/>
<path d="M-0.01 0.45 L0.78 0.45 L0.7 0.24 L-0.01 0.24Z" fill="#181c1f"/>
<rect x="0.62" y="0.48" width="0.2" height="0.035" rx="0.01" fill="#b8232b"/>`,
  bus: (belt, height) => `
<path d="M-0.01 ${belt + 0.25} L0.95 ${belt + 0.25} L0.92 ${height - 0.4} L-0.01 ${height - 0.38}Z" fill="${glass}"/>
<rect x="0.82" y="0.9" width="0.2" height="0.42" rx="0.03" fill="url(#tail)" stroke="#3a0a0d" stroke-width="0.012"/>
<rect x="0.84" y="1.05" width="0.16" height="0.09" fill="#e9a23a"/>
<path d="M0.74 1.5 L0.74 0.62 L-0.01 0.62" ${seam}/>
${[1.2, 1.26, 1.32, 1.38].map((z) => `<path d="M-0.01 ${z} L0.6 ${z}" stroke="#000" stroke-opacity="0.35" stroke-width="0.02"/>`).join('')}
<rect x="-0.01" y="0.38" width="1.1" height="0.16" fill="#23282c"/>`,
}

/** A flank, seen from the car's left (+1) or right (-1); x runs from the rear to the front in both. */
function sideSvg(car: Car, side: 1 | -1): string {
  const { shape } = car
  const half = shape.length / 2
  const drawing = (shape.face === 'bus' ? busSide(car) : carSide(car)) + sillAndArches(car) + scars(car, side)
  return inMetres(-half, shape.length, shape.height, drawing)
}

function carSide({ shape }: Car): string {
  const { cabin, beltZ, mirrorX } = shape
  if (!cabin) return ''
  const pane = (from: number, to: number) => {
    const top = Array.from({ length: 24 }, (_, i) => from + ((to - from) * i) / 23)
      .map((x) => `L${x} ${Math.max(beltZ + 0.03, cabin.roof(x) - 0.1)}`)
      .join(' ')
    return `<path d="M${from} ${beltZ + 0.03} ${top} L${to} ${beltZ + 0.03}Z" fill="url(#glass)" stroke="#0c1013" stroke-width="0.012"/>`
  }
  const [rearAxle = 0, frontAxle = 0] = shape.axles
  const doorEnd = rearAxle + 0.42
  const lampZ = shape.face === 'sedan' ? 0.66 : 0.74
  const half = shape.length / 2
  return `
${pane(cabin.rearX + 0.42, doorEnd - 0.02)}${pane(doorEnd + 0.06, -0.14)}${pane(-0.06, cabin.frontX - 0.32)}
<path d="M${mirrorX + 0.05} ${beltZ - 0.02} L${mirrorX + 0.07} 0.4 L${mirrorX - 0.05} 0.3 L-0.1 0.3 L-0.1 ${beltZ + 0.03}" ${seam}/>
<path d="M-0.1 0.3 L${doorEnd + 0.1} 0.3 L${doorEnd - 0.05} 0.62 L${doorEnd - 0.2} 0.8 L${doorEnd - 0.12} ${beltZ + 0.03}" ${seam}/>
<path d="M${frontAxle + 0.42} 0.4 L${frontAxle + 0.5} 0.62" ${seam}/>
<path d="M${-half + 0.1} 0.79 L${half - 0.5} 0.75" fill="none" stroke="#fff" stroke-opacity="0.28" stroke-width="0.012"/>
<rect x="0.02" y="0.82" width="0.2" height="0.032" rx="0.016" fill="#20262b"/><rect x="-0.92" y="0.83" width="0.2" height="0.032" rx="0.016" fill="#20262b"/>
<path d="M${half} ${lampZ + 0.06} L${half - 0.42} ${lampZ + 0.1} L${half - 0.3} ${lampZ - 0.05} L${half} ${lampZ - 0.08}Z" fill="url(#lamp)" stroke="#1a1f24" stroke-width="0.012"/>
<path d="M${-half} ${lampZ + 0.23} L${-half + 0.36} ${lampZ + 0.22} L${-half + 0.26} ${lampZ + 0.09} L${-half} ${lampZ + 0.06}Z" fill="url(#tail)"/>`
}

function busSide({ shape }: Car): string {
  const half = shape.length / 2
  const panes = [0, 1, 2, 3, 4, 5].map(
    (i) =>
      `<rect x="${-half + 0.35 + i * 1.08}" y="${shape.beltZ}" width="1.0" height="0.9" rx="0.05" fill="url(#glass)"/>`,
  )
  return `${panes.join('')}<rect x="${-half}" y="0.98" width="${shape.length}" height="0.1" fill="#1456b8"/><rect x="${-half}" y="0.9" width="${shape.length}" height="0.04" fill="#1456b8"/>
<path d="M2.65 0.4 L2.65 2.3 L1.75 2.3 L1.75 0.4" ${seam}/>`
}

function sillAndArches({ shape }: Car): string {
  const half = shape.length / 2
  const arches = shape.axles.map(
    (x) =>
      `<circle cx="${x}" cy="${shape.wheelRadius}" r="${shape.wheelRadius + 0.085}" fill="#15181b" fill-opacity="${shape.face === 'crossover' ? 1 : 0.35}"/>`,
  )
  return `<rect x="${-half}" y="0" width="${shape.length}" height="${shape.floorZ + 0.09}" fill="#1a1e21" fill-opacity="0.9"/>${arches.join('')}`
}

/** Scratches down to the primer where the flank was touched. */
function scars({ dents }: Car, side: 1 | -1): string {
  return dents
    .filter(({ at }) => Math.sign(at[1]) === side)
    .map(({ at: [x, , z], radiusM }) =>
      [-0.5, -0.28, -0.1, 0.06, 0.2, 0.4, 0.52]
        .map((offset, i) => {
          const start = x - radiusM * (1.1 - 0.12 * i)
          const end = x + radiusM * (0.75 + 0.07 * ((i * 5) % 4))
          const height = z + offset * radiusM * 0.9
          const ink = ['#e8e6e1', '#4a4d50', '#c9c5bd', '#2f3235'][i % 4]
          return `<path d="M${start} ${height} Q${x} ${height + 0.03} ${end} ${height - 0.02}" fill="none" stroke="${ink}" stroke-width="${0.008 + 0.004 * (i % 3)}" stroke-linecap="round" opacity="0.85"/>`
        })
        .join(''),
    )
    .join('')
}

const wheelSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="-100 -100 200 200">
<circle r="100" fill="#1b1c1e"/><circle r="84" fill="none" stroke="#2b2d30" stroke-width="2"/><circle r="70" fill="#0d0e10"/><circle r="67" fill="none" stroke="#aeb6bd" stroke-width="7"/>
${[0, 1, 2, 3, 4].map((i) => `<path transform="rotate(${i * 72})" d="M-15 -8 L-11 -66 L11 -66 L15 -8Z" fill="#b9c1c8"/><path transform="rotate(${i * 72})" d="M0 -10 L0 -64" stroke="#7f8890" stroke-width="3"/>`).join('')}
<circle r="17" fill="#c6cdd3"/><circle r="9" fill="#59626a"/></svg>`
