import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** From this file to the repository's root, and from its compiled twin in dist/. */
const roots = ['../../../../', '../../../../../'].map((up) => new URL(up, import.meta.url))

/** The bytes of the repository's two fonts (infra/fonts). TTF on purpose: pdfkit draws nothing from a woff2 and takes seconds for a woff. */
export interface Fonts {
  /** Noto Sans SC: all of GBK. */
  readonly main: Buffer
  /** The Han characters of names that it lacks (䶮, 𬭎). */
  readonly rare: Buffer
}

let loading: Promise<Fonts> | undefined

/** Read once per process. Throws when one is missing. */
export function loadFonts(): Promise<Fonts> {
  loading ??= readFonts()
  return loading
}

async function readFonts(): Promise<Fonts> {
  const [main, rare] = await Promise.all([
    readFile(fontFile('NotoSansSC-Regular.ttf')),
    readFile(fontFile('KuaichuRareHan-Regular.ttf')),
  ])
  return { main, rare }
}

function fontFile(name: string): string {
  const files = roots.map((root) => fileURLToPath(new URL(`infra/fonts/${name}`, root)))
  const file = files.find((candidate) => existsSync(candidate))
  if (!file) throw new Error(`no font at ${files.join(' or ')}`)
  return file
}
