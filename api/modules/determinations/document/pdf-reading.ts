/** Reads our own PDFs back in tests: what a reader would see as text, and the QR code. Knows just as much PDF as pdfkit writes. */
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** The text of each page, in the order it was drawn: a line in one piece, or in several where another font steps in. */
export function printedPages(pdf: Buffer): string[][] {
  const fonts = charactersByFont(pdf)
  return pageContents(pdf).map((content) => {
    let characters: ReadonlyMap<string, string> | undefined
    const printed: string[] = []
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) characters = fonts.get(font)
      else
        printed.push(
          glyphsIn(shown ?? '')
            .map((glyph) => characters?.get(glyph) ?? '')
            .join(''),
        )
    }
    return printed
  })
}

const glyphsIn = (shown: string): string[] =>
  Array.from(shown.matchAll(/<([0-9a-f]+)>/g), ([, hex = '']) => hex.match(/.{4}/g) ?? []).flat()

/** What the QR code drawn on the last page says; undefined when none can be read. */
export function printedQr(pdf: Buffer): Promise<string | undefined> {
  const rectangles = Array.from(
    (pageContents(pdf).at(-1) ?? '').matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm),
    ([, x, y, width, height]) => ({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }),
  )
  const modules = rectangles.filter(({ width, height }) => width === height)
  const left = Math.min(...modules.map(({ x }) => x))
  const top = Math.min(...modules.map(({ y }) => y))
  return readQr(
    modules.map(({ x, y, width }) => ({ column: Math.round((x - left) / width), row: Math.round((y - top) / width) })),
  )
}

/** Reads a QR code from its dark modules, with a barcode reader that shares nothing with the writer. */
export async function readQr(dark: readonly { column: number; row: number }[]): Promise<string | undefined> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const { buffer, byteOffset, byteLength } = await readFile(wasm)
  prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } })

  const scale = 4
  const quietZone = 4
  const size = Math.max(...dark.map(({ column }) => column)) + 1
  const width = (size + 2 * quietZone) * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const { column, row } of dark) {
    for (let y = 0; y < scale; y++) {
      const from = (((row + quietZone) * scale + y) * width + (column + quietZone) * scale) * 4
      for (let x = 0; x < scale; x++) pixels.set([0, 0, 0], from + x * 4)
    }
  }
  const [symbol] = await readBarcodes({ data: pixels, width, height: width, colorSpace: 'srgb' })
  return symbol?.text
}

/** The compressed streams by the number of their object. */
function flateStreams(pdf: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  let from = 0
  for (;;) {
    const start = pdf.indexOf('stream\n', from)
    if (start < 0) return found
    const end = pdf.indexOf('\nendstream', start)
    const head = pdf.subarray(pdf.lastIndexOf(' 0 obj', start) - 10, start).toString('latin1')
    const [, object = ''] = /(\d+) 0 obj/.exec(head) ?? []
    if (head.includes('/FlateDecode')) {
      found.set(object, inflateSync(pdf.subarray(start + 7, end)).toString('latin1'))
    }
    from = end + '\nendstream'.length
  }
}

const pageContents = (pdf: Buffer) => [...flateStreams(pdf).values()].filter((stream) => stream.includes(' TJ\n'))

/** What the glyphs of each font stand for, by the name that the pages call it: F1, F2. */
function charactersByFont(pdf: Buffer): Map<string, Map<string, string>> {
  const source = pdf.toString('latin1')
  const streams = flateStreams(pdf)
  return new Map(
    Array.from(source.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, name = '', object = '']) => {
      const [, font = ''] = new RegExp(`\\n${object} 0 obj\n(.*?)endobj`, 's').exec(source) ?? []
      const [, cmap = ''] = /\/ToUnicode (\d+) 0 R/.exec(font) ?? []
      return [name, unicodeOfGlyphs(streams.get(cmap) ?? '')]
    }),
  )
}

function unicodeOfGlyphs(cmap: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    Array.from(list.matchAll(/<([0-9a-f ]*)>/g)).forEach(([, hex = ''], index) => {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0')
      glyphs.set(glyph, Buffer.from(hex.replace(' ', ''), 'hex').swap16().toString('utf16le'))
    })
  }
  return glyphs
}
