// A form that is refused in every way that its route declares: what is said tells in Chinese what to do, who sent it is taken to it, and what was
// written is still there. The refusals are the gateway's own bodies, put in its place by the browser; what may pass (429, 5xx) is tried again
// before it is said, which other specs see.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refusalBody } from '@zhijian/embedded/e2e'
import type { Page, Request } from 'playwright-core'
import { expect } from 'vitest'

/** What somebody may do is said by one of these. */
const SAYS_WHAT_TO_DO = /请|可以|可在|直接|拨打|联系|等/u

interface Operation { readonly operationId: string; readonly responses: Readonly<Record<string, { readonly $ref?: string }>> }
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly responses: Readonly<Record<string, { readonly content: { readonly 'application/problem+json': { readonly schema: { readonly allOf: readonly [unknown, { readonly properties: { readonly code: { readonly enum: readonly string[] } } }] } } } }>> }
}

export interface Form {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** Brings the form up, filled in. */
  readonly open: (page: Page) => Promise<unknown>
  readonly send: (page: Page) => Promise<unknown>
  /** What was written, and where. */
  readonly holds?: readonly [field: string, value: string]
}

const matcher = (path: string): RegExp => new RegExp(`/api/v1/${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?.*)?$`)

/** What the page reads of something, changed: a state that takes hours to come about. */
export const reads = async (page: Page, path: string, change: (body: Record<string, unknown>) => void): Promise<void> => {
  await page.route(matcher(path), async (route) => {
    if (route.request().method() !== 'GET') return route.fallback()
    const response = await route.fetch()
    const body = await response.json() as Record<string, unknown>
    change(body)
    await route.fulfill({ response, json: body })
  })
}

/**
 * What is said of a code is the same in all forms of an application: each form is refused by all codes that were not tried yet, and by two that were.
 * @param url of the platform
 */
export const refusals = async (url: string): Promise<(page: Page, form: Form) => Promise<void>> => {
  const openapi = (await (await fetch(`${url}/api/openapi.json`)).json()) as OpenApi
  /** The codes that its document declares, of those that are not tried again. */
  const codesOf = (method: string, path: string): readonly string[] => {
    const { responses } = openapi.paths[`/api/v1/${path}`]![method.toLowerCase()]!
    return Object.entries(responses).flatMap(([status, { $ref }]) => (status.startsWith('4') && status !== '429' && $ref !== undefined
      ? openapi.components.responses[$ref.split('/').at(-1)!]!.content['application/problem+json'].schema.allOf[1].properties.code.enum : []))
  }
  const tried = new Map<string, Set<string>>()
  return async (page, form) => {
    await form.open(page)
    const app = new URL(page.url()).pathname.split('/')[1]!
    const known = tried.get(app) ?? new Set()
    tried.set(app, known)
    const declared = codesOf(form.method, form.path)
    expect(declared.length).toBeGreaterThan(0)
    const codes = [...declared.filter((each) => known.has(each)).slice(0, 2), ...declared.filter((each) => !known.has(each))]
    for (const each of codes) known.add(each)
    let code = ''
    const refuse = (request: Request): boolean => request.method() === form.method
    await page.route(matcher(form.path), async (route) => {
      if (!refuse(route.request())) return route.fallback()
      const body = refusalBody(code)
      await route.fulfill({ status: body.status, contentType: 'application/problem+json', body: JSON.stringify(body) })
    })
    const faults: string[] = []
    for (code of codes) {
      const refused = page.waitForResponse((response) => matcher(form.path).test(response.url()) && refuse(response.request()))
      await Promise.all([refused, form.send(page)])
      const said = await page.waitForFunction(() => {
        const alert = document.activeElement
        return alert?.getAttribute('role') === 'alert' ? alert.textContent : null
      }, null).then((found) => found.jsonValue(), () => null)
      if (said === null) faults.push(`${code}: she is not taken to what is said: ${await page.$$eval('[role=alert]', (alerts) => alerts.map(({ textContent }) => textContent).join(' | '))}`)
      else if (!SAYS_WHAT_TO_DO.test(said) || !/\p{Script=Han}/u.test(said) || said.includes(code)) faults.push(`${code}: ${said}`)
      if (form.holds !== undefined && await page.inputValue(form.holds[0]) !== form.holds[1]) faults.push(`${code}: what was written is gone`)
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    expect(faults, faults.join('\n')).toEqual([])
  }
}

/** @returns every command that the sources of these packages send, as `POST consultations` */
export const commandsOf = (...packages: readonly string[]): readonly string[] => packages.flatMap((name) => {
  const root = fileURLToPath(new URL(`../../../${name}/src`, import.meta.url))
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.includes('.spec.'))
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/api\.(POST|PUT|DELETE|PATCH)\('\/api\/v1\/([^']+)'/g)].map(([, method, path]) => `${method} ${path}`))
})
