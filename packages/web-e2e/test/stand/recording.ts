import type { Page } from 'playwright-core'

/** A recording has gone on for so many seconds, or longer: a page that has no turn for a while does not show each of them. */
export const recorded = async (page: Page, seconds: number): Promise<void> => {
  await page.waitForFunction((least) => {
    const timers = [...document.querySelectorAll('[role=timer]')].map(({ textContent }) => textContent).join(' ')
    const [minutes = 0, rest = 0] = (/正在录制 (\d+):(\d\d)/.exec(timers)?.slice(1) ?? []).map(Number)
    return minutes * 60 + rest >= least
  }, seconds)
}
