// An operator's console: the promise board has the log's figures, the deadlines move by themselves, and a case that went through
// three tiers is replayed second by second and verified.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { api, totp, until, type Api } from '@zhijian/embedded/e2e'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { axeViolations, openStand, type Stand } from './stand/index.ts'

const COUNTY = '150921'
const TEXT = '老板拖欠三个月工资，没有签劳动合同，怎么要回来？'
const ANSWER = '请先向劳动监察大队投诉，保留考勤、工资条和转账记录；协商不成的，一年内申请劳动仲裁，仲裁不收费。'
/** Where screenshots go that somebody wants to look at; nowhere else are any taken. */
const SHOTS = process.env['ZHIJIAN_SHOTS']

let stand: Stand
let http: Api
let officer: Page
let asker: string
let id: string

const ok = async (path: string, token: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
  const reply = await http(path, { token, method, ...(body === undefined ? {} : { body }) })
  if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${reply.text}`)
  return reply.body
}
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}
/** Each of them once: the same code does not sign in twice. */
const tokenOf = async (login: string): Promise<string> => {
  const { password, secondFactor } = stand.platform.account(login)
  return (await http('auth/password-sessions', { method: 'POST', body: { login, password, totp: totp(secondFactor), client: 'app' } })).body.token
}
/** The numbers of a text. */
const numbersIn = (text: string | null): number[] => [...(text ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits))

beforeAll(async () => {
  // A minute takes three seconds.
  stand = await openStand({ speed: 20, silent: true })
  http = api(stand.url)
  const phone = '13900000001'
  const from = stand.platform.printed().length
  await http('auth/phone-codes', { method: 'POST', body: { phone } })
  asker = (await http('auth/phone-sessions', { method: 'POST', body: { phone, code: await stand.platform.phoneCode(phone, from), client: 'app' } })).body.token
  officer = (await stand.staff('demo-staff-duty-1')).page
})
afterAll(() => stand.close())

describe('the next ten minutes', () => {
  it('show a question’s window as soon as it is asked, count down, and go on to the next by themselves', async () => {
    await officer.click('nav a:has-text("未来十分钟")')
    await officer.waitForSelector('h1:has-text("未来十分钟")')
    id = (await ok('consultations', asker, { text: TEXT, consentBeyondCounty: true })).consultationId
    const row = officer.locator(`[role=row]:has(a[href$="/story/${id}"])`)
    await row.filter({ hasText: /窗口关闭，转自治区，还差 3 人答复；约 \d+ 名律师可以答复/ }).first().waitFor()
    const left = async (): Promise<number> => {
      const [minutes = 0, seconds = 0] = numbersIn(await row.first().locator('.left').textContent())
      return minutes * 60 + seconds
    }
    // There is no countdown before the platform has said what time it is.
    await row.first().locator('.left', { hasText: /\d/ }).waitFor()
    const before = await left()
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThanOrEqual(180)
    await until('the countdown', async () => await left() < before && true)
    await shot(officer, 'deadlines')
    expect(await axeViolations(officer)).toEqual([])
    const { counsel, region, nation } = await stand.platform.lawyers({ counsel: 1, region: 1, nation: 1 })
    await ok(`consultations/${id}/answers`, counsel[0]!.token, { text: ANSWER })
    await row.filter({ hasText: '转全国，还差 2 人答复' }).first().waitFor()
    await until('the region', async () => (await ok(`consultations/${id}`, asker)).tiers.length === 2)
    // What was to come came: the row of the region is over, and nobody reloaded anything.
    await until('the row of the region', async () => await row.filter({ hasText: '转自治区' }).count() === 0 && true)
    await ok(`consultations/${id}/claim`, region[0]!.token, undefined, 'POST')
    await ok(`consultations/${id}/answers`, region[0]!.token, { text: ANSWER })
    await until('the nation', async () => (await ok(`consultations/${id}`, asker)).tiers.length === 3)
    await ok(`consultations/${id}/claim`, nation[0]!.token, undefined, 'POST')
    await ok(`consultations/${id}/answers`, nation[0]!.token, { text: ANSWER })
    // Three have answered: no window of it runs any more, and its row is gone.
    await until('the row', async () => await row.filter({ hasText: '窗口关闭' }).count() === 0 && true)
  })

  it('show what another service will do, as soon as it is set, without the page asking for its list again', async () => {
    let lists = 0
    officer.on('request', (request) => { if (/\/deadlines\?/.test(request.url())) lists += 1 })
    const desk = await tokenOf('demo-staff-desk-1')
    const now = Date.parse((await ok('clock', desk)).now)
    const at = (ms: number): string => new Date(now + ms).toISOString()
    const roster = `${COUNTY}-${at(0).slice(0, 7)}-e2e`
    await ok(`rosters/${roster}`, desk, { grabFrom: at(-1000), maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 0, because: '加班' })
    // Nine minutes from now, of the platform's.
    await ok(`rosters/${roster}/shifts`, desk, { shift: { shiftId: 's1', post: 'window', startsAt: at(1000), endsAt: at(540_000), capacity: 1, languages: [] }, because: '加班' })
    const shift = officer.locator('[role=row]', { hasText: '班次结束，记入值班时数' })
    await shift.waitFor()
    expect(await shift.textContent()).toContain(roster)
    await ok(`rosters/${roster}/shifts/s1`, desk, { because: '不需要了' }, 'DELETE')
    await shift.waitFor({ state: 'detached' })
    expect(lists).toBe(0)
  })
})

describe('one case, one story', () => {
  let begun: number
  const moment = async (seconds: number): Promise<void> => {
    const ms = begun + seconds * 1000
    await officer.locator('input[name=moment]').fill(String(ms))
    await officer.waitForSelector(`[data-at="${new Date(ms).toISOString()}"][aria-busy=false]`)
  }
  const panel = (name: string) => officer.locator(`section[aria-labelledby=story-${name}]`)

  it('asks for a purpose, and tells everything that happened over all services', async () => {
    await officer.goto(`${stand.url}/console/story/${id}`)
    await officer.click('text=记录目的并查阅')
    await officer.waitForSelector('[role=alert]:has-text("请写明目的")')
    expect(await axeViolations(officer)).toEqual([])
    await officer.fill('textarea[name=purpose]', '核对三级征询的经过')
    await officer.click('text=记录目的并查阅')
    await officer.waitForSelector('h2:has-text("经过")')
    const tiers = officer.locator('.timeline li', { hasText: '层级开放' })
    expect(await tiers.count()).toBe(3)
    expect(await officer.locator('.timeline .tag.delivery').count()).toBeGreaterThan(3)
    expect(await officer.locator('.timeline blockquote').first().textContent()).toBe(TEXT)
    begun = Number(await officer.locator('input[name=moment]').inputValue())
  })

  it('shows how it stood at any second the bar is dragged to: state, who could be asked, who was told, which rule', async () => {
    await moment(179)
    expect(await panel('eligible').textContent()).toMatch(/县级 39 人/)
    expect(await panel('eligible').textContent()).not.toContain('自治区')
    expect(await panel('told').textContent()).toMatch(/有新咨询 · 县级层级已通知 \d+ 人/)
    await moment(181)
    expect(await panel('state').textContent()).toContain('自治区')
    expect(await panel('rule').textContent()).toMatch(/期限到|平台|律师/)
    await moment(362)
    expect(await panel('state').textContent()).toContain('全国')
    await officer.click('text=全程')
    await officer.locator('.timeline li', { hasText: '三人答复已齐' }).locator('.go').click()
    await officer.locator('section[aria-labelledby=story-state] dd', { hasText: '3 / 3 人' }).waitFor()
    expect(await panel('state').textContent()).toContain('已兑现')
    await shot(officer, 'story')
    expect(await axeViolations(officer)).toEqual([])
  })

  it('is moved by the keyboard, a second at a time', async () => {
    await officer.click('text=前十五分钟')
    const bar = officer.locator('input[name=moment]')
    await moment(60)
    const before = Number(await bar.inputValue())
    await bar.focus()
    await officer.keyboard.press('ArrowRight')
    await officer.keyboard.press('ArrowRight')
    expect(Number(await bar.inputValue())).toBe(before + 2000)
    expect(await bar.getAttribute('aria-valuetext')).toContain('提出后')
    await officer.keyboard.press('Home')
    await officer.waitForSelector('text=尚未提出')
  })

  it('is verified, and the verdict is shown', async () => {
    await officer.click('button:has-text("核验")')
    await officer.waitForSelector('text=核验通过')
    const [events = 0, streams = 0, commands = 0, deadlines = 0] = numbersIn(await officer.locator('.verdict').textContent())
    expect(events).toBe(await officer.locator('.timeline li').count())
    expect(streams).toBeGreaterThan(3)
    expect(commands).toBeGreaterThan(10)
    expect(deadlines).toBeGreaterThanOrEqual(2)
    await shot(officer, 'verdict')
    expect(await axeViolations(officer)).toEqual([])
  })

  it('is taken out as evidence and as a receipt, each with a reason that is asked for first', async () => {
    const taken = async (word: string): Promise<string> => {
      await officer.click(`.head button:has-text("${word}")`)
      await officer.click(`dialog button:has-text("${word}")`)
      await officer.waitForSelector('dialog textarea[name=because]:invalid')
      await officer.fill('dialog textarea[name=because]', '法院调取')
      expect(await axeViolations(officer)).toEqual([])
      const [download] = await Promise.all([officer.waitForEvent('download'), officer.click(`dialog button:has-text("${word}")`)])
      return readFileSync((await download.path())!, 'utf8')
    }
    const bundle = await taken('导出证据包')
    expect(JSON.parse(bundle)).toMatchObject({ format: 'zhijian-bundle/1', subject: `consultation-${id}` })
    expect(bundle).not.toContain('工资')
    // What was said after the last seal of the log waits for the next.
    await officer.click('.head button:has-text("打印存证回执")')
    await officer.fill('dialog textarea[name=because]', '本人到窗口领取')
    await officer.click('dialog button:has-text("打印存证回执")')
    await officer.waitForSelector('dialog [role=alert]:has-text("回执还没有准备好")')
    await officer.click('dialog button:has-text("取消")')
  })

  it('stays sealed for an auditor, and goes on after a reload without another purpose', async () => {
    await officer.reload()
    await officer.waitForSelector('h2:has-text("经过")')
    const { page } = await stand.staff('demo-staff-auditor')
    await page.goto(`${stand.url}/console/story`)
    await page.fill('input[name=consultation]', id)
    await page.click('text=前往')
    await page.fill('textarea[name=purpose]', '季度抽查')
    await page.click('text=记录目的并查阅')
    await page.waitForSelector('h2:has-text("经过")')
    expect(await page.locator('.timeline blockquote').count()).toBe(0)
    expect(await page.content()).not.toContain('工资')
    await page.context().close()
  })

  it('is asked for again when somebody else’s look, or none, is shown', async () => {
    await officer.evaluate((key) => sessionStorage.setItem(key, 'A'.repeat(43)), `zhijian-story-${id}`)
    await officer.reload()
    await officer.waitForSelector('[role=alert]:has-text("请重新写明目的")')
  })
})

describe('the promise board', () => {
  it('has the log’s figures, and is brought up to date by what happens', async () => {
    await officer.click('nav a:has-text("承诺看板")')
    await officer.waitForSelector('.promise-page .card')
    const value = async (name: string): Promise<string> => (await officer.locator('.card', { has: officer.locator(`dt:text-is("${name}")`) }).locator('dd').textContent()) ?? ''
    const shown = await ok(`counties/${COUNTY}/promise-board`, await tokenOf('demo-staff-desk-2'))
    expect(await value('咨询')).toBe(String(shown.total.asked))
    expect(shown.total).toMatchObject({ asked: 1, answered: 1, quorum: 1, kept: 1, within: { 10: { met: 1 } } })
    expect(await value('十分钟内答复')).toBe('100%1 / 1')
    expect(await value('三人答复已齐')).toBe('100%1 / 1')
    await ok('consultations', asker, { text: '邻居盖房占了我家的宅基地，村里调解不成怎么办？' })
    await officer.locator('.card', { hasText: '咨询' }).locator('dd:has-text("2")').first().waitFor()
    // The second one is young: it is in no share yet.
    expect([await value('十分钟内答复'), await value('三人答复已齐')]).toEqual(['100%1 / 1', '100%1 / 1'])
    // A single bar says less than its figures, and is there for who wants it.
    await officer.locator('section[aria-label="按小时"] label:has-text("图")').click()
    await officer.waitForSelector('canvas')
    await shot(officer, 'promise')
    expect(await axeViolations(officer)).toEqual([])
  })

  it('has a table for every chart, names no small group, and says what is wrong with a range', async () => {
    for (const section of ['按小时', '乡镇']) await officer.locator(`section[aria-label="${section}"] label:has-text("表")`).click()
    await officer.locator('table').first().waitFor()
    expect(await officer.locator('section[aria-label="乡镇"] tbody').textContent()).toContain('不足五件')
    await shot(officer, 'promise-table')
    expect(await axeViolations(officer)).toEqual([])
    await officer.click('label:has-text("近七天")')
    await officer.waitForSelector('section[aria-label="按日"]')
    await officer.click('label:has-text("自选")')
    await officer.locator('input[type=date]').first().fill('2020-01-01')
    await officer.waitForSelector('[role=alert]:has-text("最长 92 天")')
  })
})

describe('a policy that nobody has proposed yet', () => {
  it('is tried beside the editor on what happened: figures as they were and would have been, with what is assumed', async () => {
    const { page } = await stand.staff('demo-staff-policy-1')
    await page.goto(`${stand.url}/console/policies`)
    await page.click('button:has-text("提出新方案")')
    await page.fill('form input[name=promiseMs]', '0.1')
    const trial = page.locator('section[aria-label="试算"]')
    await trial.locator('button:has-text("试算")').click()
    // The second question waits yet, or was not answered in time.
    await trial.locator('tr', { hasText: /首答承诺兑现(50|100)%0%/ }).waitFor()
    await trial.locator('li:has-text("实际兑现，假设未兑现")').waitFor()
    expect(await trial.textContent()).toContain('从未发生的事无从证实')
    expect(await axeViolations(page)).toEqual([])
    await page.fill('form input[name=promiseMs]', '10')
    await trial.locator('text=下面是改动前的结果').waitFor()
    await page.context().close()
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
