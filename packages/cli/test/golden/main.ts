// Adds to the golden histories what they lack: for every version of an event that stands in none, the shortest beginning of a stream
// that has it, from a stopped platform's data folder or from the store of a release; then from streams crafted for what is rare.
// What is there already stays as it is.
//   node dist/test/golden/main.js [DATA FOLDER]      default: the store of the last release
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packedIn, releases, writeInto } from '@zhijian/audit/releases'
import { categoryOf } from '@zhijian/event-store'
import { openStore, rawLog } from '../../src/store.ts'
import { craftedFrom } from './crafted.ts'
import { eventVersions, FOLDER, goldenHistories, versionIn, type GoldenRow } from './histories.ts'

const rowsIn = async (data: string): Promise<readonly GoldenRow[]> => {
  const store = await openStore(join(data, 'log', 'events.sqlite'))
  const rows: GoldenRow[] = []
  for await (const page of rawLog(store)) for (const { stream, version, text, hash } of page) rows.push({ stream, version, text, hash })
  await store.close()
  return rows
}

const endsBatch = ({ text }: GoldenRow): boolean => 'due' in (JSON.parse(text) as object)

const scratch = mkdtempSync(join(tmpdir(), 'zhijian-golden-'))
const kept = goldenHistories()
const held = new Set(kept.map(versionIn))
const names = new Set(kept.map(({ stream }) => stream))
const added: GoldenRow[] = []
const missing = (): readonly string[] => eventVersions().filter((each) => !held.has(each))

const takeFrom = (rows: readonly GoldenRow[]): void => {
  const streams = Map.groupBy(rows.filter(({ stream }) => !stream.startsWith('log-') && !names.has(stream)), ({ stream }) => stream)
  for (;;) {
    const lacking = new Set(missing())
    let best: { readonly rows: readonly GoldenRow[]; readonly worth: number } | null = null
    for (const all of streams.values()) {
      const last = all.findLastIndex((row) => lacking.has(versionIn(row)))
      if (last < 0) continue
      const whole = all.slice(0, all.findIndex((row, at) => at >= last && endsBatch(row)) + 1)
      const worth = new Set(whole.map(versionIn).filter((each) => lacking.has(each))).size / whole.reduce((sum, { text }) => sum + text.length, 0)
      if (best === null || worth > best.worth) best = { rows: whole, worth }
    }
    if (best === null) return
    added.push(...best.rows)
    streams.delete(best.rows[0]!.stream)
    for (const row of best.rows) held.add(versionIn(row))
  }
}

try {
  let [, , data] = process.argv
  if (data === undefined) {
    writeInto(scratch, packedIn(releases().at(-1)!, 'store'))
    data = join(scratch, 'var')
  }
  const rows = await rowsIn(data)
  takeFrom(rows)
  if (missing().length > 0) takeFrom(craftedFrom(rows))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
for (const [category, rows] of Map.groupBy([...kept, ...added], ({ stream }) => categoryOf(stream))) {
  writeFileSync(join(FOLDER, `${category}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}
console.log(`${added.length} events added; missing: ${missing().join(', ') || 'none'}`)
process.exitCode = missing().length === 0 ? 0 : 1
