// Rows of a collection of questions, JSON Lines, plain or gzip'd: which of them may be learnt from, and which are kept to
// be measured on.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { codesOf } from '../categories.ts'
import { plain } from '../features.ts'
import type { Example } from './fit.ts'

const Row = z.object({
  id: z.string(), text: z.string(), source: z.string(), category: z.string(), alt_category: z.string().nullable(),
  label_source: z.enum(['reader', 'model']), confidence: z.number().optional(), asker_category: z.string().nullish(),
})
export type Row = z.infer<typeof Row>

/** Sources that state a licence: Apache-2.0 and MIT. */
const LICENSED = new Set(['lawyer-llama', 'lecoqa'])
const SURE_ENOUGH = 0.7

export const readRows = (path: string): readonly Row[] => {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n').map((line) => Row.parse(JSON.parse(line)))
}

/** Runs of three characters. */
const runs = (text: string): ReadonlySet<string> => new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)))
/** As alike as two askings of one question: of all runs of three characters at least so many are in both, or one holds the other. */
const LIKE = 0.6
const HELD = 0.9
const isNear = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  if (a.size === 0 || b.size === 0) return false
  const both = a.intersection(b).size
  return both / (a.size + b.size - both) >= LIKE || both / Math.min(a.size, b.size) >= HELD
}

const letters = (text: string): string => plain(text).replace(/[\p{P}\p{S}]/gu, '')

export interface Parted {
  readonly training: readonly Row[]
  /** Labelled by a reader: measured on, never learnt from. */
  readonly measured: readonly Row[]
  /** Would have been learnt from, but say what a measured row says. */
  readonly tooNear: readonly Row[]
}

/** A row that a reader labelled is not learnt from, nor is one with its id, its text, or nearly its text. */
export const parted = (rows: readonly Row[]): Parted => {
  const measured = rows.filter((row) => row.label_source === 'reader')
  const ids = new Set(measured.map(({ id }) => id))
  const kept = measured.map(({ text }) => ({ text: letters(text), runs: runs(letters(text)) }))
  const texts = new Set(kept.map(({ text }) => text))
  const isMeasured = (row: Row): boolean => {
    const text = letters(row.text)
    const own = runs(text)
    return ids.has(row.id) || texts.has(text) || kept.some((each) => isNear(each.runs, own))
  }
  const usable = rows.filter((row) => row.label_source === 'model' && LICENSED.has(row.source) && (row.confidence ?? 0) >= SURE_ENOUGH)
  const tooNear = usable.filter(isMeasured)
  return { measured, tooNear, training: usable.filter((row) => !tooNear.includes(row)) }
}

/** @throws Error for a category that stands for no topic */
export const examplesOf = (rows: readonly Row[]): readonly Example[] => rows.map(({ id, text, category }) => {
  const code = codesOf(category)[0]
  if (code === undefined) throw new Error(`row ${id}: the category ${category} stands for no topic`)
  return { text, code }
})
