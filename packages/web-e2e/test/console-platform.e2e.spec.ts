// Those who keep the platform: what waits for them, done again and passed over with a reason; a view made anew while it is watched;
// who was told; what the auditor sees of all that; and what nobody may.
import { join } from 'node:path'
import { appendFact } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeViolations, openStand, until, type Stand } from './stand/index.ts'

const AT = '2026-03-02T01:00:00.000Z'
/** Where somebody looks at the pages themselves. */
const SHOTS = process.env['ZHIJIAN_SHOTS']
let stand: Stand
let system: Page
let auditor: Page
let desk: Page

beforeAll(async () => {
  // Whoever of the bureau does nothing for half an hour is signed out: three minutes here, on a machine that is slow.
  stand = await openStand({ silent: true, speed: 10 })
  system = (await stand.staff('demo-staff-system')).page
  auditor = (await stand.staff('demo-staff-auditor')).page
  desk = (await stand.staff('demo-staff-desk-1')).page
})
afterAll(() => stand.close())

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${stand.url}/console/${path}`)
  await page.waitForSelector('main h1')
}
const good = async (page: Page, name: string): Promise<void> => {
  // What is just coming in is half transparent.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`), caret: 'initial' })
  expect(await axeViolations(page), name).toEqual([])
}
/** Pushes whose delivery nobody opened: they cannot be sent. */
const orphan = (id: string): Promise<void> => appendFact(join(stand.platform.folders[0]!, 'var'), `delivery-${id}`, 'PushesPlanned.v1', {
  deliveryId: id, wave: 0, pushes: ['lawyer-1', 'lawyer-2', 'lawyer-3'].map((recipient) => ({ recipient, channel: 'in-app' })), held: [], quotaDay: '2026-03-02', plannedAt: AT,
})
const rowOf = (id: string): string => `[role=row]:has-text("delivery-${id}@0")`
const say = async (page: Page, act: string, reason: string): Promise<void> => {
  await page.fill('[role=dialog] textarea', reason)
  await page.click(`[role=dialog] button:has-text("${act}")`)
  await page.waitForSelector('[role=dialog] textarea', { state: 'detached' })
}

it('a stream that stands is seen with what people miss, done again with a reason, and gone', async () => {
  await orphan('stands')
  await open(system, 'dead-letters')
  await system.waitForSelector(`${rowOf('stands')}:has-text("3 人没有收到通知")`)
  await good(system, 'dead-letters')
  // What was missing comes.
  await appendFact(join(stand.platform.folders[0]!, 'var'), 'delivery-stands', 'DeliveryOpened.v1', {
    deliveryId: 'stands', notice: 'question-waits', countyCode: '150921', audience: { kind: 'list', recipients: ['lawyer-1', 'lawyer-2', 'lawyer-3'] },
    waves: [{ dueAt: AT, upTo: 3 }], isUrgent: false, isProbe: false, facts: { topic: '03', tier: 0 }, openedAt: AT,
  })
  await system.click(`${rowOf('stands')} button:has-text("重放")`)
  await system.waitForSelector('[role=dialog]')
  await good(system, 'dead-letters-replay')
  await say(system, '重放', '缺少的记录已补齐')
  await system.waitForSelector('[role=status]:has-text("已记入审计日志")')
  await system.waitForSelector(rowOf('stands'), { state: 'detached' })
})

it('passing one over needs a reason', async () => {
  await orphan('over')
  await system.click(`${rowOf('over')} button:has-text("放弃")`)
  const act = system.locator('[role=dialog] button:has-text("放弃")').last()
  await system.waitForSelector('[role=dialog]:has-text("3 人没有收到通知")')
  expect(await act.isDisabled()).toBe(true)
  await system.fill('[role=dialog] textarea', '   ')
  expect(await act.isDisabled()).toBe(true)
  await good(system, 'dead-letters-discard')
  await say(system, '放弃', '测试数据，不是真的通知')
  await system.waitForSelector(rowOf('over'), { state: 'detached' })
})

it('a view is made anew while it is watched, and goes on when the page is left', async () => {
  await open(system, 'services')
  await system.waitForSelector('button[aria-pressed=true]')
  await good(system, 'services')
  await system.click('button:has(code:text-is("notifier"))')
  await system.click('button[aria-label="重建 收件记录"]')
  await system.waitForSelector('[role=dialog]:has-text("逐条比较")')
  await say(system, '开始重建', '与记录核对')
  await open(system, 'dead-letters')
  await open(system, 'services')
  await system.click('button:has(code:text-is("notifier"))')
  await system.waitForSelector('[role=row]:has-text("notifier-notices"):has-text("已重建，0 处不同")')
  await good(system, 'services-rebuilt')
})

