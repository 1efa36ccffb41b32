import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { keeperOf, messagesOn } from '../../infra/simulators/control-client.ts'
import type { TestPlatform } from '../support/platform.ts'

/** Somebody at the roadside with a phone of his own. */
export interface Driver {
  readonly page: Page
  readonly phone: string
  readonly name: string
  readonly licenceNumber: string
}

/** Called on every page of the walk, when it stands still. */
export type Look = (page: Page, name: string) => Promise<void>

export const plates = {
  A: { plateNumber: '黑E6A152', plateKind: '02', picture: '小型汽车', characters: 'E6A152' },
  B: { plateNumber: '黑ED20867', plateKind: '52', picture: '小型新能源汽车', characters: 'ED20867' },
} as const
type Side = keyof typeof plates

/** A phone of 390 x 844 with a camera and a position, in the hands of whoever drives this car in the simulated city. */
export async function driverWithPhone(platform: TestPlatform, browser: Browser, side: Side): Promise<Driver> {
  const keeper = await keeperOf(platform.simulators.registriesUrl, plates[side])
  if (!keeper) throw new Error(`nobody drives ${plates[side].plateNumber} in the simulated city`)
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    permissions: ['geolocation', 'camera'],
    geolocation: { latitude: 46.5893, longitude: 125.1031, accuracy: 12 },
  })
  return { page: await context.newPage(), ...keeper }
}

/** The same, signed in already: for what happens after the sign-in. */
export async function signedInWithPhone(platform: TestPlatform, browser: Browser, side: Side): Promise<Driver> {
  const driver = await driverWithPhone(platform, browser, side)
  const { request } = driver.page.context()
  const headers = { 'Kuaichu-Session': 'driver', Origin: platform.url }
  await request.post(`${platform.url}/api/driver/codes`, { headers, data: { phone: driver.phone } })
  const code = await newestCode(platform, driver.phone)
  const data = { phone: driver.phone, code }
  const answered = await request.post(`${platform.url}/api/driver/session`, { headers, data })
  if (!answered.ok()) throw new Error(`${driver.phone} cannot sign in`)
  return driver
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function newestCode(platform: TestPlatform, phone: string): Promise<string> {
  const messages = await messagesOn(platform.simulators.smsUrl, phone)
  return messages.at(-1)?.parameters.code ?? ''
}

export async function signIn(platform: TestPlatform, { page, phone }: Driver, look: Look): Promise<void> {
  await heading(page, '您的手机号')
  await look(page, 'sign-in')
  await page.getByLabel('您的手机号').fill(phone)
  await press(page, '获取验证码')
  await heading(page, '输入短信验证码')
  await look(page, 'code')
  await page.getByLabel('短信验证码').fill(await newestCode(platform, phone))
}

async function givePlate(page: Page, side: Side): Promise<void> {
  const { picture, characters } = plates[side]
  await page.getByRole('radio', { name: new RegExp(`(^|，| )${picture}$`) }).check()
  await page.getByLabel('省份简称').selectOption('黑')
  await page.getByLabel('字母和数字').fill(characters)
}

/** From the first page to the reported case; answers its id. */
export async function report(platform: TestPlatform, driver: Driver, look: Look): Promise<string> {
  const { page } = driver
  await page.goto(platform.url)
  await heading(page, '先确保人员安全')
  await look(page, 'safety')
  await follow(page, '人已安全')
  await signIn(platform, driver, look)

  await heading(page, '在哪里出的事')
  await press(page, '下一步')
  await page.getByText('请写出事故地点').waitFor()
  await page.getByLabel('在哪里出的事').fill('萨尔图区世纪大道与东风路口')
  await press(page, '获取我的位置')
  await page.getByText('精度约 12 米').waitFor()
  await look(page, 'place')
  await press(page, '下一步')
  await page.getByRole('radio', { name: '刚刚' }).check()
  await look(page, 'time')
  await press(page, '下一步')
  await page.getByRole('radio', { name: '晴' }).check()
  await look(page, 'weather')
  await press(page, '下一步')
  await page.getByRole('radio', { name: '城市道路' }).check()
  await look(page, 'road')
  await press(page, '下一步')
  await givePlate(page, 'A')
  await look(page, 'own-plate')
  await press(page, '下一步')
  await heading(page, '对方的车牌')
  await givePlate(page, 'B')
  await look(page, 'other-plate')

  // Closing the page loses nothing: the draft opens again where it was left.
  await page.goto(`${platform.url}/report`)
  await heading(page, '核对一下')
  await look(page, 'check-answers')
  await press(page, '确认报案')
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1) ?? ''
}

