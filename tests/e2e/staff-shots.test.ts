import type { Browser, Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { decidedCase, waitingCase } from './staff.cases.ts'

let platform: TestPlatform
let browser: Browser
beforeAll(async () => {
  platform = await startTestPlatform()
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => { await browser?.close(); await platform?.stop() })
const only = process.env.SHOTS ?? 'phone,desk'
async function shot(page: Page, name: string, full = true) {
  await page.waitForTimeout(700)
  await page.screenshot({ path: `/tmp/staff-${name}.png`, fullPage: full })
  const r = await new AxeBuilder({ page }).analyze()
  for (const v of r.violations) console.log('AXE', name, v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' || ' + n.failureSummary?.slice(0,200)))
}
async function open(path: string, desk: boolean, colorScheme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({ viewport: desk ? { width: 1440, height: 900 } : { width: 390, height: 844 }, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('console', (m) => { if (['error','warning'].includes(m.type())) console.log('CONSOLE', m.text().slice(0, 300)) })
  page.on('pageerror', (e) => console.log('PAGEERROR', e.message))
  await page.goto(platform.url + path)
  return page
}
async function signIn(page: Page, name: string) {
  await page.getByLabel('登录名').fill(name)
  await page.getByLabel('密码').fill('kuaichu-demo-1')
  await page.getByRole('button', { name: '登录' }).click()
}
it('phone', async () => {
  if (!only.includes('phone')) return
  const a = await waitingCase(platform, { photos: true })
  const page = await open('/surveyor', false)
  await shot(page, 'phone-signin')
  await signIn(page, 'surveyor.li')
  await page.getByRole('heading', { name: '待办案件' }).waitFor()
  await shot(page, 'phone-queue')
  await page.getByRole('link').filter({ hasText: /\d{4}/ }).first().click()
  await page.getByRole('button', { name: '接手此案' }).waitFor()
  await shot(page, 'phone-case')
  await page.getByRole('button', { name: '接手此案' }).click()
  await page.getByRole('button', { name: '开始认定' }).waitFor()
  await shot(page, 'phone-case-taken')
  await page.getByRole('button', { name: '要求交警到场' }).click()
  await shot(page, 'phone-sheet', false)
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: /前方|全景/ }).first().click()
  await shot(page, 'phone-viewer', false)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '开始认定' }).click()
  await page.getByRole('button', { name: '选择事故情形' }).click()
  await shot(page, 'phone-picker', false)
  await page.getByLabel('按名称查找').fill('追尾')
  await shot(page, 'phone-picker-found', false)
  await page.getByRole('button', { name: /追尾.*L01/ }).click()
  await page.locator('.situation').getByRole('radio').first().check()
  await page.waitForTimeout(500)
  await shot(page, 'phone-decide-1')
  for (let i = 0; i < 6; i++) {
    const open = page.locator('.situation fieldset:not(:has(:checked))').first()
    if (await open.count() === 0) break
    const label = await open.locator('legend').innerText()
    await open.getByRole('radio').first().check()
    console.log('fact', label)
    await page.waitForTimeout(400)
  }
  await page.getByRole('radio', { name: '追尾碰撞' }).check()
  await page.getByRole('group', { name: 'A 方碰撞部位' }).getByRole('radio', { name: '车头' }).check()
  await page.getByRole('group', { name: 'B 方碰撞部位' }).getByRole('radio', { name: '车尾' }).check()
  await shot(page, 'phone-decide-2')
  await page.locator('.share').nth(0).getByRole('radio', { name: '主要责任' }).check()
  await shot(page, 'phone-decide-3')
  await page.getByRole('button', { name: '恢复为系统建议' }).click({ timeout: 2000 }).catch(() => page.locator('.share').nth(0).getByRole('radio', { name: '全部责任' }).check())
  await page.getByRole('button', { name: '出具认定' }).click()
  await page.getByText('等待签名').first().waitFor()
  await platform.idle()
  await shot(page, 'phone-issued')
  const dark = await open('/surveyor', false, 'dark')
  await signIn(dark, 'surveyor.li')
  await dark.getByRole('heading', { name: '待办案件' }).waitFor()
  await shot(dark, 'phone-queue-dark')
  await dark.goto(`${platform.url}/surveyor/cases/${a.id}`)
  await dark.getByText('等待签名').first().waitFor()
  await shot(dark, 'phone-case-dark')
}, 240_000)
it('desk', async () => {
  if (!only.includes('desk')) return
  const li = await platform.staff('surveyor.zhou')
  const wu = await platform.staff('surveyor.wu')
  await decidedCase(platform, li, { photos: true, signed: true })
  const cs = await decidedCase(platform, wu, { photos: false, signed: false })
  for (const l of ['surveyor.li']) console.log(JSON.stringify((await (await platform.staff('officer.wang')).get(`/accidents/${cs.id}`)).body.vehicles))
  const ordered = await waitingCase(platform, { photos: false })
  const asked = await ordered.parties.B.post(`/accidents/${ordered.id}/officer-requests`, { reason: '对方情绪激动，请交警到场。' }); console.log('ASKED', asked.status, JSON.stringify(asked.body).slice(0, 200))
  await platform.idle()
  for (const scheme of ['light', 'dark'] as const) {
    const s = scheme === 'dark' ? '-dark' : ''
    const page = await open('/console/', true, scheme)
    await page.getByLabel('登录名').waitFor()
    await shot(page, 'desk-signin' + s, false)
    await signIn(page, 'officer.wang')
    await page.getByRole('region', { name: '待审核的认定' }).waitFor()
    await page.keyboard.press('j')
    await shot(page, 'desk-reviews' + s, false)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '审核通过' }).waitFor()
    await shot(page, 'desk-review' + s)
    await page.getByRole('button', { name: '接管此案' }).first().click()
    await shot(page, 'desk-dialog' + s, false)
    await page.keyboard.press('Escape')
    if (scheme === 'light') {
      await page.locator('.case-photo').first().click()
      await shot(page, 'desk-viewer', false)
      await page.keyboard.press('Escape')
    }
    await page.goto(platform.url + '/console/orders')
    await page.waitForTimeout(1500)
    await shot(page, 'desk-orders' + s, false)
    await page.goto(platform.url + '/console/cases')
    await page.getByRole('region', { name: '案件' }).waitFor()
    await shot(page, 'desk-cases' + s, false)
    await page.goto(platform.url + '/console/cases/' + cs.id)
    await page.getByRole('button', { name: '会签确认' }).waitFor()
    await shot(page, 'desk-countersign' + s)
    await page.getByRole('button', { name: '另行认定' }).click()
    await page.getByRole('button', { name: '选择事故情形' }).waitFor()
    await shot(page, 'desk-decide' + s)
    await page.goto(platform.url + '/console/claims')
    await page.getByRole('region', { name: '保险报案' }).waitFor()
    await shot(page, 'desk-claims' + s, false)
    await page.context().close()
  }
  for (const [who, path, name] of [['security', 'accounts', '账号'], ['chief.liu', 'authorisations', '查勘员授权'], ['auditor', 'audit', '审计记录'], ['clerk.picc', 'claims', '保险报案']] as const) {
    const page = await open('/console/' + path, true, 'light')
    await signIn(page, who)
    await page.getByRole('region', { name }).waitFor()
    await shot(page, 'desk-' + who, false)
    if (who === 'security') { await page.getByRole('button', { name: '新建账号' }).click(); await page.getByRole('button', { name: '新建账号' }).last().click(); await shot(page, 'desk-create', false) }
    if (who === 'chief.liu') { await page.getByRole('button', { name: '发放授权' }).click(); await shot(page, 'desk-grant', false) }
    if (who === 'auditor') { await page.locator('tbody tr').nth(3).click(); await shot(page, 'desk-audit-event', false) }
    await page.context().close()
  }
}, 240_000)
