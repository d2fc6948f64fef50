// The bureau keeps its register, its promise and its people: searched as one types, changed with a reason, confirmed by a second
// person, taken in from a file, let in by a link, forgotten by two.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, openStand, reads, totp, type Person, type Stand } from './stand/index.ts'

let stand: Stand
let head: Person
beforeAll(async () => {
  stand = await openStand({ silent: true, speed: 1 })
  head = await stand.staff('demo-staff-head')
})
afterAll(() => stand.close())

const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${stand.url}/console/${path}`)
  await page.waitForSelector('main h1')
}
const because = (page: Page, why: string): Promise<void> => page.fill('dialog textarea[name=because]', why)

it('a lawyer is found as one types, suspended for a ground, and reinstated for a reason', async () => {
  const { page } = head
  await goTo(page, 'lawyers')
  const first = await page.textContent('[data-row="0"] [role=gridcell]')
  await page.waitForSelector('input[name=words]:focus')
  await page.keyboard.type(`律师 ${first}`)
  await page.waitForSelector('[role=status]:has-text("共 1 条")')
  await page.keyboard.press('Enter')
  await page.waitForSelector(`.panel h2:has-text("${first}")`)
  await page.click('.panel button:has-text("停止接单")')
  await page.selectOption('dialog select[name=reason]', 'complaint')
  await because(page, '投诉核查期间')
  expect(await axeViolations(page)).toEqual([])
  await page.click('dialog button:has-text("停止接单")')
  await page.waitForSelector('.panel h2:has-text("已停止接单")')
  await page.selectOption('select[name=standing]', 'suspended')
  await page.waitForSelector('[data-row="0"]:has-text("已停止接单")')
  await page.click('.panel button:has-text("恢复接单")')
  await page.click('dialog button:has-text("恢复接单")')
  expect(await page.locator('dialog[open]').count()).toBe(1)
  await because(page, '核查完毕，投诉不成立')
  await page.click('dialog button:has-text("恢复接单")')
  await page.waitForSelector('.panel h2:has-text("可接单")')
  await page.waitForSelector('text=没有符合条件的律师')
})

it('a whole register scrolls, and only what is in sight is in the page', async () => {
  const { page } = head
  await goTo(page, 'lawyers')
  await page.focus('[data-row="0"]')
  await page.keyboard.press('End')
  await page.waitForFunction(() => Number((document.activeElement as HTMLElement).dataset['row'] ?? 0) > 50)
  expect(await page.locator('[role=grid] [data-row]').count()).toBeLessThan(80)
})

it('a policy is proposed by one, who cannot confirm it, and confirmed by another who reads what changes', async () => {
  const { page } = await stand.staff('demo-staff-policy-1')
  await goTo(page, 'policies')
  await page.click('button:has-text("提出新方案")')
  await page.fill('input[name=quorum]', '4')
  await page.fill('input[name=promiseMs]', '8')
  await page.click('form button:has-text("提出")')
  // Not without saying why: the form holds.
  await page.waitForSelector('form textarea[name=because]:invalid')
  await page.fill('form textarea[name=because]', '值班力量增加')
  await page.waitForSelector('tr:has-text("答复律师人数"):has-text("3"):has-text("4")')
  expect(await axeViolations(page)).toEqual([])
  await page.click('form button:has-text("提出")')
  await page.waitForSelector('text=须由另一名政策管理员或局领导登录后确认')
  expect(await page.locator('button:has-text("确认方案")').count()).toBe(0)
  const { page: second } = await stand.staff('demo-staff-policy-2')
  await goTo(second, 'policies')
  await second.waitForSelector('tr:has-text("首答时限"):has-text("10 分钟"):has-text("8 分钟")')
  await second.click('button:has-text("确认方案")')
  await second.waitForSelector('section[aria-label="待确认的方案"]:has-text("由"):not(:has-text("demo-staff"))')
  await because(second, '与局务会一致')
  await second.click('dialog button:has-text("确认方案")')
  await second.waitForSelector('h2:has-text("现行方案 · 第 1 版")')
  expect(await axeViolations(second)).toEqual([])
  await page.reload()
  await page.waitForSelector('h2:has-text("现行方案 · 第 1 版")')
})

describe('whoever asks to be forgotten', () => {
  /** By herself, with the code that comes to her telephone. */
  const wants = async ({ page }: Person, phone: string): Promise<void> => {
    await page.goto(`${stand.url}/citizen/my-data`)
    await page.click('button:has-text("申请删除")')
    const from = stand.platform.printed().length
    await page.click('button:has-text("获取验证码")')
    await page.fill('section[aria-labelledby=erasure] input', await stand.platform.phoneCode(phone, from))
    await page.click('button:has-text("提交申请")')
    await page.waitForSelector('section[aria-labelledby=erasure] [role=status]:has-text("等待受理；最迟")')
  }
  const standing = async ({ page }: Person, words: string): Promise<void> => {
    await page.reload()
    await page.waitForSelector(`section[aria-labelledby=erasure] [role=status]:has-text("${words}")`)
  }
  /** Requests wait in the order of their dates; this one came last of those that wait. */
  const choose = async (page: Page): Promise<void> => {
    await goTo(page, 'erasures')
    await page.locator('[data-row]', { hasText: '待受理' }).last().click()
    await page.waitForSelector('.panel h2:has-text("待受理")')
  }
  let desk: Person
  beforeAll(async () => {
    desk = await stand.staff('demo-staff-desk-1')
  })

  it('is told why not, and may ask again', async () => {
    const her = await stand.citizen('13900000021')
    await wants(her, '13900000021')
    await choose(desk.page)
    await desk.page.click('.panel button:has-text("不予删除")')
    await desk.page.selectOption('dialog select[name=reason]', 'matter-open')
    await desk.page.fill('dialog textarea[name=explanation]', '有一件代办事项还没有办结')
    expect(await axeViolations(desk.page)).toEqual([])
    await desk.page.click('dialog button:has-text("不予删除")')
    await desk.page.waitForSelector('.panel h2:has-text("不予删除")')
    await standing(her, '不予删除：您有事项正在办理')
    await her.page.waitForSelector('text=说明：有一件代办事项还没有办结')
    await her.page.waitForSelector('button:has-text("重新申请")')
    await her.context.close()
  })

  it('is told the rule that keeps her data, and until when', async () => {
    const her = await stand.citizen('13900000022')
    await wants(her, '13900000022')
    await choose(desk.page)
    await desk.page.click('.panel button:has-text("限制处理")')
    await desk.page.fill('dialog input[name=rule]', '人民调解档案保管期限')
    await desk.page.fill('dialog input[name=until]', '2099-12-31')
    await desk.page.click('dialog button:has-text("限制处理")')
    await desk.page.waitForSelector('.panel dl:has-text("人民调解档案保管期限"):has-text("2099-12-31")')
    await standing(her, '因“人民调解档案保管期限”，您的信息须保存至 2099/12/31')
    await her.context.close()
  })

  it('is forgotten by two people, the second with a code and a reason, and has the date by which nothing is left', async () => {
    const her = await stand.citizen('13900000023')
    await wants(her, '13900000023')
    await choose(desk.page)
    await desk.page.click('.panel button:has-text("受理")')
    await desk.page.selectOption('dialog select[name=ground]', 'consent-withdrawn')
    await desk.page.click('dialog button:has-text("受理")')
    await desk.page.waitForSelector('.panel h2:has-text("待另一人确认")')
    // Who took it cannot confirm it, and is named by name.
    expect(await desk.page.locator('.panel button:has-text("确认删除")').count()).toBe(0)
    await desk.page.waitForSelector('.panel dl:has-text("受理人"):not(:has-text("demo-staff"))')
    await standing(her, '等待另一名工作人员确认')
    const { page } = head
    await goTo(page, 'erasures')
    await page.locator('[data-row]', { hasText: '待另一人确认' }).click()
    await page.click('.panel button:has-text("确认删除")')
    await page.fill('dialog input[name=code]', totp(stand.platform.account('demo-staff-head').secondFactor, 1))
    await page.click('dialog button:has-text("确认删除")')
    // Not without saying why.
    await page.waitForSelector('dialog textarea[name=because]:invalid')
    await because(page, '身份已核实，没有保存规定')
    expect(await axeViolations(page)).toEqual([])
    // The key is destroyed a moment after the confirmation: whoever looks meanwhile sees that, and then the end without asking for it.
    let looks = 0
    await reads(page, 'erasures/{person}', ({ request }) => {
      const of = request as { phase: string }
      if (of.phase === 'erased' && (looks += 1) === 1) of.phase = 'confirmed'
    })
    await page.click('dialog button:has-text("确认删除")')
    await page.waitForSelector('.panel h2:has-text("已确认，正在销毁密钥")')
    await page.waitForSelector('.panel h2:has-text("已删除")')
    await page.waitForSelector('.panel dl:has-text("密钥摘要"):has-text("备份中不再有密钥的时间")')
    await her.page.reload()
    await her.page.waitForSelector('input[name=phone]')
    await her.context.close()
  })

  it('is looked for as a duty only where a rule says after how long, and the look says why', async () => {
    const { page } = head
    await goTo(page, 'retention')
    await page.click('button:has-text("现在查")')
    await because(page, '年度清理')
    await page.click('dialog button:has-text("现在查")')
    await page.waitForSelector('dialog [role=alert]')
    await page.click('dialog button:has-text("取消")')
    await desk.context.close()
  })
})

it('a register is tried, its errors are taken along as a table, and the good rows run', async () => {
  const { page } = head
  await goTo(page, 'imports')
  const head1 = '姓名,执业证号,执业机构,地区代码,年度考核有效期至'
  await page.setInputFiles('input[type=file]', { name: '律师.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${head1}\r\n赵一鸣,11509201810123456,草原律师事务所,150921,2099-12-31\r\n钱二,123,青城律师事务所,150921,2099-12-31\r\n`) })
  await page.click('button:has-text("试读")')
  await page.waitForSelector('[role=status]:has-text("新增 1"):has-text("有错误 1")')
  await page.waitForSelector('[role=gridcell]:has-text("执业证号应为")')
  expect(await axeViolations(page)).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("下载错误报告")')])
  expect(readFileSync((await download.path())!, 'utf8')).toMatch(/^\uFEFF"行","列","问题"\r\n"3","执业证号","执业证号应为/)
  await page.click('button:has-text("正式导入")')
  await because(page, '年度名册')
  expect(await axeViolations(page)).toEqual([])
  await page.click('dialog button:has-text("正式导入")')
  await page.waitForSelector('h2:has-text("导入结果")')
  await goTo(page, 'lawyers')
  await page.fill('input[name=words]', '赵一鸣')
  await page.waitForSelector('[data-row="0"]:has-text("11509201810123456")')
})

