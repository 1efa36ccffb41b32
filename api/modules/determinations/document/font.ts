import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** From this file to the repository's root, and from its compiled twin in dist/. */
const roots = ['../../../../', '../../../../../'].map((up) => new URL(up, import.meta.url))

let loading: Promise<Buffer> | undefined

/**
 * The bytes of Noto Sans SC (SIL OFL 1.1), read once per process. A TTF on purpose: pdfkit draws nothing from a woff2 and takes seconds
 * for a woff. Throws when the repository's font is missing.
 */
export function loadChineseFont(): Promise<Buffer> {
  loading ??= readFile(chineseFontFile())
  return loading
}

function chineseFontFile(): string {
  const files = roots.map((root) => fileURLToPath(new URL('infra/fonts/NotoSansSC-Regular.ttf', root)))
  const file = files.find((candidate) => existsSync(candidate))
  if (!file) throw new Error(`no font at ${files.join(' or ')}`)
  return file
}
