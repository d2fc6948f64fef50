// The documentation page: one HTML document made from the route table, without script, font or picture from anywhere.
import { createHash } from 'node:crypto'
import { API_PREFIX } from './api-prefix.ts'
import { zhCN } from './i18n/zh-CN.ts'
import { accessOf } from './policy.ts'
import { codesOf, openApiDocument } from './openapi.ts'
import { STATUS } from './problems.ts'
import { ROUTES } from './routes/index.ts'
import type { AnyRoute } from './route.ts'

const STYLE = `
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 20%,transparent)}
body{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:64rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
details{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0;padding:.4rem .8rem}summary{cursor:pointer;overflow-wrap:anywhere}
code,pre{font:14px/1.5 ui-monospace,Consolas,monospace}pre{overflow:auto;background:color-mix(in srgb,currentColor 6%,transparent);padding:.8rem;border-radius:.3rem}
b.method{display:inline-block;min-width:4.2rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
`

export const DOCS_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const json = (value: unknown): string => `<pre>${escape(JSON.stringify(value, null, 2))}</pre>`

const access = (route: AnyRoute): string => {
  const rule = accessOf(route.id)
  if (rule === 'public') return '无需登录 public'
  if (rule === 'enrolment') return '登录即可（含一次性链接） any session'
  return Object.entries(rule).map(([role, reach]) => `${role}: ${reach}`).join(' · ')
}

interface Operation {
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean; readonly schema?: unknown }[]
  readonly requestBody?: { readonly content: unknown }
  readonly responses: Readonly<Record<string, { readonly content?: unknown }>>
}

const section = (route: AnyRoute, operation: Operation): string => `
<details id="${route.id}"><summary><b class="method">${route.method}</b> <code>${escape(API_PREFIX + route.path)}</code> — ${escape(route.summary.zh)}</summary>
<p lang="en">${escape(route.summary.en)}</p>
<table><tr><th>谁可以用 access</th><td>${escape(access(route))}</td></tr>
<tr><th>Idempotency-Key</th><td>${route.idempotency === 'key' ? '必填 required' : '—'}</td></tr>
<tr><th>频率 rate</th><td>${route.rate}</td></tr>
<tr><th>可能的拒绝 problems</th><td>${codesOf(route).map((code) => `<a href="#${code}"><code>${code}</code></a>`).join(' ')}</td></tr></table>
${operation.parameters.some(({ name }) => name !== undefined) ? `<p>参数 parameters</p>${json(operation.parameters.filter(({ name }) => name !== undefined))}` : ''}
${operation.requestBody ? `<p>请求 request</p>${json(operation.requestBody.content)}` : ''}
<p>成功 ${route.status}</p>${json(operation.responses[String(route.status)]?.content ?? null)}
</details>`

export const docsPage = (): string => {
  const document = openApiDocument() as { paths: Record<string, Record<string, Operation>> }
  const operationOf = (route: AnyRoute): Operation =>
    document.paths[`${API_PREFIX}${route.path.replace(/:([A-Za-z]+)/g, '{$1}')}`]![route.method.toLowerCase()]!
  const tags = [...Map.groupBy(ROUTES, ({ tag }) => tag)]
  const problems = Object.entries(STATUS).sort(([a], [b]) => (a < b ? -1 : 1))
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>指尖 · 接口文档</title><style>${STYLE}</style></head><body>
<h1>指尖公共法律服务平台 · 接口文档</h1>
<p>机器可读的文档：<a href="/api/openapi.json">OpenAPI 3.1</a>。写操作须带 <code>Idempotency-Key</code>；出错时返回 <code>application/problem+json</code>（RFC 9457），程序按 <code>code</code> 判断。</p>
${tags.map(([tag, routes]) => `<h2>${escape(tag)}</h2>${routes.map((route) => section(route, operationOf(route))).join('')}`).join('')}
<h2>问题代码 problem codes</h2><table><tr><th>code</th><th>HTTP</th><th>说明</th></tr>
${problems.map(([code, status]) => `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escape(zhCN[code]?.title ?? '')}${zhCN[code]?.detail ? `<br>${escape(zhCN[code].detail)}` : ''}</td></tr>`).join('')}
</table></body></html>`
}
