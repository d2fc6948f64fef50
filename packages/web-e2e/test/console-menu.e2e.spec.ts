// Whatever the menu offers somebody, he can read: every entry, opened by every role that it is shown to, also by the window of a
// township, which answers for less than the county. Each page is looked at by axe once.
import { until } from '@zhijian/embedded/e2e'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeViolations, openStand, type Stand } from './stand/index.ts'

let stand: Stand
const looked = new Set<string>()
beforeAll(async () => {
  stand = await openStand({ silent: true, speed: 1 })
})
afterAll(() => stand.close())

it.each(['desk-1', 'town-1', 'reviewer-1', 'duty-1', 'head', 'policy-1', 'correction-1', 'correction-town', 'system', 'security', 'auditor', 'procurator'])('%s', async (login) => {
  const { context, page } = await stand.staff(`demo-staff-${login}`)
  const refused: string[] = []
  /** What is being read; the live stream never ends. */
  const reading = new Set<object>()
  page.on('request', (request) => { if (/\/api\/v1\/(?!live)/.test(request.url())) reading.add(request) })
  page.on('requestfinished', (request) => void reading.delete(request))
  page.on('requestfailed', (request) => void reading.delete(request))
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url().includes('/api/')) refused.push(`${page.url()} ${response.status()} ${response.url()}`)
  })
  await page.waitForSelector('nav a')
  const paths = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  expect(paths.length).toBeGreaterThan(2)
  for (const path of paths) {
    // The page before is still there until the next one's code has come.
    await page.locator('main h1').evaluate((before) => before.setAttribute('data-before', ''))
    await page.click(`nav a[href="${path}"]`)
    await page.waitForSelector('main h1:not([data-before])')
    await until('everything to be read', async () => await page.locator('[aria-busy=true]').count() === 0 && reading.size === 0)
    expect([path, await page.locator('main [role=alert]').allTextContents()]).toEqual([path, []])
    if (looked.has(path)) continue
    looked.add(path)
    expect([path, await axeViolations(page)]).toEqual([path, []])
  }
  expect(refused).toEqual([])
  await context.close()
})

it('was all of the menu', () => {
  expect(looked.size).toBe(30)
})
it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
