// Somebody's copy of her data as a page of its own: opened offline, printed, read by her. Nothing is loaded, nothing runs.
import { categoryOf } from '@zhijian/event-store'
import type { Json } from '@zhijian/kernel'
import { copyWords as words } from './i18n/personal-copy.zh-CN.ts'
import type { CopiedFile, CopiedQuestion, PersonalCopy } from './personal-copy.ts'

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const esc = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign]!)
const filled = (text: string, values: Readonly<Record<string, string | number>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
const word = (key: string): string => (words as Readonly<Record<string, string>>)[key] ?? key
/** By the clock of the people it is for. */
const when = (at: string): string => new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })

const facts = (rows: readonly (readonly [string, string | null])[]): string =>
  `<dl>${rows.map(([name, value]) => `<dt>${esc(name)}</dt><dd>${esc(value ?? words.none)}</dd>`).join('')}</dl>`
const said = (text: string | null): string => `<blockquote>${esc(text ?? words.gone)}</blockquote>`
const listed = (files: readonly CopiedFile[]): string => (files.length === 0 ? ''
  : `<p>${words.files}</p><ul>${files.map((file) => `<li>${esc(filled(words.file, { ...file }))}</li>`).join('')}</ul>`)

const questionOf = ({ openedAt, phase, topic, place, text, redacted, files, turns }: CopiedQuestion): string => `<article><h3>${esc(`${topic} · ${when(openedAt)}`)}</h3>
${facts([[words.openedAt, when(openedAt)], [words.topic, topic], [words.phase, word(`phase.${phase}`)], [words.place, place]])}
<h4>${words.text}</h4>${said(text)}${listed(files)}
${redacted === null ? '' : `<h4>${words.redacted}</h4>${said(redacted)}`}
${turns.map((turn) => `<h4>${esc(filled(words[turn.kind], { lawyer: turn.lawyer }))}</h4><p class="when">${esc(when(turn.at))}</p>${
  turn.text === null && turn.files.length > 0 ? '' : said(turn.text)}${listed(turn.files)}${turn.stars === null ? '' : `<p>${esc(filled(words.stars, { stars: turn.stars }))}</p>`}`).join('')}</article>`

/** A value as lines `name: value`; lists and parts within are indented. */
const lines = (value: Json, depth = 0): string => {
  const indent = '  '.repeat(depth)
  if (typeof value !== 'object' || value === null) return `${indent}${String(value)}`
  return Object.entries(value).map(([name, inner]) => (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0
    ? `${indent}${name}:\n${lines(inner, depth + 1)}` : `${indent}${name}: ${typeof inner === 'object' ? words.none : String(inner)}`)).join('\n')
}

export const pageOfCopy = (copy: PersonalCopy): string => {
  const { account, questions, records, madeAt, personId } = copy
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title>
<style>body{font:16px/1.7 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#595959}dd{margin:0;overflow-wrap:anywhere}blockquote{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0;padding:.5rem 1rem;border-left:4px solid #1f6fb2;background:#f4f7fa}article{border-top:1px solid #ccc;margin-top:2rem}.when{color:#595959;margin:0}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:.5rem}</style></head>
<body><h1>${words.title}</h1><p>${words.intro}</p>
${facts([[words.madeAt, when(madeAt)], [words.personId, personId]])}
<h2>${words.account}</h2>${account === null ? `<p>${words.none}</p>` : facts([
  [words.kind, account.kind === null ? null : word(`kind.${account.kind}`)], [words.phase, word(`phase.${account.phase}`)], [words.name, account.name],
  [words.phone, account.phone], [words.wechat, account.wechat],
  [words.notices, account.notices.length === 0 ? null : account.notices.map(({ version, at }) => filled(words.notice, { version, at: when(at) })).join('；')],
])}
<h2>${words.questions}</h2>${questions.length === 0 ? `<p>${words.noQuestions}</p>` : questions.map(questionOf).join('\n')}
<h2>${words.records}</h2><p>${words.recordsIntro}</p>
${records.map(({ stream, at, type, by, data }) => `<details><summary>${esc(`${word(`record.${categoryOf(stream)}`)} · ${when(at)} · ${by === 'herself' ? words.herself : word(`by.${by}`)} · ${type}`)}</summary><pre>${esc(lines(data))}</pre></details>`).join('\n')}
</body></html>
`
}
