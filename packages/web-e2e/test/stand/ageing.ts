// What the specification for applications fit for the elderly (工信部，2021) asks of a page, measured as it is rendered: sizes of text and of
// what is touched, distance of lines, contrast. A CSS pixel is a dp.
import type { Page } from 'playwright-core'

/** Of the larger view, and of the other. */
export const ELDER = { text: 18, largest: 30, target: 60 } as const
export const STANDARD = { text: 12, largest: 0, target: 44 } as const

export interface Findings {
  readonly texts: number
  readonly targets: number
  /** In words; nothing: as it should be. */
  readonly faults: readonly string[]
}

export const measure = (page: Page, asked: { readonly text: number; readonly largest: number; readonly target: number }): Promise<Findings> => page.evaluate((limits) => {
  type Colour = readonly [r: number, g: number, b: number, a: number]
  const faults: string[] = []
  const isSeen = (element: Element): boolean => {
    const { width, height, right } = element.getBoundingClientRect()
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && height > 1 && right > 0
  }
  const colour = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (/rgba?\(([^)]+)\)/.exec(text)?.[1] ?? '0 0 0 0').split(/[\s,/]+/).map(Number)
    return [r, g, b, a]
  }
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (i: 0 | 1 | 2): number => top[i] * top[3] + below[i] * (1 - top[3])
    return [mix(0), mix(1), mix(2), 1]
  }
  const groundOf = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1]
    const own = colour(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, groundOf(element.parentElement))
  }
  const luminance = ([r, g, b]: Colour): number => {
    const part = (value: number): number => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
  }
  const contrast = (a: Colour, b: Colour): number => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
    return (light + 0.05) / (dark + 0.05)
  }
  const named = (element: Element): string => `<${element.tagName.toLowerCase()}${element.className === '' ? '' : ` .${String(element.className)}`}> ${(element.textContent ?? '').trim().slice(0, 24)}`

  let largest = 0
  let texts = 0
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    if (element === null || node.textContent?.trim() === '' || !isSeen(element) || element.closest('script, style, option, [aria-hidden=true]')) continue
    texts += 1
    const { fontSize, lineHeight, color } = getComputedStyle(element)
    const size = Number.parseFloat(fontSize)
    largest = Math.max(largest, size)
    if (size < limits.text) faults.push(`text of ${size}: ${named(element)}`)
    const ratio = Number.parseFloat(lineHeight) / size
    if (!(ratio >= 1.3)) faults.push(`lines ${lineHeight} of ${size}: ${named(element)}`)
    if (element.closest(':disabled')) continue
    const ground = groundOf(element)
    const seen = contrast(over(colour(color), ground), ground)
    if (seen < (size > 18 ? 3 : 4.5)) faults.push(`contrast ${seen.toFixed(2)}: ${named(element)}`)
  }
  if (largest < limits.largest) faults.push(`the largest text is ${largest}`)

  let targets = 0
  for (const each of document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')) {
    // A radio, a box, a file is touched with its label; players have controls of their own.
    const box = each.matches('input[type=radio], input[type=checkbox], input[type=file]') ? each.closest('label') ?? each : each
    if (!isSeen(box) || each.closest('.skip')) continue
    targets += 1
    const { width, height } = box.getBoundingClientRect()
    if (Math.round(width) < limits.target || Math.round(height) < limits.target) faults.push(`target ${Math.round(width)}×${Math.round(height)}: ${named(box)}`)
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push('wider than the screen')
  return { texts, targets, faults }
}, asked)
