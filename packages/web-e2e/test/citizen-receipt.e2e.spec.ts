// The receipt in her hands: not before a seal covers what she asked, then a page to print and the proof, out of her own question.
import { readFileSync } from 'node:fs'
import { api, type Api } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeViolations, openStand, type Stand } from './stand/index.ts'

const TEXT = '老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？'
const ANSWER = '请先到卓资县劳动监察大队投诉，带上聊天记录和工友证言，他们会责令单位限期支付。'

let stand: Stand
let http: Api
beforeAll(async () => {
  stand = await openStand({ speed: 1, silent: true })
  http = api(stand.url)
})
afterAll(() => stand.close())

const downloaded = async (page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`button:has-text("${button}")`)])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

it('she is told to wait for the seal; then she has the page and the proof, with her words and the answer', async () => {
  const { page, context } = await stand.citizen('13900000061')
  const id = (await page.evaluate(async ([text, countyCode]) => {
    const answer = await fetch('/api/v1/consultations', {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ text, countyCode, topic: '03' }),
    })
    return await answer.json() as { consultationId: string }
  }, [TEXT, '150921'] as const)).consultationId
  const { counsel: [counsel] } = await stand.platform.lawyers({ counsel: 1, region: 1, nation: 1 })
  expect((await http(`consultations/${id}/answers`, { method: 'POST', token: counsel!.token, body: { text: ANSWER } })).status).toBe(201)
  await page.goto(`${stand.url}/citizen/questions/${id}`)
  await page.waitForSelector(`article:has-text("${ANSWER}")`)
  await page.click('summary:has-text("存证回执")')
  await page.click('button:has-text("下载可打印的回执")')
  await page.waitForSelector('text=每十分钟封印一次')
  expect(await axeViolations(page)).toEqual([])

  await stand.platform.seal()
  const printed = await downloaded(page, '下载可打印的回执')
  expect([printed.name, printed.text.includes(TEXT), printed.text.includes(ANSWER), printed.text.includes('<svg')]).toEqual([`receipt-${id}.html`, true, true, true])
  await page.waitForSelector('text=已下载')
  const proof = await downloaded(page, '下载证明数据')
  const { format, openings } = JSON.parse(proof.text) as { format: string; openings: readonly { value: string }[] }
  expect([proof.name, format, openings.map(({ value }) => value)]).toEqual([`receipt-${id}.json`, 'zhijian-receipt/1', [TEXT, ANSWER]])

  // On paper: the page by itself, without us and without a network.
  const paper = await stand.browser.newPage({ offline: true })
  await paper.setContent(printed.text)
  expect(await paper.locator('figure svg').count()).toBeGreaterThan(1)
  expect(await axeViolations(paper)).toEqual([])
  await context.close()
})
