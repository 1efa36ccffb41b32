import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobHandler } from '../../api/kernel/ports.ts'
import { launchBrowser } from '../support/browser.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

/** The background queues as the system administrator sees them. The console is served as built: `npm run build:web` comes first. */
let platform: TestPlatform
let browser: Browser
/** What the workers of this test do next: they fail until something is mended. */
let broken = true
let ran: string[] = []

const handler: JobHandler = {
  maxAttempts: 1,
  run: async ({ id = '' }) => {
    if (broken) throw new TypeError('mended later')
    ran.push(id)
  },
}

beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
  await platform.ctx.queue.work({ 'hand-off-claim': handler, 'render-document': handler }, { concurrency: 2 })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})
beforeEach(async () => {
  broken = true
  ran = []
  for (const { id } of await platform.ctx.queue.failedJobs({ limit: 100 })) await platform.ctx.queue.dismiss(id)
})

const patience = { timeout: 20_000, interval: 50 }
const desk = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 } }

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

async function failed(name: string, ...ids: string[]): Promise<void> {
  const before = (await platform.ctx.queue.failedJobs({ limit: 200 })).length
  for (const id of ids) await platform.ctx.queue.add(name, { id, accidentId: `accident-of-${id}` })
  const count = async () => (await platform.ctx.queue.failedJobs({ limit: 200 })).length
  await vi.waitFor(async () => expect(await count()).toBe(before + ids.length), patience)
}

async function asAdministrator(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  // Without motion nothing is looked at halfway through a transition.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  try {
    const page = await context.newPage()
    await page.goto(`${platform.url}/console/`)
    await page.getByLabel('登录名').fill('system')
    await page.getByLabel('密码', { exact: true }).fill('kuaichu-demo-1')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    // The first page of this role, and its only one.
    await page.getByRole('heading', { name: '后台任务', level: 1 }).waitFor()
    await page.getByRole('region', { name: '队列' }).waitFor()
    await use(page)
  } finally {
    await context.close()
  }
}

const lane = (page: Page, name: string) => page.getByRole('listitem', { name })
const rows = (page: Page) => page.getByRole('region', { name: '失败的任务' }).locator('tbody tr[data-row-key]')

