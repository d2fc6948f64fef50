// How much of what should not leave the county does redaction take out, and how much else does it take with it?
// Plants made-up entities into real questions, in natural frames at random sentence boundaries, and counts those of which
// every character was covered. The same questions, unplanted, say how much is removed without need.
//
//   node --conditions=source benchmarks/redaction-recall.ts --questions Q.jsonl[.gz] --divisions D.json [--count 5000] [--seed 1]
//        [--out benchmarks/results] [--show N]
//
// --show prints misses and removed places of the given texts to the screen; they are never written to the results.
import { readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { placeNames, redact } from '../packages/edge/src/index.ts'
import { KINDS, plant, randomFrom, type Divisions, type Planted } from './redaction-recall/entities.ts'

const { values } = parseArgs({ options: {
  questions: { type: 'string' }, divisions: { type: 'string' }, count: { type: 'string', default: '5000' },
  seed: { type: 'string', default: '1' }, out: { type: 'string' }, show: { type: 'string', default: '0' },
} })
if (!values.questions || !values.divisions) throw new Error('--questions and --divisions are needed; see the head of this file')

const read = (path: string): string => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString('utf8')
const random = randomFrom(Number(values.seed))
const questions = read(values.questions).trim().split('\n').map((line) => String(JSON.parse(line).text))
const count = Math.min(Number(values.count), questions.length)
for (let i = 0; i < count; i += 1) {
  const j = i + random.int(questions.length - i)
  ;[questions[i], questions[j]] = [questions[j]!, questions[i]!]
}
const texts = questions.slice(0, count)

interface County { readonly adcode: string; readonly name: string; readonly towns: readonly { name: string; villages: readonly { name: string }[] }[] }
const counties: readonly County[] = JSON.parse(read(values.divisions)).counties
const spoken = (official: string): string => official.replace(/社区居民委员会$/, '社区').replace(/村?村民委员会$/, '村').replace(/居民委员会$/, '社区')
const [own, other] = [counties.find(({ adcode }) => adcode === '150921')!, counties.find(({ adcode }) => adcode !== '150921')!]
const divisions: Divisions = {
  known: own.towns.flatMap((town) => town.villages.map((village) => ({ town: town.name, village: spoken(village.name) }))),
  unknown: other.towns.flatMap((town) => town.villages.map((village) => ({ county: other.name, town: town.name, village: spoken(village.name) }))),
}
const places = placeNames(own.towns.flatMap((town) => [town.name, ...town.villages.map((village) => village.name)]))

/** Beginnings of sentences and clauses, the end included. */
const boundaries = (text: string): number[] => [0, ...[...text.matchAll(/[，。！？；,!?;\n]/g)].map((hit) => hit.index + 1), text.length]

const tally = new Map<string, { planted: number; whole: number; partly: number }>()
const count1 = (key: string, whole: boolean, partly: boolean): void => {
  const row = tally.get(key) ?? { planted: 0, whole: 0, partly: 0 }
  row.planted += 1
  if (whole) row.whole += 1
  else if (partly) row.partly += 1
  tally.set(key, row)
}
const misses: string[] = []
const show = Number(values.show)

for (const text of texts) {
  const entities: Planted[] = [random.pick(KINDS), random.pick(KINDS)].map((kind) => plant(random, kind, divisions))
  for (const entity of entities) {
    const at = random.pick(boundaries(text))
    const lead = at > 0 && !/[，。！？；,!?;\n]/.test(text[at - 1]!) ? '，' : ''
    const planted = text.slice(0, at) + lead + entity.before + entity.value + entity.after + text.slice(at)
    const start = at + lead.length + entity.before.length
    const end = start + entity.value.length
    const { spans } = redact(planted, { places })
    let covered = 0
    for (const span of spans) covered += Math.max(0, Math.min(end, span.end) - Math.max(start, span.start))
    const whole = covered === end - start
    count1(entity.kind, whole, covered > 0)
    count1(`${entity.kind} · ${entity.variant}`, whole, covered > 0)
    if (!whole && misses.length < 5000) misses.push(`${entity.kind}\t${entity.before}[${entity.value}]${entity.after}\t${spans.filter((s) => s.end > start - 6 && s.start < end + 6).map((s) => planted.slice(s.start, s.end)).join('|')}`)
  }
}

let chars = 0
const removed = new Map<string, { chars: number; places: number }>()
let touched = 0
const sample: string[] = []
for (const text of texts) {
  chars += text.length
  const { spans } = redact(text, { places })
  if (spans.length > 0) touched += 1
  for (const { kind, start, end } of spans) {
    const row = removed.get(kind) ?? { chars: 0, places: 0 }
    row.chars += end - start
    row.places += 1
    removed.set(kind, row)
    sample.push(`${kind}\t${text.slice(Math.max(0, start - 8), start)}[${text.slice(start, end)}]${text.slice(end, end + 6)}`.replace(/\n/g, ' '))
  }
}
const percent = (part: number, whole: number): number => Math.round((part / Math.max(1, whole)) * 10_000) / 100
const removedChars = [...removed.values()].reduce((sum, row) => sum + row.chars, 0)

const rows = [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => ({
  what: key, planted: row.planted, covered: row.whole, partly: row.partly, recallPercent: percent(row.whole, row.planted),
}))
const result = {
  question: 'What share of planted personal entities does redaction cover completely, and what share of characters does it remove from real questions as they are?',
  date: new Date().toISOString().slice(0, 10), node: process.version, icu: process.versions.icu,
  machine: `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}`,
  seed: Number(values.seed), questions: count, planted: rows.filter(({ what }) => !what.includes(' · ')).reduce((sum, row) => sum + row.planted, 0),
  recall: rows,
  unplanted: {
    characters: chars, removedPercent: percent(removedChars, chars), questionsTouchedPercent: percent(touched, count),
    byKind: Object.fromEntries([...removed].map(([kind, row]) => [kind, { places: row.places, percent: percent(row.chars, chars) }])),
  },
  notMeasured: [
    'Names in frames that the generator does not have; a person named nowhere near a cue, in a text without punctuation.',
    'Real names and employers that the questions themselves hold: removing those counts as removed characters here, missing them counts nothing.',
    'Identification by circumstances (a rare accident, an office held by one person): no rule here sees it; the asker reads the redacted text before it leaves.',
    'Independence of frames, employers and roads: one hand wrote them and the rules, and the rules were corrected on misses seen here (seed 1). Given names and villages are from lists of others.',
    'Photographs, voice and documents.', 'Mongolian script.', 'Another version of ICU: word boundaries come from its dictionary.',
  ],
}
for (const row of rows) console.log(`${row.recallPercent.toFixed(1).padStart(6)} %  ${String(row.covered).padStart(5)}/${String(row.planted).padEnd(5)} ${row.what}`)
console.log(`unplanted: ${result.unplanted.removedPercent} % of characters removed, ${result.unplanted.questionsTouchedPercent} % of questions touched`, JSON.stringify(result.unplanted.byKind))
for (const line of misses.filter((_, i) => i % Math.max(1, Math.floor(misses.length / Math.max(1, show))) === 0).slice(0, show)) console.log('miss', line)
for (const line of sample.filter((_, i) => i % Math.max(1, Math.floor(sample.length / Math.max(1, show))) === 0).slice(0, show)) console.log('removed', line)

if (values.out) {
  writeFileSync(join(values.out, 'redaction-recall.json'), `${JSON.stringify(result, null, 2)}\n`)
  const line = (row: (typeof rows)[number]): string => `| ${row.what} | ${row.planted} | ${row.recallPercent} % |`
  writeFileSync(join(values.out, 'redaction-recall.md'), `# Redaction: recall on planted entities

${result.date}, Node ${result.node} (ICU ${result.icu}), ${result.machine}. Seed ${result.seed}; ${result.planted} entities, one at a time, in ${count} real
questions at random sentence boundaries. Recall: every character of the entity was covered. Given names come from a list that the rules were not made
from (${'`redaction-recall/people.ts`'}); town and village names from a list of divisions; the county's own are given to the rules, as in service.

| kind | planted | covered completely |
|---|---|---|
${rows.filter(({ what }) => !what.includes(' · ')).map(line).join('\n')}

By form:

| kind · form | planted | covered completely |
|---|---|---|
${rows.filter(({ what }) => what.includes(' · ')).map(line).join('\n')}

On the same questions without anything planted ${result.unplanted.removedPercent} % of ${chars} characters are removed, in ${result.unplanted.questionsTouchedPercent} % of the questions
(${[...removed].map(([kind, row]) => `${kind} ${percent(row.chars, chars)} %`).join(', ')}). Part of that is right: the questions hold real names and employers.

Not measured:

${result.notMeasured.map((text) => `- ${text}`).join('\n')}
`)
}