it('the audit log has what the operator just did, and that it was looked at', async () => {
  await open(auditor, 'audit-log')
  await auditor.waitForSelector('[role=row]:has-text("重放死信"):has-text("缺少的记录已补齐"):has-text("demo-staff-system")')
  await auditor.waitForSelector('[role=row]:has-text("放弃死信"):has-text("测试数据，不是真的通知")')
  await until('the end of the rebuild', async () => {
    await auditor.click('button:has-text("刷新")')
    return await auditor.locator('[role=row]:has-text("重建视图"):has-text("已完成")').count() > 0
  })
  await good(auditor, 'audit-log')
  await auditor.click('label:has-text("查阅")')
  await until('the look itself', async () => {
    await auditor.click('button:has-text("刷新")')
    return await auditor.locator('[role=row]:has-text("demo-staff-auditor"):has-text("审计日志")').count() > 0
  })
  await auditor.fill('input[name=person]', 'nobody-at-all')
  await auditor.click('button:has-text("查询")')
  await auditor.waitForSelector('text=没有符合条件的记录')
})

it('a button that was busy for a moment stands still afterwards', async () => {
  await open(auditor, 'audit-log')
  await auditor.waitForSelector('[role=row][data-index]')
  // Answers as near as they can be: the button is busy for a frame, or for less.
  const answer = await auditor.evaluate(async () => await (await fetch('/api/v1/audit?limit=100')).text())
  await auditor.route('**/api/v1/audit?*', (route) => route.fulfill({ contentType: 'application/json', body: answer }))
  await auditor.locator('button:has-text("刷新")').evaluate(async (button: Element) => {
    for (let n = 0; n < 12; n += 1) {
      ;(button as HTMLButtonElement).click()
      do await new Promise(requestAnimationFrame)
      while (button.matches('.ant-btn-loading'))
    }
  })
  await auditor.unroute('**/api/v1/audit?*')
  await auditor.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  expect(await auditor.locator('button:has-text("刷新") .ant-btn-icon').count()).toBe(0)
})

it('an auditor sees dead letters and services, and is offered nothing to do there', async () => {
  await open(auditor, 'services')
  await auditor.waitForSelector('[role=row]:has-text("directory-persons")')
  expect(await auditor.locator('button[aria-label^="重建"]').count()).toBe(0)
  await open(auditor, 'dead-letters')
  await auditor.waitForSelector('text=没有死信')
  await good(auditor, 'dead-letters-none')
})

it('the matrix shows what is refused, for each role', async () => {
  await open(auditor, 'matrix')
  await auditor.fill('input[placeholder*="标识"]', 'list-audit')
  const row = auditor.locator('[role=row]:has-text("list-audit")').first()
  await row.waitFor()
  expect(await row.locator('[role=cell]').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('审计日志'), expect.stringContaining('不允许'), '全部']))
  expect(await row.locator('text=不允许').count()).toBe(13)
  await auditor.fill('input[placeholder*="标识"]', '')
  await good(auditor, 'matrix')
})

it('a desk sees who was told, held back and why; the platform’s own pages are closed to it', async () => {
  const { page } = await stand.citizen('13900000031')
  const asked = await page.evaluate(async () => {
    const response = await fetch('/api/v1/consultations', {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({
        text: '老板拖欠三个月工资，应该怎么要回来？', channel: 'citizen', countyCode: '150921', topic: '03', language: 'zh', files: [], ownNames: [], opponents: [],
        consentBeyondCounty: true, wake: ['in-app'], notice: 1,
      }),
    })
    return await response.json() as { consultationId: string }
  })
  expect(asked).toMatchObject({ consultationId: expect.any(String) })
  await open(desk, 'notifications')
  await desk.waitForSelector(`[role=row]:has-text("${asked.consultationId}"):has-text("有新咨询")`)
  // Newest first: the last is of the county, whose lawyers are the desk's to look at; wider circles may have been told meanwhile.
  await desk.locator(`[role=row]:has-text("${asked.consultationId}") button:has-text("查看名单")`).last().click()
  await desk.waitForSelector('[role=dialog] [role=row]:has-text("站内")')
  await good(desk, 'notifications-recipients')
  const lawyer = await desk.locator('[role=dialog] [role=row]:has-text("站内") code').first().innerText()
  await open(desk, `notifications?lawyer=${lawyer}`)
  await desk.waitForSelector(`[role=row]:has-text("${asked.consultationId}")`)
  await good(desk, 'notifications-lawyer')
  await open(desk, 'notifications')
  await desk.waitForSelector('[role=row]:has-text("有新咨询")')
  await good(desk, 'notifications')
  expect(await desk.locator('nav a:has-text("审计日志")').count()).toBe(0)
  await open(desk, 'audit-log')
  await desk.waitForSelector('[role=alert]')
})

it('how late deadlines were settled is drawn, and told in a table', async () => {
  await open(system, 'services')
  await system.click('button:has(code:text-is("consult-router"))')
  // The first window of that question ends eighteen seconds later, at this speed.
  const table = system.locator('table[aria-label="延迟分布"]')
  await table.scrollIntoViewIfNeeded()
  expect(await table.locator('tbody tr').count()).toBeGreaterThan(0)
  await system.waitForSelector('.zj-lateness svg')
  await good(system, 'services-lateness')
})

it('reads in another language, and in large type', async () => {
  await open(auditor, 'audit-log')
  await auditor.click('button:has-text("English")')
  await auditor.waitForSelector('h1:has-text("Audit log")')
  await good(auditor, 'audit-log-en')
  await auditor.click('button:has-text("中文")')
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
