import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

const portal = fileURLToPath(new URL('../../agent-portal', import.meta.url))
const outDir = join(tmpdir(), `kuaichu-gallery-${process.pid}`)

const screens = [
  { device: 'phone', width: 390, height: 844 },
  { device: 'desk', width: 1440, height: 900 },
] as const
const themes = ['light', 'dark', 'night'] as const
const looks = screens.flatMap((screen) => themes.map((theme) => ({ ...screen, theme })))

let server: PreviewServer
let browser: Browser

beforeAll(async () => {
  await build({
    root: portal,
    configFile: join(portal, 'vite.config.ts'),
    mode: 'gallery',
    logLevel: 'error',
    build: { outDir },
  })
  server = await preview({
    root: portal,
    configFile: false,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  })
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(outDir, { recursive: true, force: true })
})

interface Look {
  readonly device: 'phone' | 'desk'
  readonly width: number
  readonly height: number
  readonly theme?: (typeof themes)[number]
  readonly language?: 'zh-CN' | 'en'
}

/** Opens the gallery in a browser context of its own and closes it after `use`. Fails when the page reported an error. */
async function withGallery(look: Look, use: (page: Page) => Promise<void>): Promise<void> {
  const { device, width, height, theme = 'light', language = 'zh-CN' } = look
  const context = await browser.newContext({ viewport: { width, height }, hasTouch: device === 'phone' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  try {
    const address = new URL('kit/gallery/', server.resolvedUrls?.local[0])
    address.search = new URLSearchParams({ theme, device, lang: language }).toString()
    await page.goto(address.href)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await use(page)
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
}

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

const desk: Look = { device: 'desk', width: 1440, height: 900 }
const phone: Look = { device: 'phone', width: 390, height: 844 }

const openViewer = async (page: Page) => {
  await page.getByRole('button', { name: '前方全景' }).click()
  await page.locator('.kit-stage img').waitFor()
}
const focusIsInDialog = (page: Page) => page.locator('dialog:focus, dialog :focus').count()
/** Zoom as the page applies it: `scale(0.7)` in the photo's style. */
const scaleOf = async (page: Page) => {
  const style = (await page.locator('.kit-stage__photo').getAttribute('style')) ?? ''
  return Number(/scale\(([\d.]+)\)/.exec(style)?.[1])
}

describe.each(looks)('the kit at $width x $height, $theme', (look) => {
  it('has no serious accessibility violation and no sideways scrolling', async () => {
    await withGallery(look, async (page) => {
      expect(await page.locator('html').getAttribute('data-theme')).toBe(look.theme)
      expect(await seriousViolations(page)).toEqual([])
      const body = await page.locator('.gallery').boundingBox()
      expect(body?.width).toBeLessThanOrEqual(look.width)
    })
  })

  it('has none in the photo viewer either', async () => {
    await withGallery(look, async (page) => {
      await openViewer(page)
      expect(await seriousViolations(page)).toEqual([])
    })
  })
})

describe('PlateBadge', () => {
  it('says the number character by character, its colour and kind, and what is not known', async () => {
    await withGallery(desk, async (page) => {
      const plates = page.getByRole('region', { name: 'PlateBadge' })
      expect(
        await plates.getByRole('img', { name: '车牌 黑 E 1 2 3 4 5，蓝色，小型汽车', exact: true }).count(),
      ).toBeGreaterThan(0)
      expect(await plates.getByRole('img', { name: '第 1、6 位未识别，待人工核对' }).count()).toBe(1)
      expect(await plates.getByRole('img', { name: '号码无法识读' }).count()).toBe(1)
    })
  })

  it('speaks English to those who chose it', async () => {
    await withGallery({ ...desk, language: 'en' }, async (page) => {
      expect(
        await page.getByRole('img', { name: 'Plate 黑 E D 1 2 3 4 5, green, Small new-energy' }).count(),
      ).toBeGreaterThan(0)
    })
  })
})

describe('PhotoViewer', () => {
  it('walks through the photos by arrow keys, keeps the focus, closes by Escape and gives the focus back', async () => {
    await withGallery(desk, async (page) => {
      await openViewer(page)
      const title = page.getByRole('dialog').getByRole('heading', { level: 2 })

      await page.keyboard.press('ArrowRight')
      expect(await title.textContent()).toBe('后方全景')
      await page.locator('.kit-stage').focus()
      await page.keyboard.press('ArrowLeft')
      expect(await title.textContent()).toBe('前方全景')
      expect(await focusIsInDialog(page)).toBe(1)

      // Beyond the last control lies the browser's own interface (where no element of the page has the focus), never the page behind.
      for (let press = 0; press < 12; press += 1) {
        await page.keyboard.press('Tab')
        expect(await page.locator('.gallery > section :focus:not(dialog *):not(dialog)').count()).toBe(0)
      }

      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      expect(await page.locator(':focus').textContent()).toBe('前方全景')
    })
  })

  it('zooms by keyboard, wheel and button, and shows a plate close up when it is chosen', async () => {
    await withGallery(desk, async (page) => {
      await openViewer(page)
      const whole = await scaleOf(page)

      await page.keyboard.press('+')
      expect(await scaleOf(page)).toBeCloseTo(whole * 1.5)
      await page.keyboard.press('0')
      expect(await scaleOf(page)).toBeCloseTo(whole)

      await page.mouse.move(300, 500)
      await page.mouse.wheel(0, -400)
      await expect.poll(() => scaleOf(page)).toBeCloseTo(whole * Math.E, 2)
      await page.getByRole('button', { name: '适合窗口' }).click()
      expect(await scaleOf(page)).toBeCloseTo(whole)

      const plate = page.getByRole('button', { name: '黑 E 1 2 3 4 5' })
      await plate.click()
      expect(await plate.getAttribute('aria-pressed')).toBe('true')
      const stage = await page.locator('.kit-stage').boundingBox()
      const box = await page.locator('polygon[data-chosen=true]').boundingBox()
      expect((box?.width ?? 0) / (stage?.width ?? 1)).toBeCloseTo(1 / 3, 1)
    })
  })

  it('zooms by two fingers', async () => {
    await withGallery(phone, async (page) => {
      await openViewer(page)
      const whole = await scaleOf(page)
      const touch = await page.context().newCDPSession(page)
      const fingers = (apart: number) => [
        { x: 195 - apart / 2, y: 270, id: 0 },
        { x: 195 + apart / 2, y: 270, id: 1 },
      ]
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(60) })
      for (const apart of [80, 100, 120]) {
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await expect.poll(() => scaleOf(page)).toBeCloseTo(whole * 2, 2)
    })
  })

  it('says what failed before what passed, in words', async () => {
    await withGallery(phone, async (page) => {
      await openViewer(page)
      const verdicts = page.locator('.kit-checks strong')
      expect(await verdicts.allTextContents()).toEqual(['不合格', '注意', '合格', '合格', '合格'])
    })
  })

  it('offers another try when the photo does not open', async () => {
    await withGallery(phone, async (page) => {
      await page.getByRole('button', { name: '碰撞部位', exact: true }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor()
      expect(await page.getByRole('dialog').getByRole('button', { name: '重试' }).count()).toBe(1)
    })
  })
})

describe('forms', () => {
  it('leads from the error summary to the field', async () => {
    await withGallery(phone, async (page) => {
      const form = page.getByRole('region', { name: 'Forms' })
      await form.getByRole('button', { name: '提交' }).click()
      expect(await page.locator('.kit-problems').evaluate((box) => box.matches(':focus'))).toBe(true)
      await form.getByRole('link', { name: '请填写手机号码' }).click()
      expect(await page.locator('#phone').evaluate((field) => field.matches(':focus'))).toBe(true)
      expect(await page.locator('#phone').getAttribute('aria-invalid')).toBe('true')
    })
  })

  it('takes only the digits of a pasted code', async () => {
    await withGallery(phone, async (page) => {
      await page.locator('#code').fill('【快处】验证码 48 21-07。')
      expect(await page.locator('#code').inputValue()).toBe('482107')
    })
  })
})

describe('SignaturePad', () => {
  it('keeps the strokes, takes back one, and starts again', async () => {
    await withGallery(phone, async (page) => {
      const pad = page.getByRole('group', { name: '当事人甲签名' })
      await pad.scrollIntoViewIfNeeded()
      const paper = await pad.locator('canvas').boundingBox()
      if (!paper) throw new Error('no paper to sign on')
      const result = page.getByTestId('signature')

      for (const line of [0.3, 0.6]) {
        await page.mouse.move(paper.x + 40, paper.y + paper.height * line)
        await page.mouse.down()
        await page.mouse.move(paper.x + 200, paper.y + paper.height * line, { steps: 8 })
        await page.mouse.up()
      }
      await expect.poll(() => result.textContent()).toMatch(/^2 \/ /)

      await pad.getByRole('button', { name: '撤销一笔' }).click()
      expect(await result.textContent()).toMatch(/^1 \/ /)
      await pad.getByRole('button', { name: '重写' }).click()
      expect(await result.textContent()).toBe('0')
    })
  })
})
