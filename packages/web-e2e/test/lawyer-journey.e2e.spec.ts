// A lawyer's day on a phone: looks, takes a place, answers, is asked on and replies; loses a race and keeps what was written; steps back; is off
// duty. Windows are a second here, so that lawyers of the region are asked at once; leases tick as they do in life.
import assert from 'node:assert'
import { api, type Api, type Session } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, ELDER, measure, openStand, recorded, STANDARD, totp, until, type Person, type Stand } from './stand/index.ts'

const COUNTY = '150921'
const TEXT = '老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？'
const ANSWER = '可以要回来。先到劳动监察大队投诉，带上聊天记录、考勤和工友证言；十五日内没有结果，再申请劳动仲裁，一年内都可以提。'

let stand: Stand
let ask: Api
let asker: Person
let region: readonly Session[]
let counsel: Person
let lawyer: Person

// eslint-disable-next-line @typescript-eslint/no-explicit-any
interface Answer { readonly status: number; readonly body: any }
const inBrowser = async (page: Page, method: string, path: string, body: unknown): Promise<Answer> =>
  page.evaluate(async ([verb, where, sent]) => {
    const answer = await fetch(`/api/v1/${where as string}`, {
      method: verb as string, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
  }, [method, path, body] as const)

/** A question of a citizen; the lawyers of the region are asked a second later. */
const asks = async (text = TEXT): Promise<string> => {
  const { status, body } = await inBrowser(asker.page, 'POST', 'consultations', { text, countyCode: COUNTY, topic: '03', consentBeyondCounty: true })
  expect(status).toBe(201)
  return body.consultationId as string
}
/** Somebody of the bureau, without a browser. */
const tokenOf = async (login: string): Promise<string> => {
  const { password, secondFactor } = stand.platform.account(login)
  return (await ask('auth/password-sessions', { method: 'POST', body: { login, password, totp: totp(secondFactor), client: 'app' } })).body.token as string
}
const card = (id: string): string => `a.card[href="/lawyer/q/${id}"]`
/** Buttons of the bar below, by what stands on them. */
const action = (words: string): string => `.actions :is(button, a):has-text("${words}")`
/** Everything somebody taps is as large as a finger. */
const tooSmall = (page: Page): Promise<readonly string[]> => page.evaluate(() =>
  [...document.querySelectorAll('button, .actions a, .tabs a, .card[href], .rows a, input, textarea')]
    .filter((each) => each.checkVisibility() && !each.matches('input[type=radio], input[type=file]'))
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ box }) => Math.min(box.width, box.height) < 44 && box.height > 0)
    .map(({ each, box }) => `${each.outerHTML.slice(0, 80)} ${Math.round(box.width)}×${Math.round(box.height)}`))

interface Numbers {
  claimMaximumMs: number
  readonly terms: { readonly tiers: { windowMs: number | null }[] }
}
let officers: readonly [proposes: string, confirms: string]
/** Windows of a second, and what else is changed, in force for what is asked from now on. */
const confirms = async (change: (policy: Numbers) => void): Promise<void> => {
  const policies = `counties/${COUNTY}/policies`
  const [one, other] = officers
  const policy = structuredClone((await ask(policies, { token: one })).body.default) as Numbers
  for (const tier of policy.terms.tiers) if (tier.windowMs !== null) tier.windowMs = 1000
  change(policy)
  const proposed = await ask(policies, { method: 'POST', token: one, body: { policy, because: '窗口缩短' } })
  const { proposal } = (await ask(policies, { token: other })).body
  const confirmed = await ask(`${policies}/${proposal.version}/confirmation`, { method: 'POST', token: other, body: { policyHash: proposal.policyHash, because: '同意' } })
  assert([proposed.status, confirmed.status].join() === '201,200', 'the policy is in force')
}

beforeAll(async () => {
  stand = await openStand({ speed: 1, silent: true, browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] })
  ask = api(stand.url)
  officers = [await tokenOf('demo-staff-policy-1'), await tokenOf('demo-staff-policy-2')]
  await confirms(() => undefined)
  asker = await stand.citizen('13900000001')
  lawyer = await stand.lawyer('demo-region-001', { permissions: ['microphone', 'camera'] })
  counsel = await stand.lawyer('demo-counsel-01')
  ;({ region } = await stand.platform.lawyers({ counsel: 1, region: 8, nation: 1 }))
  region = region.filter(({ account }) => account !== 'demo-region-001')
})
afterAll(() => stand.close())

