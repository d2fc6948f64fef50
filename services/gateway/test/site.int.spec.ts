import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ENROL_CSP, ENROL_PAGE } from '../src/enrol-page.ts'
import { HOME_CSP, homePage } from '../src/site.ts'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const inside = (page: string, tag: string): string[] => [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((found) => found[1]!)

describe('the pages beside the applications', () => {
  it('run exactly the script and style that their policy names', () => {
    expect(inside(ENROL_PAGE, 'script').map(hashOf).every((hash) => ENROL_CSP.includes(`script-src ${hash}`))).toBe(true)
    expect(inside(ENROL_PAGE, 'style').map(hashOf).every((hash) => ENROL_CSP.includes(`style-src ${hash}`))).toBe(true)
    expect(inside(homePage(true), 'style').map(hashOf).every((hash) => HOME_CSP.includes(hash))).toBe(true)
    expect(inside(homePage(true), 'script')).toEqual([])
  })
  it('load nothing from anywhere', () => {
    for (const page of [ENROL_PAGE, homePage(true)]) expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
  it('say of a demonstration that it is one', () => {
    expect(homePage(true)).toContain('不要填写真实的个人信息')
    expect(homePage(false)).not.toContain('示范')
  })
})
