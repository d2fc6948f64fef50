// What a one-time link opens: a password and a second factor are set, and the way on is shown. One document, nothing from anywhere else; the
// script is allowed by its hash alone. It stands beside the applications, because whoever opens it has no account there yet.
import { ENROL_WORDS } from './i18n/enrol.ts'
import { sha256Source, STYLE } from './site.ts'

const SCRIPT = `
const WORDS = ${JSON.stringify(ENROL_WORDS)}
const all = (selector) => document.querySelectorAll(selector)
const one = (selector) => document.querySelector(selector)
const kept = (() => { try { return localStorage.getItem('zhijian-language') } catch { return null } })()
let language = kept === 'en' ? 'en' : 'zh-CN'
let said = null
const t = (key) => WORDS[language][key] ?? WORDS[language].refused
const speak = () => {
  document.documentElement.lang = language
  document.title = t('title')
  for (const part of all('[data-t]')) part.textContent = t(part.dataset.t)
  one('#qr').setAttribute('aria-label', t('qr'))
  one('#said').textContent = said === null ? '' : t(said)
}
const say = (key) => { said = key; speak(); if (key !== null) one('#said').focus() }
const show = (id) => { for (const part of all('form,#over')) part.hidden = part.id !== id; if (id) one(['input:not([readonly])', 'button', 'a:not([hidden])'].map((each) => '#' + id + ' ' + each).join())?.focus() }
one('#language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en'
  try { localStorage.setItem('zhijian-language', language) } catch { /* it holds as long as the page */ }
  speak()
})
const send = async (method, path, body) => {
  let answer, text
  try {
    answer = await fetch('/api/v1/auth/' + path, { method, headers: body ? { 'content-type': 'application/json' } : {}, body: body && JSON.stringify(body) })
    text = await answer.text()
  } catch { throw 'away' }
  let value = null
  try { value = text ? JSON.parse(text) : null } catch { throw 'away' }
  if (!answer.ok) throw answer.status >= 500 ? 'away' : value?.code ?? 'refused'
  return value
}
const on = (id, work) => one('#' + id).addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = one('#' + id + ' button')
  say(null)
  button.disabled = true
  try { await work(new FormData(event.target)) } catch (error) { say(typeof error === 'string' ? error : 'refused') } finally { button.disabled = false }
})
const goOn = (account) => {
  for (const part of all('[data-account]')) part.tagName === 'INPUT' ? part.value = account : part.textContent = account
  show('password')
}
const token = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
speak()
if (/^[A-Za-z0-9_-]{43}$/.test(token)) show('open')
else {
  show('')
  send('GET', 'session').then((session) => { if (session.reach !== 'enrolment') throw 'no-link'; goOn(session.accountId); say('resumed') }).catch(() => say(token ? 'mangled' : 'no-link'))
}
on('open', async () => goOn((await send('POST', 'link-sessions', { token, client: 'browser' })).accountId))
on('password', async (form) => {
  if (form.get('password') !== form.get('again')) throw 'different'
  await send('PUT', 'password', { password: form.get('password') })
  let factor
  try { factor = await send('POST', 'second-factor') } catch (error) {
    // He had one before: it goes on to count.
    if (error !== 'second-factor-enrolled') throw error
    return finish(await send('GET', 'session'), 'over-password')
  }
  one('#qr').replaceChildren(document.adoptNode(new DOMParser().parseFromString(factor.qr, 'image/svg+xml').documentElement))
  one('#secret').textContent = factor.secret.replace(/.{4}(?=.)/g, '$& ')
  one('#uri').href = factor.uri
  show('factor')
})
on('factor', async (form) => {
  finish(await send('PUT', 'second-factor', { code: form.get('code').replace(/\\D/g, '') }), 'over')
})
const finish = ({ kind }, how) => {
  one('#to-lawyer').hidden = kind !== 'lawyer'
  one('#to-console').hidden = kind === 'lawyer'
  one('#over [role=status]').dataset.t = how
  speak()
  show('over')
}
`

/** @source 个人信息保护 and 等级保护 practice: administrators prove themselves by two factors. */
export const ENROL_PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer"><title>${ENROL_WORDS['zh-CN'].title}</title><style>${STYLE}</style></head><body>
<main><p class="side"><button type="button" id="language" class="quiet" data-t="other"></button></p><h1 data-t="title"></h1><p id="said" role="alert" tabindex="-1"></p>
<form id="open" hidden><p data-t="open"></p><button data-t="begin"></button></form>
<form id="password" hidden><label><span data-t="account"></span><input name="username" autocomplete="username" readonly data-account></label>
<label><span data-t="password"></span><input name="password" type="password" autocomplete="new-password" required minlength="12" aria-describedby="hint"></label><p id="hint" data-t="hint"></p>
<label><span data-t="again"></span><input name="again" type="password" autocomplete="new-password" required minlength="12"></label><button data-t="next"></button></form>
<form id="factor" hidden><p data-t="factor"></p><div id="qr" role="img"></div><p><a id="uri" href="#" data-t="here"></a></p><details><summary data-t="hand"></summary><p><code id="secret"></code></p></details>
<label><span data-t="code"></span><input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,9}" required></label><button data-t="done"></button></form>
<div id="over" hidden><p role="status" data-t="over"></p><p><code data-account></code></p><p><a id="to-lawyer" class="go" href="/lawyer/" data-t="to-lawyer"></a> <a id="to-console" class="go" href="/console/" data-t="to-console"></a></p></div></main>
<script>${SCRIPT}</script></body></html>`

export const ENROL_CSP = `default-src 'none'; style-src ${sha256Source(STYLE)}; script-src ${sha256Source(SCRIPT)}; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`
