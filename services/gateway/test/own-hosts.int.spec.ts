// Three applications, three hosts: what is of one is at no other, whoever asks for it and however.
import { request } from 'node:http'
import type { AccountId } from '@zhijian/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayConfig, readSites } from '../src/index.ts'
import { sites as built } from '../src/http/sites.ts'
import { openWorld, PASSWORD, SECOND_FACTOR, type World } from './world.ts'

const SITES = { citizen: 'http://law.example.cn', lawyer: 'http://lawyers.example.cn', console: 'http://desk.example.cn' } as const
type Name = keyof typeof SITES
const NAMES = Object.keys(SITES) as Name[]

let world: World
beforeAll(async () => {
  world = await openWorld({ config: gatewayConfig({ port: 0, sites: SITES }) })
  await world.gateway.provision({ id: 'auditor-1' as AccountId, kind: 'staff', password: PASSWORD, secondFactor: SECOND_FACTOR, grants: [{ role: 'auditor', region: null, organisation: null }] })
})
afterAll(() => world.close())

interface Answered { readonly status: number; readonly location: string | undefined; readonly cookie: string | undefined; readonly code: string | undefined; readonly detail: string | undefined }
const at = (host: string, path: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: object } = {}): Promise<Answered> => new Promise((resolve, reject) => {
  const asked = request(`${world.url}${path}`, {
    method, headers: { host, accept: 'text/html', ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => {
      const isProblem = response.headers['content-type']?.startsWith('application/problem+json') === true
      const { code, detail } = isProblem ? JSON.parse(text) as { code: string; detail?: string } : { code: undefined, detail: undefined }
      resolve({ status: response.statusCode!, location: response.headers.location, cookie: response.headers['set-cookie']?.[0]?.split(';', 1)[0], code, detail })
    })
  })
  asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
})
const hostOf = (name: Name): string => new URL(SITES[name]).host
const signIn = (name: Name, origin: string = SITES[name]) => at(hostOf(name), '/api/v1/auth/password-sessions', {
  method: 'POST', headers: { origin }, body: { login: 'auditor-1', password: PASSWORD, totp: world.totp(), client: 'browser' },
})

describe('an application', () => {
  it('is at its own host alone; who opens it elsewhere is sent there, and files are not', async () => {
    expect(built().map(({ name }) => name)).toEqual(NAMES)
    for (const here of NAMES) {
      expect(await at(hostOf(here), '/')).toMatchObject({ status: 302, location: `${SITES[here]}/${here}/` })
      for (const of of NAMES) {
        for (const path of [`/${of}/`, `/${of}/any/page`, `/%${of.charCodeAt(0).toString(16)}${of.slice(1)}/`]) {
          expect([here, path, await at(hostOf(here), path)]).toMatchObject([here, path, here === of ? { status: 200 } : { status: 302, location: `${SITES[of]}/${of}/` }])
        }
        if (here !== of) expect(await at(hostOf(here), `/${of}/icon.svg`, { headers: { accept: 'image/svg+xml' } })).toMatchObject({ status: 404, code: 'no-such-route' })
      }
    }
    expect([await at(hostOf('citizen'), '/enrol'), (await at(hostOf('lawyer'), '/enrol')).status]).toMatchObject([{ status: 302, location: 'http://desk.example.cn/enrol' }, 200])
  })
  it('at a name that is none of theirs, nothing is: neither page nor API; health is', async () => {
    for (const host of ['evil.example', 'law.example.cn.evil.example', 'law.example.cn:8081', '127.0.0.1']) {
      for (const path of ['/', '/citizen/', '/api/v1/topics', '/api/docs']) expect([path, (await at(host, path)).status]).toEqual([path, 404])
      expect((await at(host, '/healthz')).status).toBe(200)
    }
    expect((await at('LAW.example.cn', '/citizen/')).status).toBe(200)
  })
})

describe('a session of a browser', () => {
  it('begins where its account belongs, and its cookie counts nowhere else', async () => {
    for (const elsewhere of ['citizen', 'lawyer'] as const) {
      expect(await signIn(elsewhere)).toMatchObject({ status: 403, code: 'use-own-site', detail: '请到 http://desk.example.cn 登录。', cookie: undefined })
      world.systemClock.advance({ seconds: 31 })
    }
    const entered = await signIn('console')
    expect(entered.status).toBe(200)
    const headers = { cookie: entered.cookie! }
    expect((await at(hostOf('console'), '/api/v1/auth/session', { headers })).status).toBe(200)
    for (const elsewhere of ['citizen', 'lawyer'] as const) expect(await at(hostOf(elsewhere), '/api/v1/auth/session', { headers })).toMatchObject({ status: 401, code: 'session-ended' })
    // A page of another of the three is another site's.
    for (const other of ['citizen', 'lawyer'] as const) {
      expect(await at(hostOf('console'), '/api/v1/auth/session', { method: 'DELETE', headers: { ...headers, origin: SITES[other] } })).toMatchObject({ status: 403, code: 'cross-site-request' })
    }
    expect((await at(hostOf('console'), '/api/v1/auth/session', { method: 'DELETE', headers: { ...headers, origin: SITES.console } })).status).toBe(204)
  })
  it('of a one-time link begins at the console or the lawyers’ host, before it is known whose it is', async () => {
    for (const name of ['lawyer', 'console'] as const) {
      const token = await world.gateway.administratorLink('auditor-1' as AccountId)
      expect((await at(hostOf(name), '/api/v1/auth/link-sessions', { method: 'POST', headers: { origin: SITES[name] }, body: { token, client: 'browser' } })).status).toBe(200)
    }
  })
})

it('three hosts are said whole, and each is another', () => {
  expect(readSites('lawyer=https://b.cn,citizen=https://a.cn,console=https://c.cn')).toEqual({ citizen: 'https://a.cn', lawyer: 'https://b.cn', console: 'https://c.cn' })
  for (const wrong of [
    '', 'citizen=https://a.cn', 'citizen=https://a.cn,lawyer=https://a.cn,console=https://c.cn', 'citizen=https://a.cn:1,lawyer=https://a.cn:2,console=https://c.cn',
    'citizen=https://a.cn/,lawyer=https://b.cn,console=https://c.cn', 'citizen=ftp://a.cn,lawyer=https://b.cn,console=https://c.cn', 'citizen=https://a.cn,lawyer=https://b.cn,console=https://c.cn,more=https://d.cn',
  ]) expect([wrong, readSites(wrong)]).toEqual([wrong, null])
})
