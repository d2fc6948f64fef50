// The 12348 desk at work, by keyboard where a clerk would: she asks for a caller, takes a call-back and reaches her; the duty officer
// hears of danger; a reviewer decides about an answer. Each in a browser of his own, on a platform where nobody else answers.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeViolations, openStand, type Person, type Stand } from './stand/index.ts'

const HER_PHONE = '13812345670'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const QUESTION = '我叫王小明，在工地干活三个月，老板拖欠工资不给，没有签劳动合同，怎么要回来？'
let stand: Stand
let clerk: Person
beforeAll(async () => {
  stand = await openStand({ silent: true, speed: 1 })
  clerk = await stand.staff('demo-staff-desk-1')
})
afterAll(() => stand.close())

const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${stand.url}/console/${path}`)
  await page.waitForSelector('main h1')
}
/** The first row, as somebody without a mouse comes to it. */
const openFirst = async (page: Page): Promise<void> => {
  await page.waitForSelector('[role=grid] [data-row="0"]')
  await page.focus('[role=grid] [data-row="0"]')
  await page.keyboard.press('Enter')
}
const ask = async (page: Page, text: string, reference: string): Promise<string> => {
  await goTo(page, 'desk/ask')
  await page.waitForSelector('input[name=phone]:focus')
  await page.keyboard.type(HER_PHONE)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type(reference)
  await page.fill('textarea[name=text]', text)
  await page.focus('button[type=submit]')
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=问题已提交')
  return (await page.getAttribute('a:has-text("查看这个问题")', 'href'))!.split('/').at(-1)!
}

it('asks for who calls: number, mandate, question and paper; what was typed is still there after a reload', async () => {
  const { page } = clerk
  await goTo(page, 'desk/ask')
  await page.waitForSelector('text=此刻的承诺')
  expect(await page.isDisabled('button:has-text("添加文件")')).toBe(true)
  await page.fill('input[name=phone]', HER_PHONE)
  await page.fill('input[name=ref]', 'rec/2026-03-02/17')
  await page.fill('textarea[name=text]', QUESTION)
  await page.fill('input[name=names]', '王小明')
  await page.setInputFiles('input[type=file]', { name: '欠条.png', mimeType: 'image/png', buffer: PNG })
  await page.waitForSelector('li:has-text("欠条.png")')
  await page.click('button:has-text("查看离开本县的内容")')
  await page.waitForSelector('text=请念给提问人听')
  expect(await page.textContent('.note .text')).not.toContain('王小明')
  expect(await axeViolations(page)).toEqual([])
  await page.reload()
  await page.waitForFunction((text) => document.querySelector<HTMLTextAreaElement>('textarea[name=text]')?.value === text, QUESTION)
  // What was sent is not sent again.
  await page.waitForSelector('li:has-text("欠条.png")')
  await page.click('button:has-text("提交问题")')
  await page.click('a:has-text("查看这个问题")')
  await page.waitForSelector('text=拖欠工资不给')
  const file = await page.getAttribute('a:has-text("照片")', 'href')
  expect((await clerk.context.request.get(`${stand.url}${file}`)).status()).toBe(200)
  expect(await axeViolations(page)).toEqual([])
})

it('a child under fourteen is asked for by its guardian, who consents; the child alone is sent to a grown-up, or taken in danger', async () => {
  const { page } = await stand.staff('demo-staff-desk-2')
  await goTo(page, 'desk/ask')
  await page.fill('input[name=phone]', '13812345671')
  await page.fill('input[name=ref]', 'rec/20')
  await page.fill('textarea[name=text]', '孩子用压岁钱在网上给游戏充了两千块，平台说不退，能要回来吗？')
  await page.selectOption('select[name=about]', 'child')
  await page.selectOption('select[name=guardian]', 'child')
  await page.waitForSelector('text=12355')
  await page.click('button:has-text("提交问题")')
  await page.waitForSelector('form [role=alert]:has-text("监护人")')
  expect(await axeViolations(page)).toEqual([])
  await page.selectOption('select[name=guardian]', 'parent')
  await page.click('button:has-text("提交问题")')
  // Neither without the name that is taken out, nor without consent.
  await page.waitForSelector('input[name=names]:invalid')
  await page.fill('input[name=names]', '小宝')
  await page.click('button:has-text("提交问题")')
  await page.waitForSelector('input[name=guardian-consents]:invalid')
  await page.check('input[name=guardian-consents]')
  expect(await axeViolations(page)).toEqual([])
  const [sent] = await Promise.all([page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/consultations')), page.click('button:has-text("提交问题")')])
  expect((sent.postDataJSON() as { child: unknown }).child).toEqual({ relation: 'parent', consents: true })
  await page.waitForSelector('text=问题已提交')
})

it('a call-back she asks for is taken, its number shown to who took it, and reported reached', async () => {
  const { page } = clerk
  await page.click('button:has-text("登记回呼")')
  await page.click('dialog button:has-text("登记回呼")')
  await page.waitForSelector('[role=status]:has-text("已办理")')
  await goTo(page, 'desk/callbacks')
  await openFirst(page)
  await page.waitForSelector('.due:has-text("还剩")')
  expect(await page.locator('[data-test=phone]').count()).toBe(0)
  await page.click('.panel button:has-text("受理")')
  expect((await page.textContent('[data-test=phone]'))!.trim()).toBe(HER_PHONE)
  expect(await axeViolations(page)).toEqual([])
  // Given back, with a reason, and taken again.
  await page.click('.panel button:has-text("退回")')
  await page.click('dialog button:has-text("退回")')
  expect(await page.locator('dialog[open]').count()).toBe(1)
  await page.fill('dialog textarea[name=because]', '接班的同事来打')
  await page.click('dialog button:has-text("退回")')
  await page.click('.panel button:has-text("受理")')
  await page.click('button:has-text("登记已接通")')
  await page.fill('dialog input[name=minutes]', '4.5')
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=没有待办的回呼')
  await page.click('text=已办结')
  await openFirst(page)
  await page.waitForSelector('.panel :text("已接通")')
})

it('words of danger reach the duty officer while he looks; he acknowledges, and writes down how it ended', async () => {
  const { page } = await stand.staff('demo-staff-duty-1')
  await goTo(page, 'desk/dangers')
  await page.waitForSelector('text=没有待处置的警情')
  await ask(clerk.page, '他天天打我，我不想活了，想自杀，怎么办', 'rec/18')
  await page.waitForSelector('nav .is-dangers:has-text("1")')
  await openFirst(page)
  await page.waitForSelector('text=心理援助 12356')
  await page.waitForSelector('.panel .due:has-text("还剩")')
  await page.click('.panel button:has-text("接手")')
  await page.click('.panel button:has-text("登记处置结果")')
  await page.selectOption('dialog select[name=outcome]', 'police-informed')
  expect(await axeViolations(page)).toEqual([])
  await page.click('dialog button:has-text("登记处置结果")')
  await page.waitForSelector('text=没有待处置的警情')
})

it('an answer with a telephone number in it is hidden by a reviewer, who says why', async () => {
  const consultation = await ask(clerk.page, '邻居占了我家的宅基地，村里不管，我该找谁？', 'rec/19')
  const lawyer = await stand.lawyer('demo-counsel-01')
  const answered = await lawyer.context.request.post(`${stand.url}/api/v1/consultations/${consultation}/answers`, {
    headers: { origin: stand.url, 'idempotency-key': crypto.randomUUID(), 'zhijian-role': 'lawyer' }, data: { text: '可以先请村委会和司法所调解，调解不成向人民政府申请处理权属争议。详情请加我电话13911112222。' },
  })
  expect([answered.status(), answered.ok() ? '' : await answered.text()]).toEqual([201, ''])
  const { page } = await stand.staff('demo-staff-reviewer-1')
  await goTo(page, 'desk/reviews')
  await openFirst(page)
  await page.waitForSelector('.panel :text("加我电话")')
  await page.click('.panel button:has-text("受理")')
  await page.click('.panel button:has-text("隐藏")')
  await page.click('dialog button:has-text("隐藏")')
  // Nothing is hidden without a reason: the form holds.
  expect(await page.locator('dialog[open]').count()).toBe(1)
  await page.selectOption('dialog select[name=reason]', 'contact')
  await page.fill('dialog textarea[name=because]', '留了手机号')
  expect(await axeViolations(page)).toEqual([])
  await page.click('dialog button:has-text("隐藏")')
  await page.waitForSelector('text=没有待审核的解答')
  await goTo(clerk.page, `desk/questions/${consultation}`)
  await clerk.page.waitForSelector('text=已隐藏')
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
