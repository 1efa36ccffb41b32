import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

const outDirOf = (portal: string) => join(tmpdir(), `kuaichu-${portal}-${process.pid}`)

async function serve(portal: string, base: string): Promise<PreviewServer> {
  const root = fileURLToPath(new URL(`../../${portal}`, import.meta.url))
  const outDir = outDirOf(portal)
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir } })
  return preview({ root, base, configFile: false, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
}

let servers: { readonly road: PreviewServer; readonly desk: PreviewServer }
let browser: Browser

beforeAll(async () => {
  servers = { road: await serve('agent-portal', '/'), desk: await serve('web-console', '/console/') }
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await Promise.all([servers?.road.close(), servers?.desk.close()])
  for (const portal of ['agent-portal', 'web-console']) await rm(outDirOf(portal), { recursive: true, force: true })
})

async function withPage(
  portal: 'road' | 'desk',
  path: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  // Without motion nothing is looked at halfway through a transition.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  try {
    const page = await context.newPage()
    await page.goto(new URL(path, servers[portal].resolvedUrls?.local[0]).href)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await use(page)
  } finally {
    await context.close()
  }
}

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

const phone = { viewport: { width: 390, height: 844 } }
const desk = { viewport: { width: 1440, height: 900 } }

describe('the phone portal', () => {
  it.each([
    ['/', 'light'],
    ['/', 'dark'],
    ['/surveyor', 'light'],
    ['/no-such-page', 'dark'],
  ] as const)('shows %s on a %s device without accessibility violations', async (path, colorScheme) => {
    await withPage('road', path, { ...phone, colorScheme }, async (page) => {
      expect(await violations(page)).toEqual([])
    })
  })

  it('turns to night on a dark device: on the road the eyes must stay used to the dark', async () => {
    await withPage('road', '/', { ...phone, colorScheme: 'dark' }, async (page) => {
      expect(await page.locator('html').getAttribute('data-theme')).toBe('night')
    })
  })

  it('keeps the way to an officer in sight', async () => {
    await withPage('road', '/', phone, async (page) => {
      const officer = await page.getByRole('link', { name: '要求交警到场' }).boundingBox()
      expect((officer?.y ?? Infinity) + (officer?.height ?? 0)).toBeLessThanOrEqual(phone.viewport.height)
    })
  })

  it('says that nothing is lost when the network goes', async () => {
    await withPage('road', '/', phone, async (page) => {
      await page.context().setOffline(true)
      await page.getByText('网络已断开').waitFor()
      await page.context().setOffline(false)
      await page.getByText('网络已断开').waitFor({ state: 'detached' })
    })
  })

  it('changes the language and keeps it', async () => {
    await withPage('road', '/', phone, async (page) => {
      await page.getByRole('button', { name: 'English' }).click()
      await page.reload()
      await page.getByRole('heading', { name: 'People first' }).waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
    })
  })
})

describe('the desk portal', () => {
  it.each(['light', 'dark'] as const)('has no accessibility violation in %s', async (colorScheme) => {
    await withPage('desk', '/console/', { ...desk, colorScheme }, async (page) => {
      expect(await page.locator('html').getAttribute('data-theme')).toBe(colorScheme)
      expect(await violations(page)).toEqual([])
    })
  })

  it('explains its keys when ? is pressed', async () => {
    await withPage('desk', '/console/', desk, async (page) => {
      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: '键盘操作' })
      await help.waitFor()
      await page.keyboard.press('Escape')
      await help.waitFor({ state: 'hidden' })
    })
  })

  it('paints Ant Design with the tokens of the kit, light and dark', async () => {
    await withPage('desk', '/console/', { ...desk, colorScheme: 'light' }, async (page) => {
      const header = page.locator('.shell__header')
      const background = () =>
        header.evaluate((element) => element.computedStyleMap().get('background-color')?.toString())
      expect(await background()).toBe('rgb(255, 255, 255)')
      await page.getByRole('button', { name: '深色模式' }).click()
      await expect.poll(background).toBe('rgb(18, 31, 48)')
    })
  })
})
