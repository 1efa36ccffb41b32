import { AxeBuilder } from '@axe-core/playwright'
import { generate } from 'otplib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sign } from '../api/determinations.cases.ts'
import { launchBrowser } from '../support/browser.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { decidedCase, waitingCase } from './staff.cases.ts'

/** The portals as staff use them, on the real server. They are served as built: `npm run build:web` comes first. */
let platform: TestPlatform
let browser: Browser

beforeAll(async () => {
  platform = await startTestPlatform({ env: { SECOND_FACTOR_ROLES: 'system-administrator' } })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

const phone = { viewport: { width: 390, height: 844 } }
const desk = { viewport: { width: 1440, height: 900 } }
const password = 'kuaichu-demo-1'

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

async function withPage(
  path: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  // Without motion nothing is looked at halfway through a transition.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  try {
    const page = await context.newPage()
    await page.goto(platform.url + path)
    await use(page)
  } finally {
    await context.close()
  }
}

async function signIn(page: Page, loginName: string, secret = password): Promise<void> {
  await page.getByLabel('登录名').fill(loginName)
  await page.getByLabel('密码', { exact: true }).fill(secret)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

const asStaff = (loginName: string, path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
  withPage(path, options, async (page) => {
    await signIn(page, loginName)
    await use(page)
  })

const signInAgain = (loginName: string) => platform.stranger('staff').post('/staff/session', { loginName, password })

describe('signing in', () => {
  it.each(['/surveyor', '/console/'])('at %s says that the password is wrong, and nothing more', async (path) => {
    await withPage(path, phone, async (page) => {
      await signIn(page, 'surveyor.li', 'not-the-password')
      await page.getByRole('alert').getByText('登录信息不正确').waitFor()
      expect(await violations(page)).toEqual([])
    })
  })

  it('enrols an authenticator where the role requires one', async () => {
    await asStaff('system', '/console/', desk, async (page) => {
      await page.getByRole('img', { name: '身份验证器绑定二维码' }).waitFor()
      expect(await violations(page)).toEqual([])
      const secret = (await page.locator('.sign-in code').innerText()).replaceAll(' ', '')
      await page.getByLabel('动态口令').fill(await generate({ secret }))
      await page.getByRole('button', { name: /高远/ }).waitFor()
    })
  })

  it('shows a surveyor who comes to the desk the way to his own pages', async () => {
    await asStaff('surveyor.li', '/console/', desk, async (page) => {
      await page.getByRole('link', { name: '前往查勘页面' }).waitFor()
    })
  })

  it('ends at once when the account is disabled', async () => {
    const security = await platform.staff('security')
    await asStaff('officer.sun', '/console/cases', desk, async (page) => {
      await page.getByText('没有案件').waitFor()
      const { body } = await security.get('/staff?limit=100')
      const sun = (body.items as { id: string; loginName: string; version: number }[]).find(
        ({ loginName }) => loginName === 'officer.sun',
      )
      await security.put(`/staff/${sun?.id}/enabled`, { enabled: false, version: sun?.version, reason: '调离岗位' })
      await page.getByRole('link', { name: '出警任务' }).click()
      await page.getByRole('heading', { name: '工作人员登录' }).waitFor()
    })
  })
})

describe('a surveyor', () => {
  it('sees a new case arrive, takes it, decides with the engine’s proposal, and watches the signatures come in', async () => {
    await asStaff('surveyor.li', '/surveyor', phone, async (page) => {
      await page.getByText('没有等待接手的案件').waitFor()
      expect(await violations(page)).toEqual([])
      const made = await waitingCase(platform, { photos: true })
      await page.getByRole('link', { name: /^\d{20}$/ }).click()

      await page.getByText('136****').first().waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '接手此案' }).click()
      await page.getByText(made.phones.A).waitFor()

      await page.getByRole('button', { name: '车头方向全景' }).click()
      await page.getByRole('dialog', { name: '照片查看' }).getByText('服务器收到并核验').waitFor()
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: '开始认定' }).click()
      await decideRearEnd(page)
      await page.reload()
      await page.getByText('已恢复未提交的草稿').waitFor()
      await page.getByText('引用法条').waitFor()
      await page.getByRole('group', { name: /^A/ }).getByRole('radio', { name: '主要责任' }).check()
      await page.getByText('有主要责任时，至少一方负次要责任').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('group', { name: /^A/ }).getByRole('radio', { name: '全部责任' }).check()
      await page.getByText('利益关系告知').waitFor()
      await page.getByRole('button', { name: '出具认定' }).click()
      await page.getByRole('link', { name: /打开文书/ }).waitFor()
      expect(await keptDecisions(page)).toEqual([])

      await page.getByRole('link', { name: /打开文书/ }).waitFor()
      expect(await violations(page)).toEqual([])
      await sign(platform, made, 'A')
      await page.getByRole('list', { name: '签名情况' }).getByText('已签名').waitFor()
    })
  }, 90_000)

  it('offers the parties 互碰自赔 where its conditions hold, and they read it before they sign', async () => {
    const made = await waitingCase(platform, { photos: false, losses: { A: 150_000, B: 180_000 } })
    await asStaff('surveyor.zhou', `/surveyor/cases/${made.id}`, phone, async (page) => {
      await page.getByRole('button', { name: '接手此案' }).click()
      await page.getByRole('button', { name: '开始认定' }).click()
      await decideRearEnd(page)
      await page.getByText('须各方都有责任').waitFor()
      for (const side of ['A', 'B']) {
        await page
          .getByRole('group', { name: new RegExp(`^${side} .*责任|^${side}`) })
          .getByRole('radio', { name: '同等责任' })
          .check()
      }
      await page.getByLabel('偏离建议的理由').fill('前车同时倒车。')
      await page.getByRole('radio', { name: '互碰自赔' }).check()
      await page.getByText('¥1,800.00').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '出具认定' }).click()
      await page.getByText('协议损失：A ¥1,500.00，B ¥1,800.00').waitFor()
    })
    await withPage('/', phone, async (page) => {
      const [name = '', value = ''] = made.parties.B.cookie().split(/=(.*)/)
      await page.context().addCookies([{ name, value, url: platform.url }])
      await page.goto(`${platform.url}/cases/${made.id}`)
      await page.getByRole('heading', { name: '怎么赔：互碰自赔' }).waitFor()
      await page.getByText('¥1,500.00').waitFor()
      expect(await violations(page)).toEqual([])
      await sign(platform, made, 'A')
      await sign(platform, made, 'B')
      await platform.idle()
      await page.goto(`${platform.url}/cases/${made.id}`)
      await page.getByText('按各方签字同意的“互碰自赔”').waitFor()
    })
  }, 90_000)

  it('cannot send an officer without saying why', async () => {
    const made = await waitingCase(platform, { photos: false })
    await asStaff('surveyor.zhou', `/surveyor/cases/${made.id}`, phone, async (page) => {
      await page.getByRole('button', { name: '要求交警到场' }).click()
      await page.getByRole('button', { name: '确认' }).click()
      await page.getByText('请写明理由，至少两个字').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByLabel('为什么需要交警到场？').fill('双方争执不下')
      await page.getByRole('button', { name: '确认' }).click()
      // He had not taken it, and now it is an officer's.
      await page.getByRole('heading', { name: '待办案件' }).waitFor()
    })
  }, 60_000)
})