describe('a lawyer of the region', () => {
  it('sees a question appear, takes a place that ticks, answers with a statute, is asked on and replies', async () => {
    const { page } = lawyer
    await page.waitForSelector('h1:has-text("待解答的咨询")')
    const id = await asks()
    await page.waitForSelector(card(id))
    expect(await page.textContent(card(id))).toMatch(/劳动人事.*卓资县.*内答复.*还差 3 位解答/s)
    expect(await axeViolations(page)).toEqual([])
    expect(await tooSmall(page)).toEqual([])

    await page.click(card(id))
    await page.waitForSelector('text=这是提问人同意离开本县的版本')
    expect(await page.locator(action('提交解答')).count()).toBe(0)
    await page.click(action('占位 90 秒'))
    const clock = page.locator('section[aria-label="占位 90 秒"] [role=timer]')
    await clock.waitFor()
    const first = await clock.textContent()
    await until('the lease ticks', async () => await clock.textContent() !== first)

    await page.fill('textarea[name=text]', ANSWER)
    await page.click('summary:has-text("引用法条")')
    await page.fill('input[name=law]', '劳动争议调解仲裁法')
    await page.fill('input[name=article]', '二十七之')
    await page.click('button:has-text("引用法条")')
    await page.waitForSelector('[role=alert]:has-text("请写法律全称")')
    await page.fill('input[name=article]', '第27条')
    await page.click('button:has-text("引用法条")')
    await page.waitForSelector('.statutes li:has-text("《劳动争议调解仲裁法》第27条")')
    expect(await axeViolations(page)).toEqual([])
    expect(await tooSmall(page)).toEqual([])

    // What was written outlives a reload.
    await page.reload()
    await page.waitForSelector('.statutes li:has-text("第27条")')
    expect(await page.inputValue('textarea[name=text]')).toBe(ANSWER)
    await page.click('button:has-text("续占")')
    await page.waitForFunction(() => /1:[23]\d/.test(document.querySelector('section[aria-label="占位 90 秒"] [role=timer]')?.textContent ?? ''))
    await page.click(action('提交解答'))
    await page.waitForSelector('[role=status]:has-text("已提交")')
    await page.waitForSelector('section:has(#mine) :text("《劳动争议调解仲裁法》第二十七条")')
    await page.waitForSelector('text=提问人追问后，您可以在这里回复')

    // She sees it with its statute, and asks on.
    // Her view is another one than his, and may be a moment behind it.
    const seen = await until('she sees it', async () => {
      const answer = await inBrowser(asker.page, 'GET', `consultations/${id}`, undefined)
      return answer.body.answers.length === 1 ? answer : undefined
    })
    expect(seen.body.answers).toMatchObject([{ text: ANSWER, statutes: [{ law: '劳动争议调解仲裁法', article: '第二十七条' }] }])
    const followUp = '仲裁要准备哪些材料？'
    expect((await inBrowser(asker.page, 'POST', `consultations/${id}/follow-ups`, { lawyerId: 'demo-region-001', text: followUp })).status).toBe(201)
    await page.waitForSelector(`.talk :text("${followUp}")`)
    await page.waitForSelector('text=/后提醒您/')
    await page.click(action('返回'))
    await page.waitForSelector('.tabs .count:text("1")')
    await page.click('.tabs a:has-text("待回复")')
    await page.waitForSelector(`${card(id)} >> text=后提问人可另请律师`)
    expect(await axeViolations(page)).toEqual([])
    await page.click(card(id))
    await page.fill('textarea[name=text]', '身份证、仲裁申请书两份、聊天记录打印件和证人的身份证复印件。')
    await page.click(action('回复'))
    await page.waitForSelector('.talk .reply:has-text("仲裁申请书")')
    expect((await inBrowser(asker.page, 'PUT', `consultations/${id}/ratings/demo-region-001`, { stars: 5 })).status).toBe(200)
    await page.click(action('返回'))
    await page.click('.tabs a:has-text("已解答")')
    await page.waitForSelector(`${card(id)} >> text=评价 5 星`)
    expect(await axeViolations(page)).toEqual([])
  })

  it('answers by voice, recorded in the page and measured by the server', async () => {
    const { page } = lawyer
    const id = await asks('宅基地被邻居占了一米，村里调解不成，应该怎么办？')
    await page.goto(`${stand.url}/lawyer/q/${id}`)
    await page.click('summary:has-text("语音或视频")')
    await page.click('button:has-text("录语音")')
    await recorded(page, 3)
    await page.click('button:has-text("停止录制")')
    await page.waitForSelector('audio[aria-label="已录语音"]')
    await page.click(action('占位 90 秒'))
    await page.click(action('提交解答'))
    await page.waitForSelector('[role=alert]:has-text("语音或视频至少 10 秒")')
    // Kept over a reload; then long enough.
    await page.reload()
    await page.waitForSelector('audio[aria-label="已录语音"]')
    await page.click('button:has-text("删除录音或视频")')
    await page.click('button:has-text("录视频")')
    await recorded(page, 13)
    await page.click('button:has-text("停止录制")')
    await page.waitForSelector('video[aria-label="已录视频"]')
    await page.click(action('提交解答'))
    await page.waitForSelector('[role=status]:has-text("已提交")')
    await page.waitForSelector('section:has(#mine) video')
  })

  it('loses the last place to another, is told in words and keeps the draft', async () => {
    const id = await asks('租的房子漏水，房东不修还要涨租金，可以提前退租吗？')
    const path = `consultations/${id}`
    // Three answers are wanted: six may write. Five of them do.
    const others = region.slice(0, 5)
    expect(others).toHaveLength(5)
    await until('the region is asked', async () => (await ask(path, { token: others[0]!.token })).status === 200)
    for (const { token } of others) expect((await ask(`${path}/claim`, { method: 'POST', token })).status).toBe(200)

    const rival = await stand.lawyer('demo-nation-00001')
    const { page } = lawyer
    for (const each of [page, rival.page]) {
      await each.goto(`${stand.url}/lawyer/q/${id}`)
      await each.waitForSelector(action('占位 90 秒'))
      await each.waitForSelector('textarea[name=text]')
      await each.fill('textarea[name=text]', ANSWER)
    }
    await Promise.all([page, rival.page].map((each) => each.click(action('占位 90 秒'))))
    const held = (each: Page) => each.locator('section[aria-label="占位 90 秒"] [role=timer]')
    const told = (each: Page) => each.locator('[role=alert]:has-text("名额刚刚被其他律师占完了。草稿还在")')
    await until('one has it, the other is told', async () => {
      const [a, b, c, d] = await Promise.all([held(page).count(), told(rival.page).count(), held(rival.page).count(), told(page).count()])
      return (a === 1 && b === 1 && c === 0 && d === 0) || (a === 0 && b === 0 && c === 1 && d === 1)
    })
    const loser = await told(page).count() === 1 ? page : rival.page
    expect(await loser.inputValue('textarea[name=text]')).toBe(ANSWER)
    expect(await axeViolations(loser)).toEqual([])
    await loser.reload()
    await loser.waitForSelector('textarea[name=text]')
    expect(await loser.inputValue('textarea[name=text]')).toBe(ANSWER)
    // A place is given back; now it is his.
    expect((await ask(`${path}/claim`, { method: 'DELETE', token: others[0]!.token })).status).toBe(200)
    await loser.click(action('占位 90 秒'))
    await held(loser).waitFor()
    await loser.click('button:has-text("放弃")')
    await loser.waitForSelector('[role=status]:has-text("已放弃占位，草稿还在")')
    await rival.context.close()
  })

  it('steps back with a reason: it is gone from his list, and from his reach', async () => {
    const { page } = lawyer
    const id = await asks('邻居打伤了我的狗，要不要赔？医药费花了两千多。')
    await page.goto(`${stand.url}/lawyer/`)
    await page.click(card(id))
    await page.click(action('回避'))
    await page.waitForSelector('[role=dialog]:has-text("回避这条咨询")')
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    await page.click(action('回避'))
    expect(await page.isDisabled('button:has-text("确认回避")')).toBe(true)
    await page.click('label:has-text("曾经代理过其中一方")')
    // The clock behind it ticks, and takes nobody out of the sheet.
    const clock = 'main :text("到承诺时间") >> nth=0'
    const before = await page.textContent(clock)
    await until('the clock to tick', async () => await page.textContent(clock) !== before)
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('former-client')
    await page.click('button:has-text("确认回避")')
    await page.waitForSelector('h1:has-text("待解答的咨询")')
    await page.waitForSelector(card(id), { state: 'detached' })
    await page.goto(`${stand.url}/lawyer/q/${id}`)
    await page.waitForSelector('[role=alert]:has-text("您看不到这条咨询")')
    await page.click(action('返回'))
  })
})

