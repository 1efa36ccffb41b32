import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../api/determinations.cases.ts'
import { eraseLater, periods } from '../api/retention.cases.ts'
import { launchBrowser } from '../support/browser.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { decidedCase } from './staff.cases.ts'

/** How long a case is kept, as people see it. The portals are served as built: `npm run build:web` comes first. */
let platform: TestPlatform
let browser: Browser

beforeAll(async () => {
  platform = await startTestPlatform({ env: { ERASE_WHEN_DUE: 'on' } })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)
const card = (page: Page) => page.getByRole('region', { name: '保存期限' })

async function closedCase() {
  const made = await decidedCase(platform, await platform.staff('surveyor.zhou'), { photos: true, signed: true })
  const officer = await platform.staff('officer.wang')
  await act(officer, made.id, 'taking-over', { reason: '当事人要求现场处理' })
  await act(officer, made.id, 'conclusion', { reason: '已按简易程序现场处理完毕' })
  await platform.idle()
  return made
}

/** Without motion nothing is looked at halfway through a transition. */
async function withPage(viewport: typeof desk, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport })
  try {
    await use(await context.newPage())
  } finally {
    await context.close()
  }
}

const asOfficer = (caseId: string, viewport: typeof desk, use: (page: Page) => Promise<void>) =>
  withPage(viewport, async (page) => {
    await page.goto(`${platform.url}/console/cases/${caseId}`)
    await page.getByLabel('登录名').fill('officer.wang')
    await page.getByLabel('密码', { exact: true }).fill('kuaichu-demo-1')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await card(page).waitFor()
    await use(page)
  })

describe('an officer', () => {
  it('holds a case with ground and reason, and lifts the hold again', async () => {
    const { id } = await closedCase()
    await asOfficer(id, desk, async (page) => {
      await card(page).getByText('按期限保存').waitFor()
      expect(
        await card(page)
          .getByText(/保存至 \d{4}年/)
          .count(),
      ).toBe(3)
      await card(page).getByRole('button', { name: '留存案件' }).click()
      const dialog = page.getByRole('dialog', { name: '留存案件' })
      await dialog.getByRole('button', { name: '留存案件' }).click()
      await dialog.getByText('至少').waitFor()
      expect(await violations(page)).toEqual([])
      await dialog.getByRole('radio', { name: '诉讼' }).check()
      await dialog.getByLabel('理由').fill('（2026）黑0602民初字案件，法院调取')
      await dialog.getByRole('button', { name: '留存案件' }).click()
      await card(page).getByText('留存中，暂不删除').waitFor()
      await card(page).getByText('法院调取').waitFor()
      expect(await violations(page)).toEqual([])
      await eraseLater(platform.ctx, id, periods.closedDays.personal + 1)
      await page.reload()
      await card(page).getByText('留存中，暂不删除').waitFor()
      expect(await card(page).getByText('删除于').count()).toBe(0)

      await card(page).getByRole('button', { name: '解除留存' }).click()
      const lifting = page.getByRole('dialog', { name: '解除留存' })
      await lifting.getByRole('textbox').fill('判决已生效')
      await lifting.getByRole('button', { name: /确\s?认|解除/ }).click()
      await card(page).getByText('按期限保存').waitFor()
      await card(page).getByText('判决已生效').waitFor()
    })
  }, 90_000)
})

describe('a case whose time is over', () => {
  it('says at the desk and on the phone what is gone, and shows what is left', async () => {
    const { id, parties } = await closedCase()
    await eraseLater(platform.ctx, id, periods.closedDays.photos + 1)
    await asOfficer(id, desk, async (page) => {
      expect(await card(page).getByText('删除于').count()).toBe(2)
      expect(await violations(page)).toEqual([])
      await eraseLater(platform.ctx, id, periods.closedDays.personal + 1)
      await page.reload()
      await card(page).getByText('已删除（保存期满）', { exact: true }).waitFor()
      expect(await card(page).getByText('删除于').count()).toBe(3)
      expect(await page.getByText('尚未陈述').count()).toBe(0)
      // What has gone must not turn into a finding.
      expect(await page.getByText('有车没有交强险').count()).toBe(0)
      expect(await violations(page)).toEqual([])
    })
    await asOfficer(id, phone, async (page) => {
      await card(page).getByText('已删除（保存期满）', { exact: true }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
      expect(await violations(page)).toEqual([])
    })
    await withPage(phone, async (page) => {
      const [name = '', value = ''] = parties.A.cookie().split(/=(.*)/)
      await page.context().addCookies([{ name, value, url: platform.url }])
      await page.goto(`${platform.url}/cases/${id}`)
      await page.getByText('保存期满').first().waitFor()
      // The way to the document would come with the determination.
      await page.getByRole('heading', { name: '谁的责任' }).waitFor()
      expect(await page.getByText('查看文书').count()).toBe(0)
      expect(await violations(page)).toEqual([])
    })
  }, 90_000)
})