const keptDecisions = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('decision')))

/** Rear-end, A into B, every fact answered: the engine proposes. */
async function decideRearEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: '选择事故情形' }).click()
  await page.getByLabel('按名称查找').fill('追尾')
  await page.getByRole('button', { name: /追尾.*L01/ }).click()
  await page.getByRole('group', { name: /后车/ }).getByRole('radio').first().check()
  for (const [question, answer] of [
    ['同一条车道', '是'],
    ['前车当时在做什么', '正常往前开'],
    ['变道插进来', '不是'],
    ['其他各方都没有违法', '是'],
  ] as const) {
    const group = page.getByRole('group', { name: new RegExp(question) })
    await group.getByRole('radio', { name: answer, exact: true }).check()
  }
  await page.getByRole('radio', { name: '追尾碰撞' }).check()
  await page.getByRole('group', { name: 'A 方碰撞部位' }).getByRole('radio', { name: '车头' }).check()
  await page.getByRole('group', { name: 'B 方碰撞部位' }).getByRole('radio', { name: '车尾' }).check()
  await page.getByText('引用法条').waitFor()
}

describe('an officer', () => {
  describe('reviews with the keyboard, evidence beside the decision', () => {
    let number: string
    beforeAll(async () => {
      const { id } = await decidedCase(platform, await platform.staff('surveyor.zhou'), { photos: true, signed: true })
      number = (await platform.ctx.db.accident.findUniqueOrThrow({ where: { id } })).number
    }, 90_000)

    /** From the list to the question whether it stands; each stop is looked at. */
    async function toTheQuestion(page: Page) {
      const list = page.getByRole('region', { name: '待审核的认定' })
      await list.waitFor()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: '审核通过' }).waitFor()
      await page.getByRole('link', { name: '返回审核列表' }).click()
      await page.getByRole('link', { name: number }).click()
      await page.getByRole('heading', { name: '赔付估算' }).waitFor()
      await page.getByRole('button', { name: '车头方向全景' }).waitFor()
      expect(await violations(page)).toEqual([])

      await page.getByRole('button', { name: '审核通过' }).click()
      const dialog = page.getByRole('dialog', { name: '审核通过' })
      await dialog.waitFor()
      expect(await violations(page)).toEqual([])
      return dialog
    }

    it('in the dark, and thinks better of it', async () => {
      await asStaff('officer.wang', '/console/', { ...desk, colorScheme: 'dark' }, async (page) => {
        const dialog = await toTheQuestion(page)
        await dialog.getByRole('button', { name: '取消' }).click()
        await dialog.waitFor({ state: 'hidden' })
        await page.getByRole('button', { name: '审核通过' }).waitFor()
      })
    }, 60_000)

    it('by day, and lets it stand', async () => {
      await asStaff('officer.wang', '/console/', { ...desk, colorScheme: 'light' }, async (page) => {
        const dialog = await toTheQuestion(page)
        await dialog.getByRole('button', { name: '审核通过' }).click()
        await dialog.waitFor({ state: 'hidden' })
        await page.getByText('已结案').first().waitFor()
      })
    }, 60_000)
  })

  it('is told of new reviews without the list moving under his eyes', async () => {
    const zhou = await platform.staff('surveyor.zhou')
    await decidedCase(platform, zhou, { photos: false, signed: false })
    await asStaff('officer.zhao', '/console/reviews', desk, async (page) => {
      const rows = page.getByRole('region', { name: '待审核的认定' }).locator('tbody tr')
      await rows.first().waitFor()
      const before = await rows.count()
      await decidedCase(platform, zhou, { photos: false, signed: false })
      const bar = page.getByRole('button', { name: /条更新/ })
      await bar.waitFor()
      expect(await rows.count()).toBe(before)
      await bar.click()
      await expect.poll(() => rows.count()).toBe(before + 1)
    })
  }, 60_000)

  it('finds a case by a part of its plate; reloading and coming back keep the search', async () => {
    const { id } = await waitingCase(platform, { photos: false })
    const { number } = await platform.ctx.db.accident.findUniqueOrThrow({ where: { id } })
    await asStaff('officer.wang', '/console/cases', desk, async (page) => {
      const rows = page.getByRole('region', { name: '案件' }).locator('tbody tr')
      await page.getByLabel('案件编号开头，或号牌的一部分').fill('粤B·9')
      await page.getByText('没有相符的案件').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '清除条件' }).last().click()
      await page.getByLabel('案件编号开头，或号牌的一部分').fill(number)
      await expect.poll(() => rows.count()).toBe(1)
      await page.getByLabel('案件编号开头，或号牌的一部分').fill('e·d208')
      await page.getByRole('link', { name: number }).waitFor()
      await page.getByLabel('事故日期到').fill('2020-01-01')
      await page.getByText('没有相符的案件').waitFor()
      await page.getByLabel('事故日期到').fill('')
      await page.getByRole('link', { name: number }).waitFor()

      await page.reload()
      expect(await page.getByLabel('案件编号开头，或号牌的一部分').inputValue()).toBe('e·d208')
      expect(await violations(page)).toEqual([])
      await page.getByRole('link', { name: number }).click()
      await page.getByRole('link', { name: '返回案件列表' }).click()
      await page.getByRole('link', { name: number }).waitFor()
      expect(await page.getByLabel('案件编号开头，或号牌的一部分').inputValue()).toBe('e·d208')
    })
  }, 60_000)

  it('countersigns where the surveyor’s mandate asks for it', async () => {
    const made = await decidedCase(platform, await platform.staff('surveyor.wu'), { photos: false, signed: false })
    await asStaff('officer.wang', `/console/cases/${made.id}`, desk, async (page) => {
      await page.getByRole('button', { name: '会签确认' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '会签确认' }).click()
      await page.getByText('会签民警：王建国').waitFor()
      await page.getByRole('link', { name: /打开文书/ }).waitFor()
    })
  }, 60_000)

  it('accepts an order and decides the case himself, with his reason', async () => {
    const made = await waitingCase(platform, { photos: false })
    await made.parties.B.post(`/accidents/${made.id}/officer-requests`, { reason: '对方情绪激动' })
    await asStaff('officer.zhao', '/console/orders', desk, async (page) => {
      const row = page.getByRole('row').filter({ hasText: '对方情绪激动' })
      await row.getByRole('button', { name: '接警' }).click()
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: '接警' }).click()
      await row.getByText('已接警').waitFor()
      await row.getByRole('link').click()

      await page.getByRole('button', { name: '作出认定' }).click()
      await page.getByLabel('认定理由').fill('写到一半')
      await page.reload()
      await page.getByText('已恢复未提交的草稿').waitFor()
      expect(await page.getByLabel('认定理由').inputValue()).toBe('写到一半')
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '放弃草稿' }).click()
      expect(await page.getByLabel('认定理由').inputValue()).toBe('')
      expect(await keptDecisions(page)).toEqual([])
      await decideRearEnd(page)
      await page.getByRole('button', { name: '作出认定' }).click()
      await page.getByRole('alert').getByText('请写明理由').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByLabel('认定理由').fill('后车未保持安全距离。')
      await page.getByRole('button', { name: '作出认定' }).click()
      await page.getByRole('region', { name: '责任认定' }).getByText('已生效').waitFor()
    })
  }, 60_000)
})

