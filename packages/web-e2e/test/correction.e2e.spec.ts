// Community correction from both sides: an officer enrols, approves and looks only for a purpose; the person reads on which ground it may be known
// where she is, signs, is checked, and sees it end.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeViolations, openStand, type Person, type Stand } from './stand/index.ts'

const PHONE = '13900000071'
let stand: Stand
let head: Person
let her: Person
let file: string

beforeAll(async () => {
  stand = await openStand({ silent: true, speed: 1 })
  ;[head, her] = [await stand.staff('demo-staff-head'), await stand.citizen(PHONE)]
})
afterAll(() => stand.close())

const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${stand.url}/console/${path}`)
  await page.waitForSelector('main h1')
}
const because = (page: Page, why: string): Promise<void> => page.fill('dialog textarea[name=because]', why)
const sends = (page: Page): Promise<void> => page.click('dialog[open] button[type=submit]')
const look = async (page: Page, purpose: string): Promise<void> => {
  await page.goto(file)
  await page.fill('textarea[name=purpose]', purpose)
  await page.click('main form button[type=submit]')
  await page.waitForSelector('#person')
}
const mine = async (): Promise<Page> => {
  await her.page.goto(`${stand.url}/citizen/supervision`)
  await her.page.waitForSelector('main h1')
  return her.page
}

it('she is enrolled by her telephone; the list names nobody, and the file opens for a purpose', async () => {
  const page = await mine()
  await page.waitForSelector('text=您没有登记在社区矫正名下')
  const { page: desk } = head
  await goTo(desk, 'correction/people')
  await desk.waitForSelector('text=辖区内没有在矫的对象')
  await desk.click('button:has-text("入矫登记")')
  for (const [name, value] of [['phone', PHONE], ['name', '苏日娜'], ['region', '150921100'], ['from', '2026-01-01'], ['until', '2098-12-31']] as const) await desk.fill(`dialog input[name=${name}]`, value)
  await desk.selectOption('dialog select[name=sentence]', 'probation')
  expect(await axeViolations(desk)).toEqual([])
  await sends(desk)
  // Not without saying why.
  await desk.waitForSelector('dialog textarea[name=because]:invalid')
  await because(desk, '卓资县人民法院送达执行通知')
  await sends(desk)
  await desk.waitForSelector('[data-row="0"]:has-text("承诺书未签")')
  expect(await desk.textContent('main')).not.toContain('苏日娜')
  await desk.click('[data-row="0"]')
  await desk.waitForSelector('textarea[name=purpose]')
  file = desk.url()
  expect(await axeViolations(desk)).toEqual([])
  await look(desk, '入矫谈话')
  await desk.waitForSelector('#person:has-text("苏日娜")')
  expect(await desk.isDisabled('button:has-text("确定核查期限")')).toBe(true)
  expect(await axeViolations(desk)).toEqual([])
})

it('she reads the letter and signs it with a code to her own telephone; checks can be permitted then', async () => {
  const page = await mine()
  await page.waitForSelector('.mine-letter:has-text("本人苏日娜")')
  await page.waitForSelector('text=现在没有任何依据')
  const from = stand.platform.printed().length
  await page.click('button:has-text("获取签署验证码")')
  await page.fill('input[name=code]', await stand.platform.phoneCode(PHONE, from))
  await page.click('button:has-text("签署承诺书")')
  // Not without having read it.
  await page.waitForSelector('[role=alert]:has-text("我已读完")')
  await page.check('label:has-text("我已读完") input')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("签署承诺书")')
  await page.waitForSelector('#letter + p:has-text("签署")')
  const { page: desk } = head
  await look(desk, '确定核查期限')
  await desk.waitForSelector('text=本人手机验证码核实身份')
  await desk.click('button:has-text("确定核查期限")')
  await desk.fill('dialog input[name=until]', '2098-06-30')
  await because(desk, '入矫评估意见')
  expect(await axeViolations(desk)).toEqual([])
  await sends(desk)
  await desk.waitForSelector('tr:has-text("信息化核查"):has-text("有效")')
})

it('a check comes to her telephone with its minutes, and is answered there', async () => {
  const { page: desk } = head
  await desk.click('button:has-text("发起核查")')
  await because(desk, '月度核查')
  await sends(desk)
  await desk.waitForSelector('section:has(#check) [role=status]:has-text("还剩")')
  const page = await mine()
  await page.waitForSelector('.mine-check-now [role=timer]:has-text("还剩")')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("现在回应")')
  await page.waitForSelector('.mine-check-now', { state: 'detached' })
})

it('positioning is approved by the head on a ground and for a term, tracked with its device, and what stands on it stops with it', async () => {
  const { page: desk } = head
  await look(desk, '审批电子定位')
  await desk.click('button:has-text("批准电子定位")')
  await desk.selectOption('dialog select[name=ground]', 'left-without-leave')
  await desk.fill('dialog input[name=decision]', '卓司矫〔2026〕12号')
  await desk.fill('dialog input[name=until]', '2098-06-30')
  await because(desk, '未经批准两次外出')
  await sends(desk)
  // Three months, and no longer.
  await desk.waitForSelector('dialog [role=alert]:has-text("不超过 3 个月")')
  expect(await axeViolations(desk)).toEqual([])
  const from = await desk.inputValue('dialog input[name=from]')
  await desk.fill('dialog input[name=until]', new Date(Date.parse(`${from}:00Z`) + 30 * 86_400_000).toISOString().slice(0, 10))
  await sends(desk)
  await desk.waitForSelector('tr:has-text("电子定位"):has-text("卓司矫〔2026〕12号"):has-text("有效")')
  await desk.click('button:has-text("绑定装置")')
  await desk.fill('dialog input[name=serial]', 'WB-2026-00417')
  await because(desk, '发放腕带')
  await sends(desk)
  await desk.waitForSelector('[data-test=device]')
  await desk.click('button:has-text("已设置好")')
  await desk.click('button:has-text("开始定位")')
  await because(desk, '装置已佩戴')
  await sends(desk)
  await desk.waitForSelector('#devices:has-text("起定位中")')
  expect(await axeViolations(desk)).toEqual([])
  const page = await mine()
  await page.waitForSelector('.mine-now:has-text("正在定位")')
  await page.waitForSelector('li:has-text("电子定位"):has-text("未经批准离开"):has-text("卓司矫〔2026〕12号"):has-text("还有 ")')
  await page.click('button:has-text("长辈版")')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("标准版")')
  await desk.click('tr:has-text("电子定位") button:has-text("解除")')
  await because(desk, '情形消失')
  await sends(desk)
  await desk.waitForSelector('tr:has-text("电子定位"):has-text("解除")')
  await desk.waitForSelector('#devices:not(:has-text("定位中"))')
  await mine()
  await page.waitForSelector('text=现在的依据')
  expect(await page.locator('.mine-now').count()).toBe(0)
})

it('every look is in the log, with who, whose file, and what for', async () => {
  const { page } = await stand.staff('demo-staff-auditor')
  await goTo(page, 'audit-log')
  await page.locator('[role=row]', { hasText: '入矫谈话' }).first().waitFor()
  await page.locator('[role=row]', { hasText: '审批电子定位' }).first().waitFor()
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
