// The citizen's way where the line is bad: 30 kB/s, 400 ms there and back, every tenth connection cut midway. Walked by a spec, which counts what goes
// over the line until something can be used, and by a benchmark, which takes the time as well.
import type { Page } from 'playwright-core'
import type { Carried, SlowLine } from './slow-line.ts'
import type { Stand } from './stand.ts'

export const FAR_AWAY = { bytesPerSecond: 30_000, delayMs: 400, cutEvery: 10 } as const
/** Met by something broken only: the whole way takes less than a minute on a machine that does nothing else. */
const BROKEN_MS = 240_000

export interface Milestone {
  readonly what: 'form' | 'signed in' | 'sent' | 'form again'
  readonly ms: number
  /** Since the milestone before. */
  readonly carried: Carried
}

const watch = (line: SlowLine) => {
  const from = performance.now()
  line.carried('here')
  return (what: Milestone['what']): Milestone => ({ what, ms: Math.round(performance.now() - from), carried: line.carried('here') })
}

/** As a person does: a page whose first lines were cut off is loaded again. Of it nothing is there yet that could do so itself. */
const arrive = async (page: Page, url: string): Promise<void> => {
  const form = page.waitForSelector('input[name=phone]')
  form.catch(() => undefined)
  for (;;) {
    const cut = page.waitForEvent('requestfailed', { predicate: (request) => request.isNavigationRequest() })
    cut.catch(() => undefined)
    await page.goto(url, { waitUntil: 'commit' }).catch(() => undefined)
    if (await Promise.race([form.then(() => true), cut.then(() => false)])) return
  }
}

/** A tap that a cut connection swallowed is said, and made again. */
const tapUntil = async (page: Page, selector: string, there: string): Promise<void> => {
  for (let tap = 0; tap < 5; tap += 1) {
    await page.click(selector)
    await page.waitForSelector(`${there}, main [role=alert]`)
    if (await page.isVisible(there)) return
  }
  throw new Error(`not reached: ${there}`)
}

/** As a camera gives it; the page makes it smaller. */
const photo = async (page: Page): Promise<Buffer> => Buffer.from((await page.evaluate(() => {
  const canvas = document.createElement('canvas')
  canvas.width = 1600
  canvas.height = 1200
  const paint = canvas.getContext('2d')!
  for (let i = 0; i < 3000; i += 1) {
    paint.fillStyle = `hsl(${(i * 37) % 360} 60% 60%)`
    paint.fillRect((i * 97) % 1600, (i * 61) % 1200, 40, 30)
  }
  return canvas.toDataURL('image/jpeg', 0.9)
})).split(',')[1]!, 'base64')

/** From an empty browser to a question with a voice note and a photo that is answered for. @returns the milestones, and the page that she stands on */
export const askFarAway = async (stand: Stand, line: SlowLine, phone: string): Promise<{ readonly page: Page; readonly milestones: readonly Milestone[] }> => {
  const { page } = await stand.visitor()
  page.setDefaultTimeout(BROKEN_MS)
  const reached = watch(line)
  const milestones: Milestone[] = []
  await arrive(page, `${line.url}/citizen/`)
  milestones.push(reached('form'))

  const printed = stand.platform.printed().length
  await page.fill('input[name=phone]', phone)
  await tapUntil(page, 'form button', 'input[name=code]')
  await page.fill('input[name=code]', await stand.platform.phoneCode(phone, printed))
  await page.click('form button')
  await page.waitForSelector('a:has-text("我要提问")')
  milestones.push(reached('signed in'))

  await page.click('a:has-text("我要提问")')
  await page.fill('#question', '在工地干了三个月，老板一直拖欠工资两万元，没有签合同，怎么要回来？')
  await page.click('button:has-text("录语音")')
  await page.waitForFunction(() => /0:0[3-9]/.test(document.querySelector('[role=timer]')?.textContent ?? ''))
  await page.click('button:has-text("停止录制")')
  await page.setInputFiles('label:has-text("加照片") input', { name: '欠条.jpg', mimeType: 'image/jpeg', buffer: await photo(page) })
  for (const there of ['.ask-chip', '#shown', 'text=分钟内有律师回复']) {
    await page.click('button:has-text("下一步")')
    await page.waitForSelector(there)
  }
  await page.check('label:has-text("我已阅读告知书") input')
  for (let back = 0; back < 3; back += 1) await page.goBack()
  for (const name of ['录音 1', '欠条.jpg']) await page.waitForSelector(`li:has-text("${name}") >> text=已上传`)
  await page.goto(`${line.url}/citizen/ask?step=4`)
  await page.click('button:has-text("发送问题")')
  await page.waitForSelector('h1:has-text("问题已送到"), h2:has-text("还没有收到回执")')
  if (await page.isVisible('h2:has-text("还没有收到回执")')) await tapUntil(page, 'button:has-text("再发一次")', 'h1:text("问题已送到")')
  milestones.push(reached('sent'))
  return { page, milestones }
}

/** Somebody who was here before, and whose phone has kept the application. @returns what it took until the form was there again */
export const openAgain = async (stand: Stand, line: SlowLine): Promise<{ readonly page: Page; readonly milestone: Milestone; readonly warnings: readonly string[] }> => {
  const { page } = await stand.visitor()
  page.setDefaultTimeout(BROKEN_MS)
  await arrive(page, `${line.url}/citizen/`)
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null)
  const warnings: string[] = []
  page.on('console', (message) => { if (message.type() === 'warning') warnings.push(message.text()) })
  const reached = watch(line)
  await arrive(page, `${line.url}/citizen/ask`)
  return { page, milestone: reached('form again'), warnings }
}