describe('what cannot be told', () => {
  it('is certified by an officer: no shares, the case closed, each service noted', async () => {
    const made = await waitingCase(platform, { photos: false })
    await made.parties.A.post(`/accidents/${made.id}/officer-requests`, { reason: '双方都说是绿灯' })
    await asStaff('officer.wang', `/console/cases/${made.id}`, desk, async (page) => {
      await page.getByRole('button', { name: '出具事故证明' }).click()
      await page.getByRole('button', { name: '出具事故证明' }).click()
      await page.getByText('请写明查到的事实').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByLabel('调查得到的事实').fill('两车在路口内相撞，路口信号灯工作正常。')
      await page.getByLabel('无法查清的事实及原因').fill('双方均称绿灯通行，路口监控当日检修。')
      await page.getByRole('button', { name: '出具事故证明' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '出具事故证明' }).click()
      await page.getByRole('link', { name: /打开文书 快证/ }).waitFor()
      await page.getByText('已结案').first().waitFor()

      const service = page.getByRole('region', { name: '送达与复核期限' })
      await service.getByRole('button', { name: '记录送达' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('当事人拒绝签收').click()
      await dialog.getByRole('button', { name: /^记\s?录$/ }).click()
      await dialog.getByText('拒绝的，请注明情况').waitFor()
      expect(await violations(page)).toEqual([])
      await dialog.getByLabel('注明').fill('当场宣读后拒绝签收')
      await dialog.getByRole('button', { name: /^记\s?录$/ }).click()
      await service.getByText('当场宣读后拒绝签收').waitFor()
      await service.getByText('申请复核截止').waitFor()
      expect(await violations(page)).toEqual([])
    })
    const { body } = await made.parties.B.get(`/accidents/${made.id}/determination`)
    expect(body).toMatchObject({ kind: 'certificate', unserved: ['B'] })
  }, 90_000)
})

describe('an insurer’s clerk', () => {
  it('sends a claim that was refused once more', async () => {
    const made = await decidedCase(platform, await platform.staff('surveyor.zhou'), { photos: false, signed: true })
    const { count } = await platform.ctx.db.claim.updateMany({
      where: { accidentId: made.id, insurerId: 'PICC' },
      data: { state: 'rejected', claimNumber: null, lastError: 'POLICY-NOT-FOUND', answeredAt: new Date() },
    })
    expect(count).toBe(1)
    const { number } = await platform.ctx.db.accident.findUniqueOrThrow({ where: { id: made.id } })
    await asStaff('clerk.picc', '/console/claims', desk, async (page) => {
      const row = page.getByRole('row').filter({ hasText: number })
      await row.getByRole('button', { name: '重新发送' }).click()
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: '重新发送' }).click()
      await row.getByText(/等待答复|已受理/).waitFor()
      await platform.idle()

      // Somebody else sends it again: the list says so, and stays as it is until it is asked.
      const where = { accidentId: made.id, insurerId: 'PICC' }
      await platform.ctx.db.claim.updateMany({ where, data: { state: 'rejected' } })
      const { id, version } = await platform.ctx.db.claim.findFirstOrThrow({ where })
      const again = await (await platform.staff('clerk.picc')).post(`/claims/${id}/retry`, { version })
      expect(again.status).toBe(200)
      await platform.idle()
      await page.getByRole('button', { name: /条更新/ }).click()
      await row.getByText('已受理').waitFor()
    })
  }, 60_000)
})

