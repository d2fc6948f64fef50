// Every code that can reach a caller has a status and a text: looked for in the sources themselves, so that a new refusal
// or fault cannot be forgotten.
import { globSync, readFileSync } from 'node:fs'
import * as contracts from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { zhCN, zhRules } from './i18n/zh-CN.ts'
import { problemBody, problemOfFault } from './problem-body.ts'
import { ProblemError, STATUS } from './problems.ts'
import { ROUTES } from './routes/index.ts'

const root = new URL('../../../', import.meta.url).pathname
const files = globSync('{packages,services}/*/src/**/*.ts', { cwd: root })
  .filter((file) => !/\.(spec|fixtures|contract)\.ts$|^packages\/(cli|simulation|testkit|audit)\//.test(file))
const sources = files.map((file) => ({ file, text: readFileSync(root + file, 'utf8') }))

const found = (pattern: RegExp, under: RegExp = /./): readonly string[] =>
  [...new Set(sources.filter(({ file }) => under.test(file)).flatMap(({ text }) =>
    [...text.matchAll(pattern)].map((match) => match[1]!)))].sort()

describe('every code has a status and a text', () => {
  it('looked at the sources', () => {
    expect(files.length).toBeGreaterThan(50)
  })
  it('refusals listed in the contracts', () => {
    const lists = Object.entries(contracts).filter(([name]) => name.endsWith('_REFUSALS')).map(([, codes]) =>
      codes as readonly string[])
    expect(lists.length).toBeGreaterThan(0)
    expect(lists.flat().filter((code) => !(code in STATUS) || !(code in zhCN))).toEqual([])
  })
  it('refusals written in the services', () => {
    expect(found(/\brefuse\('([a-z0-9-]+)'/g, /^services/).filter((code) => !(code in STATUS) || !(code in zhCN))).toEqual([])
  })
  it('faults thrown in packages and services: by their own row, or by whether trying again may help', () => {
    const codes = found(/new Fault\(\s*'([a-z0-9-]+)'/g)
    expect(codes.length).toBeGreaterThan(20)
    for (const code of codes) {
      for (const retry of ['now', 'later', 'never'] as const) {
        const body = problemBody(problemOfFault(new Fault(code, 'not for callers', { retry })), 'r1')
        expect(body.status).toBeGreaterThanOrEqual(400)
        expect(body.title).toMatch(/[\u4e00-\u9fff]/)
      }
    }
  })
  it('refusals that routes announce', () => {
    expect(ROUTES.flatMap(({ refusals }) => refusals).filter((code) => !(code in STATUS))).toEqual([])
  })
  it('and no text is there for a code that is not', () => {
    expect(Object.keys(zhCN).filter((code) => !(code in STATUS))).toEqual([])
    expect(Object.keys(STATUS).filter((code) => !(code in zhCN))).toEqual([])
  })
  it('every text is Chinese, and every rule of a field has one', () => {
    for (const { title } of Object.values(zhCN)) expect(title).toMatch(/[\u4e00-\u9fff]/)
    for (const rule of ['required', 'type', 'too-long', 'too-short', 'too-small', 'too-big', 'format', 'choice', 'unknown-field',
      'text', 'instant', 'rule']) {
      expect(zhRules[rule]).toBeDefined()
    }
  })
})

describe('a problem', () => {
  it('names its kind, its status and where to read more', () => {
    expect(problemBody(new ProblemError('own-account'), 'r1')).toEqual({
      type: '/api/docs#own-account', title: '不能对自己的账号进行此项操作', status: 403, code: 'own-account', detail: '请由另一名管理员办理。', requestId: 'r1',
    })
  })
  it('of a code that nobody knows is an internal one: no accidental text goes out', () => {
    expect(problemBody(new ProblemError('SELECT * FROM person'), 'r1').code).toBe('internal')
  })
  it('of an unknown fault says only whether trying again may help', () => {
    expect(problemOfFault(new Fault('strange', 'zhang san', { retry: 'never' })).code).toBe('internal')
    const later = problemOfFault(new Fault('strange', 'zhang san', { retry: 'later' }))
    expect([later.code, later.headers['retry-after']]).toEqual(['store-unavailable', '5'])
  })
  it('of a broker that does not let this platform speak to itself says that, and neither which subject it was nor to try again', () => {
    const forbidden = problemOfFault(new Fault('bus-forbidden', 'the broker does not permit this service to send to cmd.geofence-monitor.bind-device: write its users anew', { retry: 'later' }))
    const body = problemBody(forbidden, 'r1')
    expect([body, forbidden.headers]).toEqual([{ type: '/api/docs#bus-forbidden', title: '平台的部署有误，这项暂时不能办理', detail: expect.stringMatching(/平台管理员.*12348/) as unknown, status: 500, code: 'bus-forbidden', requestId: 'r1' }, {}])
    expect(JSON.stringify(body)).not.toMatch(/cmd\.|geofence|users/)
  })
  it('of a service that has more to do than it can says so, and when to come again', () => {
    const busy = problemOfFault(new Fault('busy', 'cmd.consult-router has more to do than it can do in time', { retry: 'later' }))
    expect([problemBody(busy, 'r1'), busy.headers]).toMatchObject([{ status: 503, code: 'busy', title: '现在办理的人多，请稍等几秒再试' }, { 'retry-after': '5' }])
  })
})