it('an account is opened by one, given a role by another, and entered by its link', async () => {
  const { page } = await stand.staff('demo-staff-system')
  await goTo(page, 'accounts')
  await page.click('button:has-text("开立账号")')
  await page.fill('dialog input[name=id]', 'auditor-2')
  await page.fill('dialog input[name=name]', '乌兰')
  await because(page, '增设审计员')
  await page.click('dialog button:has-text("开立账号")')
  await page.waitForSelector('.panel h2:has-text("乌兰")')
  await page.click('.panel button:has-text("生成登录链接")')
  await because(page, '当面核实身份')
  await page.click('dialog button:has-text("生成登录链接")')
  const link = (await page.textContent('[data-test=link]'))!
  expect(await axeViolations(page)).toEqual([])
  const { page: security } = await stand.staff('demo-staff-security')
  await goTo(security, 'accounts')
  await security.fill('input[name=find]', 'auditor')
  await security.focus('[data-row="0"]')
  await security.keyboard.press('Enter')
  await security.click('.panel button:has-text("授予角色")')
  await security.selectOption('dialog select[name=role]', 'auditor')
  await because(security, '接替原审计员')
  await security.click('dialog button:has-text("授予角色")')
  await security.waitForSelector('.panel li:has-text("审计员")')
  // Powers of the same person are kept apart.
  await security.click('.panel button:has-text("授予角色")')
  await security.selectOption('dialog select[name=role]', 'system-admin')
  await because(security, '试一试')
  await security.click('dialog button:has-text("授予角色")')
  await security.waitForSelector('dialog [role=alert]:has-text("须由不同的人担任")')
  const { page: hers } = await stand.visitor({ wide: true })
  await hers.goto(link)
  await hers.click('button:has-text("开始")')
  for (const name of ['password', 'again']) await hers.fill(`input[name=${name}]`, '白音察干的风很大2026')
  await hers.click('button:has-text("下一步")')
  await hers.waitForSelector('#factor:visible')
  await hers.fill('input[name=code]', totp((await hers.textContent('#secret'))!.replaceAll(' ', '')))
  await hers.click('button:has-text("完成")')
  await hers.waitForSelector('#factor', { state: 'hidden' })
  await goTo(hers, 'accounts')
  await hers.waitForSelector('header:has-text("审计员")')
  // An auditor looks on.
  expect(await hers.locator('button:has-text("开立账号")').count()).toBe(0)
})

