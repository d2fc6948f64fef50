// The month's figures as lines with names, and those as CSV or as a page. Every figure of the report is a line: one that is
// not known by name is shown by its own, so that nothing is left out by a newer platform.
import type { MessageKey } from '../i18n/zh-CN.ts'

type Catalogue = Readonly<Record<MessageKey, string>>
type Figure = number | null
/** As consult-router gives it: numbers, and numbers by a key. */
export type MonthlyReport = Readonly<Record<string, string | Figure | Readonly<Record<string, Figure>>>>

export interface Line {
  /** `promise.kept`: what a program reads. */
  readonly key: string
  readonly raw: Figure
  readonly unit: Unit | null
  label(catalogue: Catalogue): string
  /** With its unit, in the size that people read. */
  value(catalogue: Catalogue): string
}

const ABOUT = new Set(['countyCode', 'month'])

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

type Unit = 'ms' | 'permille' | 'centiStars'
/** What a figure is counted in, as its name says; null: things. */
const unitOf = (key: string): Unit | null => {
  if (/Ms(P\d\d)?$/.test(key)) return 'ms'
  if (key.endsWith('Permille')) return 'permille'
  return key.endsWith('CentiStars') ? 'centiStars' : null
}

const shown = (key: string, raw: Figure, catalogue: Catalogue): string => {
  if (raw === null) return '—'
  switch (unitOf(key)) {
    case 'ms': return raw < 60_000 ? fill(catalogue['report.seconds'], { seconds: (raw / 1000).toFixed(1) })
      : fill(catalogue['report.minutes'], { minutes: (raw / 60_000).toFixed(1) })
    case 'permille': return fill(catalogue['report.percent'], { percent: (raw / 10).toFixed(1) })
    case 'centiStars': return fill(catalogue['report.stars'], { stars: (raw / 100).toFixed(2) })
    case null: return String(raw)
  }
}

const lineOf = (group: string, name: string | null, raw: Figure, names: Readonly<Record<string, string>>): Line => {
  const key = name === null ? group : `${group}.${name}`
  return {
    key, raw, unit: unitOf(group),
    label(catalogue) {
      const exact = catalogue[`report.${key}` as MessageKey] ?? catalogue[`report.${group}` as MessageKey]
      return exact === undefined ? key : fill(exact, { name: name === null ? '' : names[name] ?? name })
    },
    value: (catalogue) => shown(group, raw, catalogue),
  }
}

/** Codes in their own order: an object has `10` before `01`, whatever order they were put in. Names stay as they come. */
const inOrder = (figures: readonly (readonly [string, Figure])[]): readonly (readonly [string, Figure])[] =>
  (figures.every(([name]) => /^\d+$/.test(name)) ? figures.toSorted(([a], [b]) => (a < b ? -1 : 1)) : figures)

/** @param names of codes: topics */
export const linesOf = (report: MonthlyReport, names: Readonly<Record<string, string>> = {}): readonly Line[] =>
  Object.entries(report).filter(([key]) => !ABOUT.has(key)).flatMap(([key, value]) => {
    if (typeof value === 'string') return []
    if (value === null || typeof value === 'number') return [lineOf(key, null, value, names)]
    return inOrder(Object.entries(value)).map(([name, raw]) => lineOf(key, name, raw, names))
  })

/** RFC 4180; what begins like a formula, also with the wide signs that Chinese spreadsheets take for one, is none. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const labelled = (line: Line, catalogue: Catalogue): string => {
  const label = line.label(catalogue).trim()
  return line.unit === null ? label : fill(catalogue['report.inUnit'], { label, unit: catalogue[`report.unit.${line.unit}`] })
}

/** With a byte order mark, without which spreadsheets take Chinese for something else. Numbers as JSON has them, their unit beside the label. */
export const csvOf = (lines: readonly Line[], catalogue: Catalogue): string => `\uFEFF${[
  [catalogue['report.key'], catalogue['report.item'], catalogue['report.value']], ...lines.map((line) => [line.key, labelled(line, catalogue), line.raw === null ? '' : String(line.raw)]),
].map((row) => row.map(cell).join(',')).join('\r\n')}`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One page that needs nothing from anywhere, and prints on A4. */
export const htmlOf = (about: { readonly name: string; readonly at: string; readonly report: MonthlyReport }, lines: readonly Line[], catalogue: Catalogue, lang: string): string => {
  const title = escaped(fill(catalogue['report.title'], { county: about.name, month: String(about.report['month']) }))
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>
<style>@page{size:A4;margin:18mm}body{font:11pt/1.5 "Source Han Serif SC","Noto Serif CJK SC",SimSun,serif;max-width:46em;margin:2em auto}h1{font-size:16pt;text-align:center}
table{width:100%;border-collapse:collapse}th,td{border:1px solid #888;padding:2px 8px;text-align:left}td:last-child,th:last-child{text-align:right}tr{break-inside:avoid}thead{display:table-header-group}p{color:#444}</style></head>
<body><h1>${title}</h1>
<table><thead><tr><th scope="col">${escaped(catalogue['report.item'])}</th><th scope="col">${escaped(catalogue['report.value'])}</th></tr></thead>
<tbody>
${lines.map((line) => `<tr><td>${escaped(line.label(catalogue))}</td><td>${escaped(line.value(catalogue))}</td></tr>`).join('\n')}
</tbody></table>
<p>${escaped(fill(catalogue['report.made'], { at: about.at }))}</p><p>${escaped(catalogue['report.signed'])}</p></body></html>`
}
