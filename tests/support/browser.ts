import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'
import { useOurFonts } from '../../infra/fonts/fontconfig.ts'

/**
 * Flags that the package sets for functions in a cloud and that would falsify a test: one process for everything (a second context or a crash of a page ends
 * the browser), no web security (our Origin checks could not fail), no isolation of sites. The headless mode is Playwright's business.
 */
const unwanted =
  /^--(single-process|no-zygote|in-process-gpu|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|headless|disable-features)/

/**
 * A real browser from npm, with the repository's Chinese font. Close it in afterAll. `args` adds flags, such as those of a fake camera.
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const fonts = useOurFonts()
  const executablePath = await chromium.executablePath()
  return playwright.launch({
    executablePath,
    args: [...chromium.args.filter((flag) => !unwanted.test(flag)), '--no-sandbox', ...args],
    env: { ...process.env, FONTCONFIG_FILE: fonts, ...librariesFor(executablePath) },
  })
}

/** Where the machine lacks a library that the browser needs (libnss3 on a bare server), the package's own are used (browser-global.ts). */
function librariesFor(executablePath: string): Record<string, string> {
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' })
  return stdout?.includes('not found') ? { LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib') } : {}
}