it('somebody joins the staff, takes an office and the watch', async () => {
  const { page } = head
  await goTo(page, 'staff')
  await page.click('button:has-text("登记人员")')
  await page.fill('dialog input[name=id]', 'newcomer')
  await page.fill('dialog input[name=name]', '其木格')
  await because(page, '新录用')
  await page.click('dialog button:has-text("登记人员")')
  await page.click('[role=grid] :text("其木格")')
  await page.click('.panel button:has-text("任职")')
  await page.selectOption('dialog select[name=office]', 'duty-officer')
  await because(page, '试用期满')
  await page.click('dialog button:has-text("任职")')
  await page.waitForSelector('.panel li:has-text("值班员")')
  expect(await axeViolations(page)).toEqual([])
  await goTo(page, 'watch')
  await page.click('button:has-text("设置常设值守")')
  await page.selectOption('dialog select[name=officer]', 'newcomer')
  expect(await axeViolations(page)).toEqual([])
  await because(page, '轮换')
  await page.click('dialog button:has-text("设置常设值守")')
  await page.waitForSelector('dd:has-text("其木格")')
})

it('a roster is opened, a shift added and taken off again', async () => {
  const { page } = head
  await goTo(page, 'rosters')
  await page.click('button:has-text("开设值班表")')
  await because(page, '按月开设')
  await page.click('dialog button:has-text("开设值班表")')
  await page.waitForSelector('dialog', { state: 'detached' })
  await page.click('button:has-text("增加班次")')
  await page.fill('dialog input[name=starts]', '2099-01-01T09:00')
  await page.fill('dialog input[name=ends]', '2099-01-01T12:00')
  await because(page, '元旦加班')
  await page.click('dialog button:has-text("增加班次")')
  await page.click('[role=grid] [data-row="0"]')
  await page.click('.panel button:has-text("取消班次")')
  await because(page, '当日放假')
  await page.click('dialog button:has-text("取消班次")')
  await page.waitForSelector('.panel dd:has-text("已取消")')
  expect(await axeViolations(page)).toEqual([])
})

it('an institution has another name at once, for a reason that the auditor reads with the name of who gave it', async () => {
  const { page } = head
  await goTo(page, 'organisations')
  await page.fill('input[name=find]', '公共法律服务中心')
  await page.click('[role=grid] [data-row="0"]')
  await page.click('.panel button:has-text("更名")')
  await page.fill('dialog input[name=name]', '卓资县公共法律服务中心（新址）')
  await page.click('dialog button:has-text("更名")')
  expect(await page.locator('dialog[open]').count()).toBe(1)
  await because(page, '按三定方案更名')
  expect(await axeViolations(page)).toEqual([])
  await page.click('dialog button:has-text("更名")')
  await page.waitForSelector('.panel h2:has-text("卓资县公共法律服务中心（新址）")')
  const { page: auditor } = await stand.staff('demo-staff-auditor')
  await goTo(auditor, 'audit-log')
  const row = auditor.locator('[role=row]', { hasText: '按三定方案更名' })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/局领导.*机构更名/s)
  // Who did it is a name; the account stands beside it in small.
  expect((await row.locator('button').first().textContent())!.trim()).not.toContain('demo-staff')
  expect(await axeViolations(auditor)).toEqual([])
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
