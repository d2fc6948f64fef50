// What a crowd writes down. While it runs, each world is a line of `worlds.jsonl`, so that a kill loses none that was over; when it
// ends, those lines become a part: small enough to be kept with the sources, carried to another machine, and gone on from there.
// L1 A seed is counted once for each code. L2 Whoever runs a seed of a part again on its code gets the same two digests.
import { hash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { canonical, Fault, type Json } from '@zhijian/kernel'
import { sumOf, type Crowd, type CrowdWorld, type Figures } from '@zhijian/simulation'

/** On what worlds were run. */
export interface Made {
  /** SHA-256 of every module that was loaded; see code.ts. */
  readonly code: string
  /** v26.10.0 */
  readonly node: string
  /** 2 × AMD EPYC · 24 GB · linux x64 */
  readonly machine: string
  readonly crowd: Crowd
}

/** What a part keeps of a world: enough to see whether it comes out the same again. */
export interface WorldRow {
  readonly seed: number
  readonly questions: number
  readonly events: number
  readonly twice: boolean
  readonly cpuMs: number
  /** Hex, SHA-256 over the hashes of the log's events. */
  readonly log: string
  /** Hex, SHA-256 over the figures: faults that were put in, rules that were looked at, and how often. */
  readonly figures: string
}

export interface Part extends Made {
  /** When it was written: 2026-03-02. */
  readonly date: string
  /** Of all its worlds. */
  readonly figures: Figures
  readonly broken: readonly Pick<CrowdWorld, 'seed' | 'breaches' | 'story'>[]
  readonly worlds: readonly WorldRow[]
}

type Line = CrowdWorld & Omit<Made, 'crowd'>

const linesOf = (folder: string): string => join(folder, 'worlds.jsonl')
const unreadable = (file: string, line: number): Fault => new Fault('ledger-unreadable', `${file} line ${line} is not what a run of a crowd writes`, { retry: 'never', about: { file, line } })

export const rowOf = ({ seed, twice, cpuMs, digest, figures }: CrowdWorld): WorldRow => ({
  seed, questions: figures.questions, events: figures.events, twice, cpuMs, log: digest, figures: hash('sha256', canonical(figures as unknown as Json), 'hex'),
})

/** A last line that a kill cut short is left out: its world is run again. */
const readLines = (folder: string): readonly Line[] => {
  const file = linesOf(folder)
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, at) => {
    if (line === '') return []
    try {
      return [JSON.parse(line) as Line]
    } catch {
      if (at === lines.length - 1) return []
      throw unreadable(file, at + 1)
    }
  })
}

const partOf = (lines: readonly [Line, ...Line[]], date: string): Part => {
  const [{ code, node, machine, crowd }] = lines
  const worlds = lines.toSorted((a, b) => a.seed - b.seed)
  return {
    code, node, machine, crowd, date, figures: sumOf(worlds.map(({ figures }) => figures)),
    broken: worlds.filter(({ ok }) => !ok).map(({ seed, breaches, story }) => ({ seed, breaches, story })),
    worlds: worlds.map(rowOf),
  }
}

/** One line for each world: so a part reads, and differs, world by world. */
const textOf = ({ worlds, ...part }: Part): string => `{\n${Object.entries(part).map(([name, value]) => `"${name}": ${JSON.stringify(value)},\n`).join('')}"worlds": [\n${
  worlds.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`

const isSame = (one: Made, other: Made): boolean => one.code === other.code && one.node === other.node && isDeepStrictEqual(one.crowd, other.crowd)

/** Every part of a folder, in order of their names. @throws Fault `ledger-unreadable`, `ledger-counts-twice` (never) */
export const readParts = (folder: string): readonly Part[] => {
  if (!existsSync(folder)) return []
  const parts = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const file = join(folder, name)
    try {
      const part = JSON.parse(readFileSync(file, 'utf8')) as Part
      if (part.worlds.length > 0 && part.figures.worlds === part.worlds.length) return { ...part, file }
    } catch { /* told below */ }
    throw unreadable(file, 1)
  })
  for (const [place, part] of parts.entries()) {
    const seeds = new Set(part.worlds.map(({ seed }) => seed))
    for (const other of parts.slice(place + 1)) {
      const again = isSame(part, other) ? other.worlds.find(({ seed }) => seeds.has(seed)) : undefined
      if (again) throw new Fault('ledger-counts-twice', `seed ${again.seed} is in ${part.file} and in ${other.file}`, { retry: 'never', about: { seed: again.seed, file: part.file, other: other.file } })
    }
  }
  return parts
}

export interface Ledger {
  readonly parts: readonly Part[]
  /** Worlds that were run on this before, put into parts or not. */
  before(made: Made): readonly WorldRow[]
  write(made: Made, world: CrowdWorld): void
  /** Puts what was written into parts. @param date 2026-03-02 */
  close(date: string): readonly Part[]
}

/** @throws Fault as readParts */
export const openLedger = (folder: string): Ledger => {
  mkdirSync(folder, { recursive: true })
  const parts = readParts(folder)
  // A kill between writing a part and removing its lines leaves both.
  const lines = readLines(folder).filter((line) => !parts.some((part) => isSame(part, line) && part.worlds.some(({ seed }) => seed === line.seed)))
  const file = linesOf(folder)
  if (existsSync(file)) truncateSync(file, readFileSync(file).lastIndexOf('\n') + 1)
  return {
    parts,
    before: (made) => [...parts.filter((part) => isSame(part, made)).flatMap(({ worlds }) => worlds), ...lines.filter((line) => isSame(line, made)).map(rowOf)],
    write({ crowd: _crowd, ...made }, world) {
      const line: Line = { ...made, ...world }
      appendFileSync(file, `${JSON.stringify(line)}\n`)
      lines.push(line)
    },
    close(date) {
      for (const group of Map.groupBy(lines, ({ code, node, machine, crowd }) => canonical({ code, node, machine, crowd } as unknown as Json)).values()) {
        const part = partOf(group as [Line, ...Line[]], date)
        const name = `${part.code.slice(0, 12)}-${part.worlds[0]!.seed}-${part.worlds.at(-1)!.seed}`
        let path = join(folder, `${name}.json`)
        for (let n = 2; existsSync(path); n += 1) path = join(folder, `${name}-${n}.json`)
        // Whole or not at all.
        writeFileSync(`${path}.new`, textOf(part))
        renameSync(`${path}.new`, path)
      }
      rmSync(file, { force: true })
      return readParts(folder)
    },
  }
}
