import { it } from 'vitest'
import { openStand } from './stand/index.ts'
import { mkdirSync } from 'node:fs'
const DIR = '/tmp/shots'
const send = (page: any, method: string, path: string, body: unknown, role?: string) => page.evaluate(async ([m, p, b, r]: any) => {
  const answer = await fetch(`/api/v1/${p}`, { method: m, ...(b === undefined ? {} : { body: JSON.stringify(b) }), headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...(r ? { 'zhijian-role': r } : {}) } })
  const text = await answer.text(); return { status: answer.status, body: text ? JSON.parse(text) : {} }
}, [method, path, body, role])
it('looks', async () => {
  mkdirSync(DIR, { recursive: true })
  const stand = await openStand({ speed: 1, silent: true, browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] })
  const asker = await stand.citizen('13900000001')
  const c = await stand.lawyer('demo-counsel-01')
  const { page } = c
  const shot = async (name: string, full = false) => { await page.waitForTimeout(600); await page.screenshot({ path: `${DIR}/${name}.png`, fullPage: full }); const w = await page.evaluate(() => document.documentElement.scrollWidth); if (w > 360) { console.log(name, 'wide', w, await page.evaluate(() => [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 361).map((e) => e.outerHTML.slice(0, 120)).slice(0, 6))) } }
  await shot('01-empty')
  const ids: string[] = []
  for (const [text, topic] of [['老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？', '03'], ['租的房子漏水，房东不修还要涨租金，可以提前退租吗？押金两千能要回来吗？', '05'], ['邻居打伤了我的狗，要不要赔？', '06']]) {
    ids.push((await send(asker.page, 'POST', 'consultations', { text, topic, countyCode: '150921', consentBeyondCounty: true })).body.consultationId)
  }
  await page.waitForSelector('a.card')
  await shot('02-inbox'); await shot('02-inbox-full', true)
  await page.click('a.card')
  await page.waitForSelector('textarea[name=text]')
  await shot('03-question'); await shot('03-question-full', true)
  await page.fill('textarea[name=text]', '好的')
  await page.evaluate(() => (document.querySelector('form#compose') as HTMLFormElement).requestSubmit())
  await page.waitForSelector('.zj-problem')
  await shot('04-refused')
  await page.fill('textarea[name=text]', '可以要回来。先到劳动监察大队投诉，带上聊天记录、考勤和工友证言；十五日内没有结果，再申请劳动仲裁。依据《劳动合同法》第三十条。')
  await page.evaluate(() => (document.querySelector('form#compose') as HTMLFormElement).requestSubmit())
  await page.waitForSelector('#mine')
  await shot('05-answered-full', true)
  const id = page.url().split('/').pop()!
  await send(asker.page, 'POST', `consultations/${id}/follow-ups`, { lawyerId: 'demo-counsel-01', text: '仲裁要准备哪些材料？' })
  await page.waitForSelector('.talk')
  await shot('06-thread-full', true)
  await page.evaluate(() => (document.querySelector('.actions button') as HTMLElement).click())
  await page.waitForSelector('[role=dialog]')
  await shot('07-recuse')
  await page.keyboard.press('Escape')
  await send(asker.page, 'PUT', `consultations/${id}/ratings/demo-counsel-01`, { stars: 4 })
  for (const [name, path] of [['08-waiting', 'waiting'], ['09-answered', 'answered'], ['10-me', 'me'], ['11-shifts', 'me/shifts'], ['12-quiet', 'me/quiet'], ['13-service', 'me/service'], ['14-notices', 'me/notices'], ['15-conflicts', 'me/conflicts'], ['16-security', 'me/security']] as const) {
    await page.goto(`${stand.url}/lawyer/${path}`); await page.waitForSelector('main h1'); await page.waitForTimeout(600)
    await shot(name); await shot(`${name}-full`, true)
  }
  await page.click('button:has-text("长辈版")')
  for (const [name, path] of [['20-elder-inbox', ''], ['21-elder-q', `q/${ids[1]}`], ['22-elder-me', 'me'], ['23-elder-service', 'me/service']] as const) {
    await page.goto(`${stand.url}/lawyer/${path}`); await page.waitForSelector('main h1'); await page.waitForTimeout(600); await shot(name)
  }
  console.log(stand.errors)
  await stand.close()
}, 400_000)
