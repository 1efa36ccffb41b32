import type { Sharp } from 'sharp'

export interface Size {
  readonly width: number
  readonly height: number
}

/** What is done to a photo, and the JPEG quality it is saved with. `turn` chooses sides: 0, 1, 2 ... one after another. */
export interface Copy {
  readonly name: string
  readonly quality: number
  make(photo: Sharp, size: Size, turn: number): Sharp
}

type Sides = readonly [left: number, right: number, top: number, bottom: number]

function cut(photo: Sharp, { width, height }: Size, [left, right, top, bottom]: Sides): Sharp {
  const [x, y] = [Math.round(left * width), Math.round(top * height)]
  const [endX, endY] = [Math.round((1 - right) * width), Math.round((1 - bottom) * height)]
  return photo.extract({ left: x, top: y, width: endX - x, height: endY - y })
}

const side = (share: number, turn: number): Sides => {
  const at = turn % 4
  return [at === 0 ? share : 0, at === 1 ? share : 0, at === 2 ? share : 0, at === 3 ? share : 0]
}
/** Shares between nothing and 5 %, different for each side and turn. */
const uneven = (turn: number): Sides => {
  const share = (step: number) => (((turn * step) % 101) / 100) * 0.05
  return [share(17), share(31), share(43), share(59)]
}

const encoded = (quality: number): Copy => ({ name: `JPEG ${quality}`, quality, make: (photo) => photo })
const scaled = (name: string, scale: number): Copy => ({
  name,
  quality: 85,
  make: (photo, { width }) => photo.resize(Math.max(16, Math.round(width * scale))),
})
const lit = (name: string, gain: number, offset: number): Copy => ({
  name,
  quality: 85,
  make: (photo) => photo.linear(gain, offset),
})
const cutTo = (name: string, sides: (turn: number) => Sides): Copy => ({
  name,
  quality: 85,
  make: (photo, size, turn) => cut(photo, size, sides(turn)),
})

export const copies: readonly Copy[] = [
  encoded(90),
  encoded(60),
  encoded(30),
  scaled('half size', 0.5),
  scaled('a quarter of the size', 0.25),
  lit('brighter by 20 %', 1.2, 10),
  lit('brighter by 50 %, burnt out', 1.5, 0),
  lit('darker by 30 %', 0.7, 0),
  lit('darker by 60 %', 0.4, 0),
  lit('contrast up by 30 %', 1.3, -38),
  ...[1, 2, 3, 5].map((percent) => cutTo(`${percent} % off one side`, (turn) => side(percent / 100, turn))),
  ...[1, 2, 3, 5].map((percent) =>
    cutTo(`${percent} % off every side`, () => [percent / 100, percent / 100, percent / 100, percent / 100]),
  ),
  cutTo('5 % off two sides that meet', (turn) => (turn % 2 === 0 ? [0.05, 0, 0.05, 0] : [0, 0.05, 0, 0.05])),
  cutTo('0 to 5 % off each side, unevenly', uneven),
  cutTo('8 % off one side', (turn) => side(0.08, turn)),
  {
    name: 'unevenly cut, half size, brighter by 15 %, JPEG 50',
    quality: 50,
    make: (photo, size, turn) =>
      cut(photo, size, uneven(turn))
        .resize(Math.max(16, Math.round(size.width / 2)))
        .linear(1.15, 8),
  },
]
