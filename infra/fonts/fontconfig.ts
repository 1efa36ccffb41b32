import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds this repository's fonts, from source and from dist/ alike. */
const fontFolder = fileURLToPath(
  import.meta.url.includes('/dist/')
    ? new URL('../../../infra/fonts/', import.meta.url)
    : new URL('./', import.meta.url),
)

/** Noto Sans SC Regular (SIL OFL 1.1): all of GBK, glyf outlines. What documents, pictures and tests draw with; rare names fall back to the second font. */
export const chineseFontFile = join(fontFolder, 'NotoSansSC-Regular.ttf')

const configuration = (cache: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${escapeXml(fontFolder)}</dir>
  <cachedir>${escapeXml(cache)}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Noto Sans SC</string><string>Kuaichu Rare Han</string></edit>
  </match>
</fontconfig>
`

/**
 * Makes fontconfig see the repository's fonts and no others, so that a picture comes out the same on every machine.
 * Call it before the first text is drawn (fontconfig reads its configuration once per process); child processes inherit it.
 * Returns the path of the configuration file, which lies in the system's temporary folder because it names absolute paths.
 */
export function useOurFonts(): string {
  const folder = join(tmpdir(), `kuaichu-fonts-${process.getuid?.() ?? 'user'}`)
  mkdirSync(folder, { recursive: true })

  const file = join(folder, 'fonts.conf')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, configuration(join(folder, 'cache')))
  renameSync(draft, file) // in one step: several processes may start at once

  process.env['FONTCONFIG_FILE'] = file
  return file
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
