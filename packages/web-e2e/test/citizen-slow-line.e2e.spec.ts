// The citizen's application where the line is bad: 30 kB/s, 400 ms there and back, every tenth connection cut midway. What is
// measured is said with --reporter=verbose; the bounds leave room for a small machine.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSlowLine, openStand, type SlowLine, type Stand } from './stand/index.ts'

const PHONE = '13900000031'
/** From an empty browser to a form that can be filled in. */
const FIRST_LOAD_MS = 30_000
const ASK_MS = 150_000

let stand: Stand
let line: SlowLine
beforeAll(async () => {
  stand = await openStand({ silent: true, browserArgs: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] })
  line = await openSlowLine(stand.url, { bytesPerSecond: 30_000, delayMs: 400, cutEvery: 10 })
})
afterAll(async () => {
  await line?.close()
  await stand.close()
})

it('opens, lets her in, takes her question with a voice note and a photo, and it is one question', async () => {
  const { page } = await stand.visitor()
  page.setDefaultTimeout(ASK_MS)
  const begun = performance.now()
  await page.goto(`${line.url}/citizen/`, { waitUntil: 'commit' })
  await page.waitForSelector('input[name=phone]')
  const openedMs = Math.round(performance.now() - begun)
  expect(openedMs).toBeLessThan(FIRST_LOAD_MS)

  const from = stand.platform.printed().length
  await page.fill('input[name=phone]', PHONE)
  // A tap that a cut connection swallowed is said, and made again.
  const tapUntil = async (selector: string, there: string): Promise<void> => {
    for (let tap = 0; tap < 5; tap += 1) {
      await page.click(selector)
      await page.waitForSelector(`${there}, main [role=alert]`)
      if (await page.isVisible(there)) return
    }
    throw new Error(`not reached: ${there}`)
  }
  await tapUntil('form button', 'input[name=code]')
  await page.fill('input[name=code]', await stand.platform.phoneCode(PHONE, from))
  await page.click('form button')
  await page.waitForSelector('a:has-text("我要提问")')
  const inMs = Math.round(performance.now() - begun)

  await page.click('a:has-text("我要提问")')
  await page.fill('#question', '在工地干了三个月，老板一直拖欠工资两万元，没有签合同，怎么要回来？')
  await page.click('button:has-text("录语音")')
  await page.waitForFunction(() => /0:0[3-9]/.test(document.querySelector('[role=timer]')?.textContent ?? ''))
  await page.click('button:has-text("停止录制")')
  // As a camera gives it; the page makes it smaller.
  const photo = await page.evaluate(() => new Promise<string>((resolve) => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 1200
    const paint = canvas.getContext('2d')!
    for (let i = 0; i < 3000; i += 1) {
      paint.fillStyle = `hsl(${(i * 37) % 360} 60% 60%)`
      paint.fillRect((i * 97) % 1600, (i * 61) % 1200, 40, 30)
    }
    resolve(canvas.toDataURL('image/jpeg', 0.9))
  }))
  await page.setInputFiles('label:has-text("加照片") input', { name: '欠条.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo.split(',')[1]!, 'base64') })
  await page.click('button:has-text("下一步")')
  await page.waitForSelector('h1:has-text("类别和地点")')
  await page.waitForSelector('.ask-chip')
  await page.click('button:has-text("下一步")')
  await page.waitForSelector('#shown')
  await page.click('button:has-text("下一步")')
  await page.waitForSelector('text=分钟内有律师回复')
  await page.check('label:has-text("我已阅读告知书") input')
  await page.goBack()
  await page.goBack()
  await page.goBack()
  for (const name of ['录音 1', '欠条.jpg']) await page.waitForSelector(`li:has-text("${name}") >> text=已上传`)
  await page.goto(`${line.url}/citizen/ask?step=4`)
  await page.click('button:has-text("发送问题")')
  await page.waitForSelector('h1:has-text("问题已送到"), h2:has-text("还没有收到回执")')
  if (await page.isVisible('h2:has-text("还没有收到回执")')) await tapUntil('button:has-text("再发一次")', 'h1:text("问题已送到")')
  const askedMs = Math.round(performance.now() - begun)

  const { items } = await page.evaluate(async () => {
    for (;;) {
      const answer = await fetch('/api/v1/consultations').catch(() => null)
      if (answer?.ok) return await answer.json() as { items: { consultationId: string }[] }
    }
  })
  expect(items).toHaveLength(1)
  console.log(`first load ${openedMs} ms, signed in ${inMs} ms, question with files sent ${askedMs} ms; ${line.connections} connections, ${line.cuts} cut`)
  // It bit: otherwise nothing was tried.
  expect(line.cuts).toBeGreaterThanOrEqual(2)
}, 400_000)

it('the second time it is there at once', async () => {
  const { page } = await stand.visitor()
  page.setDefaultTimeout(ASK_MS)
  await page.goto(`${line.url}/citizen/`)
  await page.waitForSelector('input[name=phone]')
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null)
  const begun = performance.now()
  await page.goto(`${line.url}/citizen/ask`)
  await page.waitForSelector('input[name=phone]')
  const againMs = Math.round(performance.now() - begun)
  expect(againMs).toBeLessThan(10_000)
  console.log(`opened again ${againMs} ms`)
}, 400_000)

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
