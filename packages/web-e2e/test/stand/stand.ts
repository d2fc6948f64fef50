// A platform process and a browser for one spec file. People come with a context of their own: cookies, storage, camera.
// Whatever a page says on its console as an error fails the spec at the end, unless the spec expected it.
import { BOUND_MS, embeddedProcess, totp, until, type Profile } from '@zhijian/embedded/e2e'
import { openBrowser } from '@zhijian/testkit/browser'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export const PHONE = { width: 360, height: 740 } as const
export const DESKTOP = { width: 1440, height: 900 } as const

export interface Person {
  readonly context: BrowserContext
  readonly page: Page
}

export interface Stand {
  readonly url: string
  readonly platform: Profile
  readonly browser: Browser
  /** Somebody with a phone (or, `wide`, a desk), signed in to nothing. */
  visitor(options?: BrowserContextOptions & { readonly wide?: boolean }): Promise<Person>
  /** Signed in by a code to a phone, at `/citizen/`. */
  citizen(phone: string, options?: BrowserContextOptions): Promise<Person>
  /** Signed in at `/lawyer/` as this account of the demonstration (`demo-counsel-01`). */
  lawyer(id: string, options?: BrowserContextOptions): Promise<Person>
  /** Signed in at `/console/`. */
  staff(id: string, options?: BrowserContextOptions): Promise<Person>
  /** Errors on consoles and uncaught ones, so far. */
  readonly errors: readonly string[]
  close(): Promise<void>
}

/** Failed requests are reported by the browser too; specs that cut lines or are refused expect those. */
const EXPECTED = /Failed to load resource|net::ERR_/

export const openStand = async ({ speed = 20, silent = false, begin, browserArgs = [], args = [] }: {
  readonly speed?: number
  /** Nobody answers but those whom the spec lets answer. */
  readonly silent?: boolean
  /** Of the platform’s time, by the clock of China: `2027-02-06T23:50`. Default an ordinary forenoon. */
  readonly begin?: string
  readonly browserArgs?: readonly string[]
  /** As after `npm start --`. */
  readonly args?: readonly string[]
} = {}): Promise<Stand> => {
  const platform = await embeddedProcess(speed)
  const [opened, started] = await Promise.allSettled([openBrowser(browserArgs), platform.start({ silent, args, ...(begin === undefined ? {} : { begin }) })])
  if (opened.status === 'rejected' || started.status === 'rejected') {
    // Nothing stays behind of a stand that is not there.
    if (opened.status === 'fulfilled') await opened.value.close()
    platform.remove()
    throw [opened, started].find((each) => each.status === 'rejected')!.reason
  }
  const browser = opened.value
  const errors: string[] = []
  const url = platform.url
  /** Each code of a second factor counts once. */
  const used = new Set<string>()

  const visitor: Stand['visitor'] = async ({ wide = false, ...options } = {}) => {
    const context = await browser.newContext({
      viewport: wide ? DESKTOP : PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...(wide ? {} : { hasTouch: true, isMobile: true }), ...options,
    })
    context.setDefaultTimeout(BOUND_MS)
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text())) errors.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
    return { context, page }
  }

  const byPassword = async (site: string, id: string, options: BrowserContextOptions & { readonly wide?: boolean }): Promise<Person> => {
    const person = await visitor(options)
    const { page } = person
    const { password, secondFactor } = platform.account(id)
    await page.goto(`${url}/${site}/`)
    await page.fill('input[name=login]', id)
    await page.fill('input[name=password]', password)
    // The platform takes a code of the step before and after as well: one that was not shown yet.
    const code = await until('a code that was not used', () => [0, 1, -1].map((ahead) => totp(secondFactor, ahead)).find((each) => !used.has(id + each)))
    used.add(id + code)
    await page.fill('input[name=totp]', code)
    await page.click('form button')
    await page.waitForSelector('form input[name=login]', { state: 'detached' })
    return person
  }

  return {
    url, platform, browser, errors, visitor,
    async citizen(phone, options = {}) {
      const person = await visitor(options)
      const { page } = person
      await page.goto(`${url}/citizen/`)
      const from = platform.printed().length
      await page.fill('input[name=phone]', phone)
      await page.click('form button')
      await page.waitForSelector('input[name=code]')
      await page.fill('input[name=code]', await platform.phoneCode(phone, from))
      await page.click('form button')
      await page.waitForSelector('input[name=code]', { state: 'detached' })
      return person
    },
    lawyer: (id, options = {}) => byPassword('lawyer', id, options),
    staff: (id, options = {}) => byPassword('console', id, { wide: true, ...options }),
    async close() {
      await browser.close()
      await platform.kill().catch(() => undefined)
      platform.remove()
    },
  }
}
