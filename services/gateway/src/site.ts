// Two plain pages for the time before the applications: where one is, and what a one-time link opens. One document each,
// nothing from anywhere else; the script is allowed by its hash alone.
import { createHash } from 'node:crypto'

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const STYLE = `
:root{color-scheme:light dark}
body{font:18px/1.7 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:40rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}label{display:block;margin-top:1.2rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;min-height:44px}
button{font:inherit;margin-top:1.2rem;padding:.6rem 1.4rem;min-height:44px}
code{overflow-wrap:anywhere}[role=alert]{font-weight:600}
`

const SCRIPT = `
const say = (text) => { document.querySelector('#said').textContent = text }
const show = (id) => { for (const part of document.querySelectorAll('form')) part.hidden = part.id !== id }
const send = async (method, path, body) => {
  const answer = await fetch('/api/v1/auth/' + path, { method, headers: body ? { 'content-type': 'application/json' } : {}, body: body && JSON.stringify(body) })
  const text = await answer.text()
  const value = text ? JSON.parse(text) : null
  if (!answer.ok) throw new Error(value && value.detail || value && value.title || '没有成功，请重试。')
  return value
}
const on = (id, work) => document.querySelector('#' + id).addEventListener('submit', async (event) => {
  event.preventDefault()
  say('')
  try { await work(new FormData(event.target)) } catch (error) { say(error.message) }
})
const token = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
if (!token) { show(''); say('这个页面要用一次性链接打开。请向系统管理员索取新的链接。') }
on('open', async () => {
  const opened = await send('POST', 'link-sessions', { token, client: 'browser' })
  document.querySelector('#who').textContent = opened.accountId
  show('password')
})
on('password', async (form) => {
  if (form.get('password') !== form.get('again')) throw new Error('两次输入的密码不一样。')
  await send('PUT', 'password', { password: form.get('password') })
  const factor = await send('POST', 'second-factor')
  document.querySelector('#secret').textContent = factor.secret
  document.querySelector('#uri').href = factor.uri
  show('factor')
})
on('factor', async (form) => {
  await send('PUT', 'second-factor', { code: form.get('code') })
  show('')
  say('已完成。以后用账号、密码和动态口令登录。')
})
`

/** @source 个人信息保护 and 等级保护 practice: administrators prove themselves by two factors. */
export const ENROL_PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer"><title>指尖 · 启用账号</title><style>${STYLE}</style></head><body>
<h1>启用账号</h1><p id="said" role="alert" aria-live="assertive"></p>
<form id="open"><p>这个链接只能用一次，15 分钟内有效。请确认是本人操作。</p><button>开始</button></form>
<form id="password" hidden><p>账号：<code id="who"></code></p>
<label>新密码<input name="password" type="password" autocomplete="new-password" required minlength="12"></label>
<label>再输一次<input name="again" type="password" autocomplete="new-password" required minlength="12"></label><button>下一步</button></form>
<form id="factor" hidden><p>请在动态口令应用里添加这个密钥，然后输入它显示的六位数字。</p><p><a id="uri" href="#">在本机的动态口令应用中打开</a></p><p><code id="secret"></code></p>
<label>动态口令<input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required></label><button>完成</button></form>
<script>${SCRIPT}</script></body></html>`

export const ENROL_CSP = `default-src 'none'; style-src ${sha256(STYLE)}; script-src ${sha256(SCRIPT)}; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`

/** @param demonstration says how a newcomer tries it */
export const homePage = (demonstration: boolean): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>指尖公共法律服务</title><style>${STYLE}</style></head><body>
<h1>指尖公共法律服务</h1>
<p>在线法律咨询：本县法律顾问先答；三分钟内不足三位律师解答，扩大到全自治区；再三分钟，扩大到全国。全程免费，追问不限次数。</p>
<ul><li><a href="/api/docs">接口文档</a></li><li><a href="/api/openapi.json">OpenAPI 3.1</a></li><li><a href="/readyz">运行状态</a></li></ul>
${demonstration ? '<p>这是示范平台：账号显示在启动它的终端里，律师是模拟的，不要填写真实的个人信息。</p>' : ''}
<p>遇到人身危险请立即拨打 110、120；心理援助热线 12356；法律服务热线 12348。</p>
</body></html>`

export const HOME_CSP = `default-src 'none'; style-src ${sha256(STYLE)}; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`