describe('the system administrator', () => {
  it.each(['light', 'dark'] as const)('sees every lane at rest, in %s', async (colorScheme) => {
    await asAdministrator({ ...desk, colorScheme }, async (page) => {
      await page.getByText('没有失败的任务').waitFor()
      expect(await page.locator('.lane').count()).toBe(5)
      expect(await page.getByText('空闲').count()).toBe(5)
      expect(await violations(page)).toEqual([])
    })
  })

  it('pauses a lane knowing what it means at the roadside, and resumes it', async () => {
    broken = false
    await asAdministrator(desk, async (page) => {
      await page.getByRole('button', { name: '暂停文书生成' }).click()
      const dialog = page.getByRole('dialog', { name: '暂停文书生成' })
      await dialog.getByText('签不了字').waitFor()
      expect(await violations(page)).toEqual([])
      await dialog.getByRole('button', { name: '取消' }).click()
      await dialog.waitFor({ state: 'hidden' })
      expect((await platform.ctx.queue.lanes()).some(({ paused }) => paused)).toBe(false)

      await page.getByRole('button', { name: '暂停文书生成' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '暂停文书生成' }).click()
      await lane(page, '文书生成').getByText('已暂停').waitFor()
      await lane(page, '文书生成').getByText('签不了字').waitFor()
      expect(await violations(page)).toEqual([])

      await platform.ctx.queue.add('render-document', { id: 'held' })
      // Nobody presses anything: the page looks by itself.
      await lane(page, '文书生成').locator('[data-figure="waiting"]').getByText('1').waitFor()
      await page.getByRole('button', { name: '恢复文书生成' }).click()
      await page.getByRole('dialog').getByText('1 个任务在等待').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: '恢复文书生成' }).click()
      await lane(page, '文书生成').getByText('空闲').waitFor()
    })
    await vi.waitFor(() => expect(ran).toEqual(['held']), patience)
  }, 60_000)

  it('looks at a failed job with the keyboard, and tries it again', async () => {
    await failed('hand-off-claim', 'claim-1')
    broken = false
    await asAdministrator(desk, async (page) => {
      await rows(page).first().waitFor()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      const drawer = page.getByRole('dialog', { name: '向保险公司报案' })
      await drawer.getByText('accident-of-claim-1').waitFor()
      await drawer.getByText('TypeError').waitFor()
      expect(await violations(page)).toEqual([])
      await drawer.getByRole('button', { name: /^重\s?试$/ }).click()
      await page.getByText('没有失败的任务').waitFor()
    })
    await vi.waitFor(() => expect(ran).toEqual(['claim-1']), patience)
  }, 60_000)

  it('tries all of a kind again, and leaves the other kinds', async () => {
    await failed('render-document', 'document-1')
    await failed('hand-off-claim', 'claim-1', 'claim-2', 'claim-3')
    broken = false
    await asAdministrator(desk, async (page) => {
      await expect.poll(() => rows(page).count()).toBe(4)
      await page.getByText('向保险公司报案（3）').click()
      await expect.poll(() => rows(page).count()).toBe(3)
      await page.getByRole('button', { name: '重试全部同类任务（3）' }).click()
      const dialog = page.getByRole('dialog', { name: '重试全部同类任务（3）' })
      expect(await violations(page)).toEqual([])
      await dialog.getByRole('button', { name: '重试全部同类任务（3）' }).click()
      await expect.poll(() => rows(page).count()).toBe(1)
      await rows(page).getByText('生成文书').first().waitFor()
    })
    await vi.waitFor(() => expect(ran.toSorted()).toEqual(['claim-1', 'claim-2', 'claim-3']), patience)
  }, 60_000)

  it('dismisses a job only with a reason, which the auditor reads', async () => {
    await failed('hand-off-claim', 'claim-1')
    await asAdministrator(desk, async (page) => {
      await rows(page).first().click()
      await page.getByRole('button', { name: '移除任务' }).click()
      const dialog = page.getByRole('dialog', { name: '移除任务' })
      await dialog.getByRole('button', { name: '移除任务' }).click()
      await dialog.getByText('请写明理由').waitFor()
      expect(await violations(page)).toEqual([])
      await dialog.getByLabel('移除理由').fill('保险公司已电话受理')
      await dialog.getByRole('button', { name: '移除任务' }).click()
      await page.getByText('没有失败的任务').waitFor()
    })
    const auditor = await platform.staff('auditor')
    const { body } = await auditor.get('/audit/events?action=job.dismissed')
    expect(body.items[0]).toMatchObject({ details: { job: 'hand-off-claim', reason: '保险公司已电话受理' } })
  }, 60_000)

  it('is told of further failures without the list moving under his eyes', async () => {
    await failed('hand-off-claim', 'claim-1')
    await asAdministrator(desk, async (page) => {
      await expect.poll(() => rows(page).count()).toBe(1)
      await failed('render-document', 'document-1')
      await page.getByRole('button', { name: '有 1 条更新' }).waitFor()
      expect(await rows(page).count()).toBe(1)
      await page.getByRole('button', { name: '有 1 条更新' }).click()
      await expect.poll(() => rows(page).count()).toBe(2)
      await rows(page).first().getByText('生成文书').waitFor()
    })
  }, 60_000)

  it('is told when somebody else has dealt with the job already', async () => {
    await failed('hand-off-claim', 'claim-1')
    await asAdministrator(desk, async (page) => {
      await rows(page).first().click()
      const [job] = await platform.ctx.queue.failedJobs({ limit: 1 })
      await platform.ctx.queue.dismiss(job?.id ?? '')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^重\s?试$/ })
        .click()
      await page.getByText('有 1 个任务已被他人处理').waitFor()
    })
  }, 60_000)

  it('is told that the queue cannot be reached, and the way on', async () => {
    await asAdministrator(desk, async (page) => {
      await page.getByText('没有失败的任务').waitFor()
      const problem = { status: 503, code: 'unavailable', titles: { zh: '服务暂时不可用', en: '' }, requestId: 'r' }
      const body = JSON.stringify({ ...problem, details: { zh: '内容没有丢失，请稍后重试。', en: '' } })
      await page.route('**/api/operations/**', (route) =>
        route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
      )
      await page.getByRole('alert').getByText('服务暂时不可用').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '重试' }).waitFor()
      // It goes on asking: whoever waits need not press.
      await page.unroute('**/api/operations/**')
      await page.getByRole('region', { name: '队列' }).waitFor()
    })
  }, 60_000)

  it('can see to it from a phone', async () => {
    await failed('hand-off-claim', 'claim-1')
    await platform.ctx.queue.pause('assessment')
    try {
      await asAdministrator(phone, async (page) => {
        await rows(page).first().waitFor()
        await lane(page, '照片核验').getByText('滞留路边').waitFor()
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
        expect(await violations(page)).toEqual([])
        await rows(page).first().click()
        await page.getByRole('dialog').getByText('accident-of-claim-1').waitFor()
        expect(await violations(page)).toEqual([])
      })
    } finally {
      await platform.ctx.queue.resume('assessment')
    }
  }, 60_000)
})
