import bwipjs from 'bwip-js/node'

/** A QR code as a square of modules; true is dark. Without the quiet zone of four modules that whoever draws it must leave. */
interface QrModules {
  readonly size: number
  isDark(column: number, row: number): boolean
}

/** QR code, error correction M (readable with 15 % of it soiled). Throws when the text does not fit into a QR code. */
export function qrModules(text: string): QrModules {
  const [symbol] = bwipjs.raw('qrcode', text, 'eclevel=M')
  if (!symbol || !('pixs' in symbol)) throw new Error('not a matrix symbol')
  const { pixs, pixx: size } = symbol
  return { size, isDark: (column, row) => pixs[row * size + column] === 1 }
}