describe('administration', () => {
  it('makes an account; what the server finds wrong stands beside its field', async () => {
    await asStaff('security', '/console/accounts', desk, async (page) => {
      await page.getByRole('region', { name: '账号' }).waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '新建账号' }).click()
      const form = page.getByRole('dialog', { name: '新建账号' })
      await form.getByLabel('登录名').fill('Officer Qian')
      await form.getByLabel('姓名').fill('钱进')
      await form.getByLabel('岗位').click()
      await page.getByTitle('民警', { exact: true }).click()
      await form.getByLabel('单位').fill('萨尔图')
      await page.getByTitle(/萨尔图/).waitFor()
      await page.keyboard.press('Enter')
      await form.getByLabel('辖区').fill('龙凤')
      await page.getByTitle(/龙凤/).waitFor()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await form.getByLabel('初始密码').fill('first-day-2026')
      await form.getByRole('button', { name: '新建账号' }).click()
      await form.locator('.ant-form-item-explain-error').getByText('请更正此项').waitFor()
      expect(await form.getByLabel('登录名').getAttribute('aria-invalid')).toBe('true')
      await form.getByLabel('登录名').fill('officer.qian')
      await form.getByRole('button', { name: '新建账号' }).click()
      await page.getByRole('row', { name: /officer\.qian.*230602、230603/ }).waitFor()
    })
  }, 60_000)

  it('disables an account with a reason, and enables it again', async () => {
    await asStaff('security', '/console/accounts', desk, async (page) => {
      const row = page.getByRole('row').filter({ hasText: 'dispatch.chen' })
      await row.getByRole('button', { name: '停用' }).click()
      const dialog = page.getByRole('dialog', { name: '停用' })
      await dialog.getByRole('button', { name: '停用' }).click()
      await dialog.getByText('请写明理由').waitFor()
      await dialog.getByLabel('理由').fill('休假')
      await dialog.getByLabel('理由').fill('长期休假')
      await dialog.getByRole('button', { name: '停用' }).click()
      await row.getByText('已停用').waitFor()
      expect((await signInAgain('dispatch.chen')).status).toBe(401)
      await row.getByRole('button', { name: '启用' }).click()
      await page.getByRole('dialog').getByLabel('理由').fill('休假结束')
      await page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
      await row.getByText('正常').waitFor()
    })
  }, 60_000)

  it('resets a forgotten password: it is shown once, and its owner chooses another on his phone', async () => {
    let initial = ''
    await asStaff('security', '/console/accounts', desk, async (page) => {
      const row = page.getByRole('row').filter({ hasText: 'surveyor.wu' })
      await row.getByRole('button', { name: '重置' }).click()
      await page.getByRole('menuitem', { name: '重置密码' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click()
      const told = page.getByRole('dialog', { name: '一次性初始密码' })
      initial = /[a-z2-9]{4}(-[a-z2-9]{4}){3}/.exec(await told.innerText())?.[0] ?? ''
      expect(await violations(page)).toEqual([])
      await told.getByRole('button', { name: '已记下，关闭' }).click()
      await row.getByText('待更换初始密码').waitFor()
    })
    await withPage('/surveyor', phone, async (page) => {
      await signIn(page, 'surveyor.wu', initial)
      await page.getByRole('heading', { name: '设置新密码' }).waitFor()
      await page.getByLabel('新密码', { exact: true }).fill('chosen-by-me-1')
      await page.getByLabel('再输入一次新密码').fill('chosen-by-me-2')
      await page.getByRole('button', { name: '继续' }).click()
      await page.getByText('两次输入的密码不一致').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByLabel('再输入一次新密码').fill('chosen-by-me-1')
      await page.getByRole('button', { name: '继续' }).click()
      await page.getByRole('heading', { name: '待办案件' }).waitFor()

      await page.getByRole('link', { name: '修改密码' }).click()
      await page.getByLabel('当前密码').fill('not-the-password-1')
      await page.getByLabel('新密码', { exact: true }).fill(password)
      await page.getByLabel('再输入一次新密码').fill(password)
      await page.getByRole('button', { name: '修改密码' }).click()
      await page.getByText('当前密码不正确').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByLabel('当前密码').fill('chosen-by-me-1')
      await page.getByRole('button', { name: '修改密码' }).click()
      await page.getByText('密码已修改').waitFor()
    })
    expect((await signInAgain('surveyor.wu')).status).toBe(200)
  }, 60_000)

  it('unlocks an account, and takes a lost authenticator off it', async () => {
    for (let n = 0; n < 5; n++)
      await platform.stranger('staff').post('/staff/session', { loginName: 'officer.zhao', password: 'not-his-1' })
    await platform.ctx.db.staffUser.update({
      where: { loginName: 'officer.zhao' },
      data: { totpSecret: 'sealed:lost', totpEnrolledAt: new Date() },
    })
    await asStaff('security', '/console/accounts', desk, async (page) => {
      const row = page.getByRole('row').filter({ hasText: 'officer.zhao' })
      await row.getByText(/锁定至/).waitFor()
      await row.getByRole('button', { name: '解锁' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '解锁' }).click()
      await row.getByText('正常').waitFor()
      await row.getByRole('button', { name: '重置' }).click()
      expect(await violations(page)).toEqual([])
      await page.getByRole('menuitem', { name: '重置动态口令' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '重置动态口令' }).click()
      await row.getByText('未绑定').waitFor()
    })
    expect((await signInAgain('officer.zhao')).status).toBe(200)
  }, 60_000)

  it('grants an authorisation and revokes it', async () => {
    await asStaff('chief.liu', '/console/authorisations', desk, async (page) => {
      const rows = page.getByRole('region', { name: '查勘员授权' }).locator('tbody tr')
      await rows.first().waitFor()
      const before = await rows.count()
      await page.getByRole('button', { name: '发放授权' }).click()
      const form = page.getByRole('dialog', { name: '发放授权' })
      expect(await violations(page)).toEqual([])
      await form.getByLabel('查勘员').click()
      await form.getByLabel('查勘员').fill('周')
      await page.getByTitle('周洋 · 平安产险 · PAIC-0342').click()
      await form.getByLabel('辖区').fill('龙凤')
      await page.keyboard.press('Enter')
      await form.getByRole('radio', { name: '须民警会签' }).check()
      await form.getByLabel('生效日期').fill('2030-01-01')
      await form.getByLabel('截止日期').fill('2030-12-31')
      await form.getByRole('button', { name: '发放授权' }).click()
      await expect.poll(() => rows.count()).toBe(before + 1)

      const granted = rows.filter({ hasText: '2030年' })
      await granted.getByRole('button', { name: '撤销授权' }).click()
      await page.getByRole('dialog').getByLabel('理由').fill('发放有误')
      await page.getByRole('dialog').getByRole('button', { name: '撤销授权' }).click()
      await granted.getByText('已撤销').waitFor()
    })
  })

  it('finds in the audit what was done, and opens one event', async () => {
    await asStaff('auditor', '/console/audit', desk, async (page) => {
      await page.getByLabel('操作', { exact: true }).fill('authorisation.revoked')
      await page.getByRole('button', { name: '查询' }).click()
      const rows = page.getByRole('region', { name: '审计记录' }).locator('tbody tr')
      await expect.poll(() => rows.count()).toBe(1)
      await rows.first().click()
      const event = page.getByRole('dialog', { name: '审计记录' })
      await event.getByText('哈希').waitFor()
      expect(await violations(page)).toEqual([])
      await event.getByRole('button', { name: '只看此链' }).click()
      await expect.poll(() => rows.count()).toBe(2)
    })
  })
})
