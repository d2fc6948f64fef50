// Every page of the console as each role finds it, on a desk (1440 × 900) and on a phone (360 × 740), with its panels and dialogs
// open, and while a list is empty, still being read, or could not be. For whoever changed a page and wants to see all of them:
// `node packages/web-e2e/dist/test/console-screens/main.js FOLDER [part of a name]`. Nothing of it belongs into docs/screens.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { DESKTOP, openStand, PHONE } from '../stand/index.ts'

const [, , folder, part = ''] = process.argv
if (folder === undefined) throw new Error('say into which folder')
mkdirSync(folder, { recursive: true })

const QUESTIONS = [
  ['03', '我在镇上的装修队干活，老板说工程款没下来，拖了三个月工资，也没有签劳动合同，怎么要回来？'],
  ['11', '邻居盖房把我家的采光挡住了，村里调解过一次没有结果，还能怎么办？'],
  ['01', '我丈夫打我，昨天又拿刀威胁我，我带着孩子不敢回家，能申请人身安全保护令吗？'],
  ['05', '村里流转我家的地，合同没写清楚年限，现在要我们签字，不签行不行？'],
] as const
const LOGINS = ['desk-1', 'town-1', 'reviewer-1', 'duty-1', 'head', 'policy-1', 'system', 'security', 'auditor'] as const
const SIZES = { desk: DESKTOP, phone: PHONE } as const

interface Look {
  readonly name: string
  readonly path: string
  readonly login: (typeof LOGINS)[number]
  /** What is opened on it. */
  readonly open?: (page: Page) => Promise<void>
  readonly whole?: boolean
}
const firstRow = async (page: Page): Promise<void> => {
  const row = page.locator('[data-row="0"], .zj-rows-body [role=row]').first()
  const within = row.locator('button, a')
  await (await within.count() > 0 ? within.first() : row).click()
  await page.waitForTimeout(600)
}
const button = (name: string) => async (page: Page): Promise<void> => {
  await page.locator(`button:visible:has-text("${name}")`).first().click()
  await page.waitForTimeout(300)
}
const then = (...steps: readonly ((page: Page) => Promise<void>)[]) => async (page: Page): Promise<void> => {
  for (const step of steps) await step(page)
}

const stand = await openStand({ speed: 20 })
try {
  const citizen = await stand.citizen('13900000001')
  const asked: string[] = []
  for (const [topic, text] of QUESTIONS) {
    asked.push(await citizen.page.evaluate(async (body) => {
      const response = await fetch('/api/v1/consultations', {
        method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ ...body, consentBeyondCounty: true }),
      })
      return (await response.json() as { consultationId: string }).consultationId
    }, { text, topic }))
  }
  const story = `/story/${asked[0]}`
  const into = async (page: Page): Promise<void> => {
    if (await page.locator('textarea[name=purpose]').count() > 0) {
      await page.fill('textarea[name=purpose]', '核对三级征询的经过')
      await page.click('text=记录目的并查阅')
    }
    await page.waitForSelector('h2:has-text("经过")')
    await page.waitForTimeout(800)
  }
  const looks: readonly Look[] = [
    { name: 'story-inside', path: story, login: 'duty-1', open: into, whole: true },
    { name: 'story-verified', path: story, login: 'head', open: then(into, button('核验')), whole: true },
    { name: 'promise-table', path: '/promise', login: 'head', open: async (page) => { for (const each of await page.locator('.ant-segmented-item:has-text("表")').all()) await each.click() }, whole: true },
    { name: 'lawyer-one', path: '/lawyers', login: 'desk-1', open: firstRow, whole: true },
    { name: 'lawyer-suspend', path: '/lawyers', login: 'desk-1', open: then(firstRow, button('停止接单')) },
    { name: 'danger-one', path: '/desk/dangers', login: 'duty-1', open: firstRow, whole: true },
    { name: 'callback-one', path: '/desk/callbacks', login: 'desk-1', open: firstRow, whole: true },
    { name: 'review-one', path: '/desk/reviews', login: 'reviewer-1', open: firstRow, whole: true },
    { name: 'policy-edit', path: '/policies', login: 'policy-1', open: button('新方案'), whole: true },
    { name: 'notification-one', path: '/notifications', login: 'head', open: firstRow, whole: true },
    { name: 'account-one', path: '/accounts', login: 'system', open: firstRow, whole: true },
    { name: 'account-open', path: '/accounts', login: 'system', open: button('开立账号') },
    { name: 'staff-one', path: '/staff', login: 'head', open: firstRow, whole: true },
    { name: 'rebuild', path: '/services', login: 'system', open: button('重建') },
    { name: 'evidence', path: story, login: 'duty-1', open: then(into, button('导出证据包')) },
    { name: 'policy-trial', path: '/policies', login: 'policy-1', whole: true, open: then(button('新方案'), async (page) => {
      await page.locator('input[type=number]').nth(0).fill('2')
      await page.click('button:has-text("试算")')
      await page.waitForSelector('text=所作假定', { timeout: 60_000 })
    }) },
    // Last of each role: it stays on.
    ...([['head', '/promise'], ['head', '/lawyers'], ['duty-1', story], ['head', '/policies'], ['duty-1', '/deadlines'], ['system', '/services'], ['desk-1', '/desk/ask'], ['auditor', '/audit-log']] as const).map(([login, path]): Look => ({
      name: `elder-${path.split('/')[1]!}`, path, login, whole: true, open: async (page) => {
        const larger = page.locator('button:has-text("长辈版")')
        if (await larger.count() > 0) await larger.click()
        if (path === story) await into(page)
        await page.waitForTimeout(600)
      },
    })),
    // What a list says that is being read, and that could not be.
    { name: 'unread', path: '/lawyers', login: 'head', open: async (page) => {
      await page.route('**/api/v1/lawyers?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"no-responder"}' }))
      await page.reload()
      await page.waitForSelector('[role=alert]', { timeout: 30_000 })
      await page.unroute('**/api/v1/lawyers?*')
    } },
    { name: 'reading', path: '/promise', login: 'policy-1', open: async (page) => {
      await page.route('**/promise-board?*', () => undefined)
      await page.reload()
      await page.waitForSelector('main h1')
      await page.waitForTimeout(500)
    } },
  ]
  for (const login of LOGINS.filter((each) => each.includes(process.argv[4] ?? ''))) {
    const { page, context } = await stand.staff(`demo-staff-${login}`)
    const shoot = async (name: string, whole = true): Promise<void> => {
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole })
      console.log(name)
    }
    const settled = async (): Promise<void> => {
      await page.waitForSelector('main h1')
      await page.waitForTimeout(700)
    }
    page.setDefaultTimeout(8000)
    await page.waitForSelector('nav a')
    const paths = await page.locator('.side nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport)
      await page.evaluate(() => localStorage.removeItem('zhijian-elder'))
      for (const path of ['/console/', ...paths]) {
        const name = `${path.slice('/console/'.length).replaceAll('/', '_') || 'home'}-${login}-${size}`
        if (!name.includes(part)) continue
        await page.goto(stand.url + path)
        await settled()
        await shoot(name)
      }
      for (const look of looks) {
        const name = `${look.name}-${login}-${size}`
        if (look.login !== login || !name.includes(part)) continue
        try {
          await page.goto(`${stand.url}/console${look.path}`)
          await settled()
          await look.open?.(page)
          await shoot(name, look.whole)
        } catch (error) {
          console.log(`${name}: ${(error as Error).message.split('\n')[0]}`)
        }
      }
    }
    await context.close()
  }
  for (const error of stand.errors) console.log(error)
} finally {
  await stand.close()
}
