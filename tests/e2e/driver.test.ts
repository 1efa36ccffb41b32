import { createHash } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decision } from '../../infra/demo/script.ts'
import { launchBrowser } from '../support/browser.ts'
import { act, answersTo, done, look as lookAt, reported, stopQuestions } from '../support/cases.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { announceDetermination, decidedCase, fullAgainstNone } from '../api/settlements.cases.ts'
import * as walk from './driver.walk.ts'

let platform: TestPlatform
let browser: Browser

beforeAll(async () => {
  platform = await startTestPlatform()
  browser = await launchBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** Every page of the walk goes through axe; what it finds is told with the page's name. */
function inspector() {
  const found: string[] = []
  const look = async (page: Page, name: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`))
  }
  return { found, look }
}

it(
  'takes two drivers from the first question to the signed agreement and the claim',
  { timeout: 240_000 },
  async () => {
    const { found, look } = inspector()
    const a = await walk.driverWithPhone(platform, browser, 'A')
    const b = await walk.driverWithPhone(platform, browser, 'B')

    const id = await walk.report(platform, a, look)
    await walk.answerStopQuestions(a, look)
    await walk.photographScene(a, look)
    await walk.clearRoad(a, look)
    await walk.join(platform, b, await walk.invite(a, look), look)
    await a.page.getByText('对方已加入').waitFor()
    await a.page.getByRole('link', { name: '下一步' }).click()

    await walk.photographRest(a, look)
    await walk.answerLaterQuestions(a, look)
    await walk.tellOwnPart(a, '我在第二车道正常直行，对方从左侧变道碰到我的左前角。', look)
    // Nothing can be submitted before both have spoken, and the page says so.
    await a.page.getByText('驾驶人信息没有填写').waitFor()
    await walk.tellOwnPart(b, '我打灯向右变道，没有看到右后方来车。', () => Promise.resolve())
    await platform.idle()
    await walk.submit(a, look)

    const surveyor = await platform.staff('surveyor.li')
    done(await act(surveyor, id, 'taking'))
    await a.page.getByRole('heading', { name: '查勘员正在定责' }).waitFor()
    const { contact, situations, form, parts } = decision
    const { proposals } = done<{
      proposals: { shares: { partyId: string; kind: string; percent: number | null }[] }[]
    }>(await surveyor.post(`/accidents/${id}/proposals`, { contacts: [{ id: contact, situations }] }))
    const shares = proposals[0]?.shares.map(({ partyId, kind, percent }) => ({ side: partyId, kind, percent }))
    const { version } = await lookAt(surveyor, id)
    const contacts = [{ id: contact, situations, form, parts, shares }]
    done(await surveyor.post(`/accidents/${id}/determinations`, { version, contacts }), 201)

    await walk.sign(platform, a, look)
    await walk.sign(platform, b, () => Promise.resolve())
    await platform.idle()
    for (const { page } of [a, b]) await page.getByText('报案号').first().waitFor()
    await look(a.page, 'outcome')

    await a.page.getByRole('link', { name: '查看文书' }).click()
    const opened = a.page.getByRole('link', { name: '打开文书' })
    await opened.waitFor()
    const pdf = await (await a.page.request.get((await opened.getAttribute('href')) ?? '')).body()
    await a.page.getByText('文书指纹').click()
    expect(await a.page.getByText(createHash('sha256').update(pdf).digest('hex')).count()).toBe(1)

    // Anybody who holds the document can check it, without signing in.
    const checkUrl = (await a.page.getByRole('link', { name: '公开核验页' }).getAttribute('href')) ?? ''
    const stranger = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await stranger.goto(checkUrl)
    await stranger.getByText('已生效').waitFor()
    const choose = stranger.getByLabel('选择 PDF 文件')
    await choose.setInputFiles({ name: 'agreement.pdf', mimeType: 'application/pdf', buffer: pdf })
    await stranger.getByText('一致：这就是那份文书').waitFor()
    await look(stranger, 'check')
    const changed = Buffer.concat([pdf, Buffer.from(' ')])
    await choose.setInputFiles({ name: 'agreement.pdf', mimeType: 'application/pdf', buffer: changed })
    await stranger.getByText('不一致').waitFor()

    await a.page.goto(`${platform.url}/cases`)
    await a.page.getByRole('heading', { name: '我的案件' }).waitFor()
    await look(a.page, 'my-cases')
    expect(found).toEqual([])
  },
)

/** A case of driver A that somebody reported through the API, open on his phone. */
async function openCase(change: object = {}) {
  const driver = await walk.signedInWithPhone(platform, browser, 'A')
  const { id } = await reported(await platform.driver(driver.phone), {
    ownVehicle: { plateNumber: '黑E6A152', plateKind: '02' },
    otherVehicles: [{ plateNumber: '黑ED20867', plateKind: '52' }],
    position: { lon: 125.1031, lat: 46.5893, datum: 'WGS-84', accuracyM: 12 },
    ...change,
  })
  await driver.page.goto(`${platform.url}/cases/${id}`)
  return { ...driver, id }
}

it('hands the case to an officer as soon as somebody is hurt, and says what to do until he comes', async () => {
  const { found, look } = inspector()
  const { page } = await openCase()
  await page.getByRole('button', { name: /^有$/ }).click()
  await page.getByRole('button', { name: '确认，交给交警' }).click()
  await page.getByRole('heading', { name: '交警会来处理' }).waitFor()
  await page.getByText('马上拨打120').waitFor()
  expect(await page.getByRole('link', { name: '拨打 122', exact: true }).getAttribute('href')).toBe('tel:122')
  await look(page, 'officer-comes')
  expect(found).toEqual([])
})

it('sends an officer from any screen of a case, with the reason', async () => {
  const { found, look } = inspector()
  const { page } = await openCase()
  await page.getByRole('button', { name: '要求交警到场' }).click()
  await page.getByRole('button', { name: '通知交警' }).click()
  await page.getByText('请选择一个原因').waitFor()
  await page.getByRole('radio', { name: '对责任有争议' }).check()
  await look(page, 'send-officer')
  await page.getByRole('button', { name: '通知交警' }).click()
  await page.getByRole('heading', { name: '交警会来处理' }).waitFor()
  await page.getByRole('link', { name: '已通知交警' }).waitFor()
  expect(found).toEqual([])
})

it('says why a dispute cannot be determined online yet, beside the button that asks for it', async () => {
  const { found, look } = inspector()
  const { page, id, phone } = await openCase()
  await (await platform.driver(phone)).post(`/accidents/${id}/officer-requests`, { reason: '双方有争议' })
  await page.getByRole('heading', { name: '不想等交警到场？' }).waitFor()
  await page.getByText('这起事故须由交警到场处理，不能在线认定').waitFor()
  expect(await page.getByRole('button', { name: '申请交警在线认定' }).isDisabled()).toBe(true)
  await look(page, 'apply-online-refused')
  expect(found).toEqual([])
})

it('lets a report be taken back, once', async () => {
  const { found, look } = inspector()
  const { page } = await openCase()
  await page.getByRole('link', { name: '撤销报案' }).click()
  await page.getByRole('radio', { name: '双方已自行解决' }).check()
  await look(page, 'withdraw')
  await page.getByRole('button', { name: '撤销报案' }).click()
  await page.getByRole('heading', { name: '报案已撤销' }).waitFor()
  await look(page, 'withdrawn')
  expect(found).toEqual([])
})

it('keeps a photo through the loss of the network and sends it by itself when it is back', async () => {
  const { page, id, phone } = await openCase()
  const answers = answersTo(stopQuestions)
  done(await act(await platform.driver(phone), id, 'answers', { answers }))
  await page.getByRole('link', { name: '拍：车头方向全景' }).click()
  const choose = page.getByLabel('从手机里选一张')
  await choose.waitFor({ state: 'attached' })
  await page.getByRole('heading', { name: '车头方向全景' }).waitFor()
  await page.context().setOffline(true)
  await page.getByText('网络已断开').waitFor()
  await walk.chooseSample(page, 'a1-overview-front')
  await page.getByText('正在上传').waitFor()
  await page.context().setOffline(false)
  await walk.verdictOn(page, '车头方向全景')
})

it('photographs with the camera of the page, and tells where', async () => {
  const { found, look } = inspector()
  const { page, id, phone } = await openCase()
  const driver = await platform.driver(phone)
  done(await act(driver, id, 'answers', { answers: answersTo(stopQuestions) }))
  await page.getByRole('link', { name: '拍：车头方向全景' }).click()
  await page.getByRole('button', { name: '打开相机' }).click()
  const shutter = page.getByRole('button', { name: '拍照' })
  await shutter.and(page.locator('[aria-disabled=false]')).waitFor()
  await look(page, 'camera')
  await shutter.click()
  await walk.verdictOn(page, '车头方向全景')
  const { items } = done<{ items: { checks: { id: string; status: string }[] }[] }>(
    await driver.get(`/accidents/${id}/evidence`),
  )
  expect(items[0]?.checks).toContainEqual(expect.objectContaining({ id: 'taken-where', status: 'pass' }))
  expect(found).toEqual([])
})

it('says that a claim waits for the insurance register, and what is left to the driver where it names nobody', async () => {
  const { found, look } = inspector()
  const { page, phone } = await walk.signedInWithPhone(platform, browser, 'A')
  const driverId = done<{ id: string }>(await (await platform.driver(phone)).get('/me')).id
  const sides = fullAgainstNone.map((side) =>
    side.kind === 'full' ? { ...side, insurerId: null, registryState: 'down' as const, driverId } : side,
  )
  const made = await decidedCase(platform.ctx, { sides })
  await page.goto(`${platform.url}/cases/${made.accidentId}`)
  await page.getByText('保险信息系统暂时没有答复').waitFor()
  await look(page, 'claim-waits')

  await platform.ctx.db.vehicle.updateMany({
    where: { accidentId: made.accidentId },
    data: { registryState: 'not-found' },
  })
  await announceDetermination(platform.ctx, 'in-force', made)
  await page.getByText('没有查到需要由平台报案的保险公司').waitFor()
  await page.getByText('请自行联系保险公司报案').waitFor()
  await look(page, 'claim-nobody')
  expect(found).toEqual([])
})

it('has a way out where there is nothing to show', async () => {
  const { found, look } = inspector()
  const { page } = await walk.signedInWithPhone(platform, browser, 'B')
  await page.goto(`${platform.url}/cases/018f0000-0000-7000-8000-000000000000`)
  await page.getByText('没有找到').waitFor()
  await page.getByRole('link', { name: '回到我的案件' }).waitFor()
  await look(page, 'case-not-found')
  await page.goto(`${platform.url}/join/${'x'.repeat(32)}`)
  await page.getByRole('button', { name: '加入' }).click()
  await page.getByText('请对方重新出示二维码').waitFor()
  await look(page, 'join-refused')
  await page.goto(`${platform.url}/check/AAAA-BBBB-CCCC-DDDD`)
  await page.getByRole('heading', { name: '没有这份文书' }).waitFor()
  await look(page, 'check-unknown')
  expect(found).toEqual([])
})

it('speaks English and dims for the night, from the first page on', async () => {
  const { found, look } = inspector()
  const { page } = await openCase()
  await page.getByRole('button', { name: '夜间模式' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Is anybody hurt?' }).waitFor()
  await look(page, 'question-en-night')
  await page.goto(`${platform.url}/report/own`)
  await page.getByRole('heading', { name: 'What does your plate look like?' }).waitFor()
  await look(page, 'plate-en-night')
  expect(found).toEqual([])
})
