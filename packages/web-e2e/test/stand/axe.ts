import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** What axe finds on the page as it stands, in words; nothing: good. WCAG 2.1 AA and best practices. What fades in is looked at once it is there. */
export const axeViolations = async (page: Page): Promise<readonly string[]> => {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(source)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: { resultTypes: readonly string[] }): Promise<{ violations: { id: string, help: string, nodes: { html: string }[] }[] }> } }
    await Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished))
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
}
