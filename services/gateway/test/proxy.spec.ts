// What the proxy in front must let through, and what it must not.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LIMITS } from '../src/config.ts'
import { limitOf } from '../src/http/pipeline.ts'
import { API_PREFIX } from '../src/api-prefix.ts'
import { ROUTES } from '../src/routes/index.ts'

const settings = readFileSync(new URL('../../../infra/proxy/nginx.conf', import.meta.url), 'utf8')
const valueOf = (name: string): string => new RegExp(`^\\s*${name} ([^;]+);`, 'm').exec(settings)![1]!
const blockOf = (location: string): string => new RegExp(`location ${location} \\{([^}]*)\\}`).exec(settings)![1]!

it('leaves it to the gateway to refuse what is too large, or too late', () => {
  expect(Number(/^(\d+)m$/.exec(valueOf('client_max_body_size'))![1]) * 1024 * 1024).toBeGreaterThan(Math.max(...ROUTES.map(limitOf)))
  expect(Number(/^(\d+)s$/.exec(valueOf('proxy_read_timeout'))![1]) * 1000).toBeGreaterThan(LIMITS.http.requestMs)
})
it('passes live updates on at once, and pieces of files as they come', () => {
  expect(blockOf(`= ${API_PREFIX}/live`)).toContain('proxy_buffering off;')
  expect(ROUTES.filter(({ raw }) => raw === 'event-stream').map(({ path }) => path)).toEqual(['/live'])
  expect(blockOf(`${API_PREFIX}/uploads`)).toContain('proxy_request_buffering off;')
})
it('writes anew whom a request is from, shows operators’ pages to nobody, and keeps browsers on TLS', () => {
  expect(settings).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
  for (const page of ['/metrics', '/readyz']) expect(blockOf(`= ${page}`)).toContain('return 404;')
  expect(settings).toMatch(/add_header Strict-Transport-Security "max-age=\d{8}/)
  expect(settings).not.toMatch(/proxy_add_x_forwarded_for|\$remote_addr[^;]*;\n.*log_format/)
})
