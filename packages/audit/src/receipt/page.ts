// The receipt on paper: one HTML file that asks nobody for anything, printed by any browser, or made a PDF by it. It holds the proof as
// data too, so that the checkers take the file as it was saved.
import { instantAt, epochMs, hours, type Instant } from '@zhijian/kernel'
import type { Seal } from '@zhijian/event-store'
import { codesOf } from './codes.ts'
import type { MadeReceipt } from './receipt.ts'
import { RECEIPT_WORDS as words } from './words.zh-CN.ts'

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const filled = (text: string, values: Readonly<Record<string, string | number>>): string => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
/** All of China has one time. */
const inChina = (at: Instant): string => instantAt(epochMs(at) + hours(8)).slice(0, 19).replace('T', ' ')

interface Told {
  readonly time: Instant
  readonly data: { readonly lawyerId?: string }
}

const STYLE = `body{font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;max-width:19cm;margin:1cm auto;padding:0 .5cm;line-height:1.6;color:#111}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:1.5em;border-bottom:1px solid #999}blockquote{margin:.5em 0;padding:.5em 1em;border-left:4px solid #999;white-space:pre-wrap;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em}dd{margin:0;overflow-wrap:anywhere}code{font-family:monospace;overflow-wrap:anywhere}
.codes{display:flex;flex-wrap:wrap;gap:.5cm}figure{margin:0;width:8cm;break-inside:avoid;text-align:center}figure svg{width:8cm;height:8cm;display:block}
@media print{body{margin:0}}`

const list = (rows: readonly (readonly [string, string])[]): string => `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`

export const receiptPage = ({ receipt, waiting, sealedAt }: MadeReceipt): string => {
  const { size, root, keyId, hash } = (JSON.parse(receipt.seal.text) as { readonly data: Seal }).data
  const said = receipt.events.map(({ text, hash: own }, at) => {
    const { time, data } = JSON.parse(text) as Told
    const opening = receipt.openings.find(({ event }) => event === at)
    return `<section><h2>${at === 0 ? words.question : filled(words.answer, { n: at })}</h2>${list([
      [words.at, inChina(time)], ...(data.lawyerId === undefined ? [] : [[words.lawyer, data.lawyerId] as const]), [words.hash, own],
    ])}<blockquote>${opening === undefined ? words.noText : escaped(opening.value)}</blockquote></section>`
  })
  const codes = codesOf(receipt)
  const consultation = (JSON.parse(receipt.events[0]!.text) as { readonly subject: string }).subject.replace('consultation-', '')
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${STYLE}</style></head><body><main>
<h1>${words.title}</h1><p>${words.intro}</p><p><strong>${words.private}</strong></p>${list([[words.number, consultation]])}
${said.join('\n')}
${waiting === 0 ? '' : `<p>${filled(words.waiting, { count: waiting })}</p>`}
<section><h2>${words.seal}</h2>${list([
    [words.sealedAt, inChina(sealedAt)], [words.covers, filled(words.coversEvents, { size })], [words.root, `${hash}:${root}`], [words.key, keyId],
  ])}</section>
<section><h2>${words.check}</h2><ol>${words.checkSteps.map((step) => `<li>${escaped(filled(step, { keyId }))}</li>`).join('')}</ol></section>
<section><h2>${filled(words.codes, { count: codes.length })}</h2>${codes.length === 0 ? `<p>${words.tooMany}</p>` : `<div class="codes">${
    codes.map((svg, at) => `<figure>${svg}<figcaption>${filled(words.codeOf, { n: at + 1, count: codes.length })}</figcaption></figure>`).join('\n')}</div>`}</section>
</main><script type="application/json" id="receipt">${JSON.stringify(receipt).replaceAll('<', '\\u003c')}</script></body></html>
`
}