export async function answerStopQuestions({ page }: Driver, look: Look): Promise<void> {
  await heading(page, '有人受伤吗')
  await look(page, 'stop-question')
  await press(page, /^有$/)
  await page.getByRole('heading', { name: '您选的是“有”' }).waitFor()
  await look(page, 'stop-question-yes')
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click()
  for (const question of ['有人受伤', '拉着危险品', '喝了酒', '没挂牌', '没有驾驶证', '离开现场', '有车动不了']) {
    await heading(page, question)
    await press(page, /^没有$/)
  }
  await heading(page, '拍下现场')
}

/** A sample photo without EXIF, as a page's camera takes it: the samples' own dates lie in the past. */
async function samplePhoto(name: string): Promise<Buffer> {
  const file = fileURLToPath(new URL(`../../infra/samples/photos/${name}.jpg`, import.meta.url))
  return sharp(await readFile(file))
    .jpeg({ quality: 95 })
    .toBuffer()
}

/** A document on a table, as far as a test needs one. */
async function documentPhoto(title: string): Promise<Buffer> {
  const lines = Array.from(
    { length: 9 },
    (_, row) => `<path d="M420 ${430 + row * 60}h${500 + row * 37}" stroke="#334" stroke-width="14"/>`,
  )
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="#7a6a58"/><rect x="240" y="200" width="1120" height="800" rx="24" fill="#e9edf2"/><text x="420" y="360" font-size="90" fill="#123">${title}</text>${lines.join('')}</svg>`
  return sharp(Buffer.from(drawn)).jpeg({ quality: 92 }).toBuffer()
}

/** Chooses one of the repository's sample photos for the shot that is open. */
export const chooseSample = async (page: Page, name: string) => choosePhoto(page, name, await samplePhoto(name))

async function choosePhoto(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('从手机里选一张').setInputFiles({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer })
}

/** Waits for the verdict on a shot of the list. */
export const verdictOn = (page: Page, shot: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: shot })
    .getByText(/^(合格|请重拍)/)
    .first()
    .waitFor({ timeout: 60_000 })

/** Opens the shot of the list, chooses the photo, and waits until the list says what became of it. */
async function takeShot(page: Page, { row, photo, look }: { row: RegExp; photo: Buffer; look?: () => Promise<void> }) {
  const item = page.getByRole('listitem').filter({ hasText: row }).first()
  await item.getByRole('heading').getByRole('link').click()
  await page.getByLabel('从手机里选一张').waitFor({ state: 'attached' })
  await look?.()
  await choosePhoto(page, 'photo', photo)
  await item
    .getByText(/合格|请重拍/)
    .first()
    .waitFor({ timeout: 30_000 })
}

export async function photographScene({ page }: Driver, look: Look): Promise<void> {
  await look(page, 'shot-list-empty')
  // A shaken hand is noticed in the page, before anything is sent.
  await follow(page, '拍：车头方向全景')
  await heading(page, '车头方向全景')
  await look(page, 'take-shot')
  await choosePhoto(page, 'blurred', await samplePhoto('blurred'))
  await heading(page, '这张好像糊了')
  await look(page, 'blurred')
  await press(page, '重拍')
  await choosePhoto(page, 'front', await samplePhoto('a1-overview-front'))
  await heading(page, '拍下现场')
  await page.getByRole('listitem').filter({ hasText: '车头方向全景' }).getByText('合格').waitFor({ timeout: 30_000 })

  // A photo of another car fails, and the driver may take it again.
  await takeShot(page, { row: /车尾方向全景/, photo: await samplePhoto('other-car-plate') })
  await look(page, 'shot-list-retake')
  await takeShot(page, { row: /车尾方向全景/, photo: await samplePhoto('a1-overview-rear') })
  await takeShot(page, { row: /碰撞部位/, photo: await samplePhoto('a1-contact') })
  await page.getByText('必拍 3 张，已合格 3 张').waitFor({ timeout: 30_000 })
  await look(page, 'shot-list-done')
  await press(page, '查看照片：车头方向全景')
  await page.getByRole('dialog', { name: '照片查看' }).getByRole('img', { name: '车头方向全景' }).waitFor()
  await look(page, 'photo-viewer')
  await press(page, '关闭')
}

export async function clearRoad({ page }: Driver, look: Look): Promise<void> {
  await follow(page, '去挪车')
  await heading(page, '把车挪到路边')
  await look(page, 'clear-road')
  await press(page, '车已经挪开')
  await heading(page, '补充信息')
  await look(page, 'tasks')
}

/** The first driver shows his code, the second scans it: the address it bears. */
export async function invite({ page }: Driver, look: Look): Promise<string> {
  await follow(page, /对方加入/)
  await page.getByAltText('邀请对方加入的二维码').waitFor()
  await look(page, 'invite')
  return page.getByText(/\/join\//).innerText()
}

export async function join(platform: TestPlatform, driver: Driver, address: string, look: Look): Promise<void> {
  const { page } = driver
  await page.goto(address)
  await signIn(platform, driver, () => Promise.resolve())
  await heading(page, '加入这起事故的处理')
  await look(page, 'join')
  await press(page, '加入')
  await heading(page, '补充信息')
}

/** The rest that wants no haste: photos of plates and licences. */
export async function photographRest({ page }: Driver, look: Look): Promise<void> {
  await follow(page, /车牌和证件照片/)
  await heading(page, '照片')
  await page.getByRole('heading', { name: '选拍' }).waitFor()
  await look(page, 'shot-list-rest')
  for (const [title, side, photo] of [
    ['车牌', 'A', await samplePhoto('a1-plate-a')],
    ['车牌', 'B', await samplePhoto('a1-plate-b')],
    ['驾驶证', 'A', await documentPhoto('Driving licence A')],
    ['驾驶证', 'B', await documentPhoto('Driving licence B')],
    ['行驶证', 'A', await documentPhoto('Vehicle licence A')],
    ['行驶证', 'B', await documentPhoto('Vehicle licence B')],
  ] as const) {
    const item = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
      .filter({ has: page.getByRole('img', { name: new RegExp([...plates[side].plateNumber].join(' ')) }) })
    await item.getByRole('heading').getByRole('link').click()
    await choosePhoto(page, `${title}-${side}`, photo)
    await item
      .getByText(/合格|请重拍/)
      .first()
      .waitFor({ timeout: 30_000 })
    const keep = item.getByRole('button', { name: '就用这张' })
    if (await keep.isVisible()) await keep.click()
    await item.getByText('合格').first().waitFor()
  }
  await follow(page, '拍完了')
}

export async function answerLaterQuestions({ page }: Driver, look: Look): Promise<void> {
  await follow(page, /剩下的问题/)
  await heading(page, '校车或客车')
  await look(page, 'later-question')
  for (const question of ['校车或客车', '故意撞的', '没年检', '撞到房屋']) {
    await heading(page, question)
    await press(page, /^没有$/)
  }
  await heading(page, '补充信息')
}

export async function tellOwnPart({ page, name, licenceNumber }: Driver, statement: string, look: Look): Promise<void> {
  await follow(page, /姓名和驾驶证号/)
  await press(page, '保存')
  await page.getByRole('alert').getByText('请输入姓名').waitFor()
  await look(page, 'details')
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('驾驶证号').fill(licenceNumber)
  await press(page, '保存')
  await heading(page, '补充信息')
  await follow(page, /事故经过/)
  await page.getByLabel('事情是怎么发生的').fill(statement)
  await page.getByLabel(/大概要修多少钱/).fill('1500')
  await look(page, 'statement')
  await press(page, '提交经过')
  await heading(page, '补充信息')
  await follow(page, /同意通知保险公司/)
  await page.getByText('我同意').click()
  await look(page, 'consent')
  await press(page, '同意并继续')
  await heading(page, '补充信息')
}

export async function submit({ page }: Driver, look: Look): Promise<void> {
  await look(page, 'tasks-done')
  await press(page, '提交定责')
  await heading(page, '已提交')
  await look(page, 'waiting')
}

/** Reads the document, signs by hand, and confirms with the code from the message. */
export async function sign(platform: TestPlatform, { page, phone }: Driver, look: Look): Promise<void> {
  await heading(page, '事故协议书')
  await page.getByRole('link', { name: '打开文书' }).waitFor({ timeout: 30_000 })
  await look(page, 'document')
  await follow(page, '同意，去签字')
  await heading(page, '签字')
  await press(page, '签好了')
  await page.getByText('请先看完文书并勾选').waitFor()
  await page.getByText('我已看完协议书').click()
  const pad = await page.getByRole('img', { name: '手写签名区' }).boundingBox()
  if (!pad) throw new Error('there is nothing to sign on')
  await page.mouse.move(pad.x + 40, pad.y + 60)
  await page.mouse.down()
  for (const [x, y] of [
    [90, 40],
    [120, 100],
    [180, 50],
    [260, 90],
  ] as const)
    await page.mouse.move(pad.x + x, pad.y + y)
  await page.mouse.up()
  await look(page, 'sign')
  await press(page, '签好了')
  await heading(page, '最后一步')
  await look(page, 'sign-code')
  await page.getByLabel('短信验证码').fill(await newestCode(platform, phone))
  await press(page, '确认签字')
  await page
    .getByText('已签字')
    .or(page.getByRole('heading', { name: '保险报案' }))
    .first()
    .waitFor()
}