describe('counsel of the county', () => {
  it('sees the whole question at once, needs no place, and is first in the green channel', async () => {
    const { page } = counsel
    const id = await asks('我叫王小明，电话13800000000，超市卖过期奶粉给我，怎么维权？')
    await page.goto(`${stand.url}/lawyer/`)
    await page.waitForSelector(`${card(id)} >> text=绿色通道`)
    await page.click(card(id))
    await page.waitForSelector('text=您是本县法律顾问，不用占位')
    expect(await page.locator(action('占位')).count()).toBe(0)
    expect(await page.textContent('section:has(#asked)')).toContain('王小明')
    await page.fill('textarea[name=text]', '好的')
    await page.click(action('提交解答'))
    await page.waitForSelector('[role=alert]:has-text("内容太少")')
    expect(await page.inputValue('textarea[name=text]')).toBe('好的')
    await page.fill('textarea[name=text]', ANSWER)
    // A statute that stands in the fields belongs to the answer, added or not.
    await page.click('summary:has-text("引用法条")')
    await page.fill('input[name=law]', '消费者权益保护法')
    await page.fill('input[name=article]', '第32条第2款')
    await page.click(action('提交解答'))
    await page.waitForSelector('[role=alert]:has-text("只写到条")')
    await page.fill('input[name=article]', '32')
    await page.click(action('提交解答'))
    await page.waitForSelector('[role=status]:has-text("已提交")')
    await page.waitForSelector('section:has(#mine) :text("《消费者权益保护法》第三十二条")')
    await page.click('button:has-text("撤回解答")')
    await page.click('[role=dialog] button:has-text("确认撤回")')
    await page.waitForSelector('text=您已撤回解答')
    expect(await axeViolations(page)).toEqual([])
  })

  it('goes off duty and is told of nothing, sets quiet hours, and sees what was held back and why', async () => {
    const { page } = counsel
    await page.goto(`${stand.url}/lawyer/me`)
    await page.click('button:has-text("离岗")')
    await page.waitForSelector('[role=status]:has-text("新咨询不会通知您")')
    expect(await axeViolations(page)).toEqual([])
    expect(await tooSmall(page)).toEqual([])
    await page.click('.tabs a:has-text("待解答")')
    await page.waitForSelector('.note:has-text("您已离岗")')
    await page.click('button:has-text("回到在岗")')
    await page.waitForSelector('.note:has-text("您已离岗")', { state: 'detached' })

    await page.goto(`${stand.url}/lawyer/me/quiet`)
    await page.fill('input[name=from]', '07:00')
    await page.fill('input[name=to]', '07:00')
    await page.click('button:has-text("保存时段")')
    await page.waitForSelector('[role=alert]:has-text("开始和结束不能是同一时刻")')
    await page.fill('input[name=from]', '00:00')
    await page.fill('input[name=to]', '23:59')
    await page.click('button:has-text("保存时段")')
    await page.waitForSelector('text=现在：每天 00:00 到 23:59')
    expect(await axeViolations(page)).toEqual([])

    await asks('公司不给交社保，可以要求补缴吗？已经工作两年了。')
    await page.goto(`${stand.url}/lawyer/me/notices`)
    await page.waitForSelector('li:has-text("有新咨询等待解答"):has-text("在您的免打扰时段")')
    expect(await axeViolations(page)).toEqual([])
  })

  it('declares a conflict, takes a shift, reads the ledger, and leaves nothing behind', async () => {
    const { page } = counsel
    const desk = await tokenOf('demo-staff-desk-1')
    const now = Date.parse((await ask('clock')).body.now)
    const begins = (hours: number): string => new Date(now + hours * 3_600_000).toISOString()
    const roster = `${COUNTY}-${begins(30).slice(0, 7)}-e2e`
    expect((await ask(`rosters/${roster}`, { method: 'POST', token: desk, body: { grabFrom: begins(-1), maxShiftsPerLawyer: 4, releaseMs: 3_600_000, barMs: 0, because: '增加值班' } })).status).toBe(201)
    const shift = { shiftId: 's1', post: 'window', startsAt: begins(30), endsAt: begins(34), capacity: 1, languages: [] }
    expect((await ask(`rosters/${roster}/shifts`, { method: 'POST', token: desk, body: { shift, because: '增加值班' } })).status).toBe(201)

    await page.goto(`${stand.url}/lawyer/me/conflicts`)
    await page.fill('input[name=name]', '卓资某某商贸有限公司')
    await page.click('form button:has-text("申报")')
    await page.waitForSelector('[role=status]:has-text("已记录")')
    await page.waitForSelector('text=共 1 条')
    expect(await axeViolations(page)).toEqual([])

    await page.goto(`${stand.url}/lawyer/me/shifts`)
    await page.click('li:has-text("窗口") button:has-text("报名")')
    await page.waitForSelector('li:has-text("窗口") button:has-text("退出")')
    expect(await axeViolations(page)).toEqual([])

    await page.goto(`${stand.url}/lawyer/me/service`)
    await page.waitForSelector('table:has-text("中位数")')
    expect(await page.textContent('li.card')).toContain('值班小时')
    expect(await axeViolations(page)).toEqual([])
    await page.goto(`${stand.url}/lawyer/me/security`)
    await page.fill('input[name=current]', 'not it')
    await page.fill('input[name=next]', '大青山的雪下得很厚2026')
    await page.fill('input[name=again]', '大青山的雪下得很厚2026')
    await page.click('button:has-text("修改密码")')
    await page.waitForSelector('[role=alert]:has-text("密码或动态口令不对")')
    expect(await axeViolations(page)).toEqual([])

    // In large type and as it is, every page by the numbers.
    const id = await asks('网购的电视坏了，商家不退，怎么投诉？')
    for (const limits of [STANDARD, ELDER]) {
      if (limits === ELDER) await page.click('button:has-text("长辈版")')
      for (const path of ['', 'waiting', 'answered', 'me', 'me/service', 'me/notices', 'me/shifts', 'me/quiet', 'me/conflicts', 'me/security', `q/${id}`]) {
        await page.goto(`${stand.url}/lawyer/${path}`)
        await page.waitForSelector('main h1')
        const { texts, targets, faults } = await measure(page, limits)
        expect([path, faults, texts > 5, targets > 2]).toEqual([path, [], true, true])
      }
    }
    await page.goto(`${stand.url}/lawyer/`)
    // In the other language: topics by their English names, places as what they are.
    await page.click('button:has-text("English")')
    await page.waitForSelector(`${card(id)} h2 span[lang="zh-CN"]:has-text("卓资县")`)
    await until('topics have English names', async () => /^[A-Z][A-Za-z ,]+ · 卓资县$/.test(await page.textContent(`${card(id)} h2`) ?? ''))
    expect(await axeViolations(page)).toEqual([])
    await page.goto(`${stand.url}/lawyer/me`)
    await page.waitForSelector('h2:has-text("On duty")')
    expect(await axeViolations(page)).toEqual([])

    await page.goto(`${stand.url}/lawyer/q/${id}`)
    await page.fill('textarea[name=text]', 'draft that must not stay')
    await page.goto(`${stand.url}/lawyer/me`)
    await page.click('button:has-text("Sign out")')
    await page.waitForSelector('input[name=login]')
    const kept = await page.evaluate(() => new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('zhijian-drafts')
      opening.onerror = () => reject(opening.error ?? new Error('indexedDB'))
      opening.onsuccess = () => {
        const counting = opening.result.transaction('drafts').objectStore('drafts').count()
        counting.onsuccess = () => resolve(counting.result)
      }
    }))
    expect(kept).toBe(0)
  })
})

describe('a call by who needs a place', () => {
  it('says the last minute of it, and that it is over, and goes on', async () => {
    const { page } = lawyer
    await confirms((policy) => { policy.claimMaximumMs = 95_000 })
    const id = await asks('公司拖欠我两个月工资，说效益不好，可以先打个电话问问吗？')
    await page.goto(`${stand.url}/lawyer/q/${id}`)
    await page.click(action('占位 90 秒'))
    await page.locator('section[aria-label="占位 90 秒"] [role=timer]').waitFor()
    await asker.page.goto(`${stand.url}/citizen/questions/${id}`)
    await page.click('main button:text-is("语音通话")')
    await asker.page.click('dialog button:text-is("接听")')
    await page.waitForSelector('dialog:has-text("通话中为您保留名额")')
    await page.waitForSelector('dialog [role=alert]:has-text("名额保留快到时间了")')
    expect(await axeViolations(page)).toEqual([])
    await page.waitForSelector('dialog [role=alert]:has-text("名额保留已到时间。通话可以继续")')
    await page.click('dialog button:text-is("挂断")')
    await page.waitForSelector('dialog:has-text("通话已结束")')
    await page.click('dialog button:text-is("关闭")')
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
