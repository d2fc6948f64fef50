// Takes a picture of every page of the three applications, as a phone (360 × 740) and a desk (1440 × 900) show it, of invented people alone.
//
//   node packages/web-e2e/dist/test/screens/main.js                       the pictures of docs/screens
//   node packages/web-e2e/dist/test/screens/main.js FOLDER [part,part]    everything, or what has such a part in its name: each page, what can
//                                                                         be opened on it, in both sizes, in the larger view and in English,
//                                                                         to be looked at by whoever changed one
//
// After `npm run build` and with the sites built; it needs a font with Chinese glyphs (Debian: fonts-noto-cjk), or the pictures show boxes.
// A page that no picture is taken of, and one that could not be taken, fail it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { DESKTOP, PHONE, type Person } from '../stand/index.ts'
import { citizen, console_, lawyer, type App, type Look } from './looks.ts'
import { openWorld } from './world.ts'

const [, , folder, part = ''] = process.argv
const into = folder ?? fileURLToPath(new URL('../../../../../docs/screens', import.meta.url))
mkdirSync(into, { recursive: true })

type View = 'zh' | 'elder' | 'en'

const press = (page: Page, words: string): Promise<boolean> => page.evaluate((text) => {
  const found = [...document.querySelectorAll<HTMLButtonElement>('.switches button')].find((each) => each.textContent === text)
  found?.click()
  return found !== undefined
}, words)
/** Read and drawn: the stream of live updates is never at rest, so the line says nothing. */
const still = (page: Page): Promise<unknown> => page.waitForFunction(async () => {
  await new Promise((resolve) => { setTimeout(resolve, 150) })
  return document.querySelector('.zj-loading, .adm-skeleton, main [aria-busy=true]') === null
    && document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity)
}, null, { timeout: 5000 })

const faults: string[] = []
const world = await openWorld()
try {
  const take = async (app: string, page: Page, look: Look): Promise<void> => {
    await page.context().setOffline(false)
    await page.setViewportSize(app === 'console' ? DESKTOP : PHONE)
    await page.goto(`${world.stand.url}/${app}/${await (look.at?.() ?? look.route)}`)
    await page.waitForSelector('main h1, main form, main [role=alert]')
    await look.open?.(page)
    await still(page)
    if (folder === undefined) {
      if (look.docs !== undefined) await page.screenshot({ path: join(into, `${look.docs}.png`) })
      if (look.elderDocs === undefined) return
      await press(page, '长辈版')
      await still(page)
      await page.screenshot({ path: join(into, `${look.elderDocs}.png`) })
      await press(page, '标准版')
      return
    }
    const shoot = async (view: View): Promise<void> => {
      for (const [size, viewport] of [['phone', PHONE], ['desk', DESKTOP]] as const) {
        await page.setViewportSize(viewport)
        await still(page)
        await page.screenshot({ path: join(into, `${app}.${look.name}.${view}.${size}.png`), fullPage: true })
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (wider > 0) faults.push(`${app} ${look.name} ${view} ${size}: ${wider} px wider than the screen`)
      }
    }
    await shoot('zh')
    if (await press(page, '长辈版')) {
      await shoot('elder')
      await press(page, '标准版')
    }
    if (await press(page, 'English')) {
      await shoot('en')
      await press(page, '中文')
    }
  }
  const apps: Readonly<Record<string, App>> = { citizen: citizen(world), lawyer: lawyer(world), console: console_(world) }
  for (const [app, { looks, people }] of Object.entries(apps)) {
    const { PAGES } = await import(new URL(`../../../../web-${app}/src/pages.ts`, import.meta.url).href) as { readonly PAGES: readonly { readonly path: string }[] }
    for (const { path } of PAGES) if (!looks.some(({ route }) => route === path)) faults.push(`${app}: no picture is taken of /${path}`)
    const here = new Map<string, Person>()
    for (const look of looks) {
      if (folder === undefined && look.docs === undefined) continue
      if (!part.split(',').some((each) => `${app}.${look.name}`.includes(each))) continue
      try {
        if (!here.has(look.who)) here.set(look.who, await people[look.who]!())
        const { page } = here.get(look.who)!
        page.setDefaultTimeout(10_000)
        await take(app, page, look)
        console.log(`${app} ${look.name}`)
      } catch (error) {
        faults.push(`${app} ${look.name}: ${(error as Error).message.split('\n')[0]!}`)
        console.log(faults.at(-1))
      }
    }
    for (const { context } of here.values()) if (context !== world.asker.context()) await context.close()
  }
  faults.push(...world.stand.errors)
} finally {
  await world.stand.close()
}
for (const each of faults) console.error(each)
process.exitCode = faults.length === 0 ? 0 : 1
