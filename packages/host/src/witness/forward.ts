// Seals go on from the outside folder to whoever else is to witness them, each at its own pace: one that is down delays neither the
// log nor another, and gets everything it missed when it is back. What was taken is noted beside the seals:
//   <store>.stamps.jsonl     time stamps, one a line       <store>.witnesses.json   how far each witness is, and since when it fails
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appendJournal, replaceFile } from '@zhijian/event-store'
import { canonical, elapsedMs, epochMs, hours, isFault, minutes, plus, seconds, type Instant, type JsonObject, type Timers } from '@zhijian/kernel'
import { describeError, type Log, type Metrics } from '@zhijian/runtime'
import { Gauge } from 'prom-client'
import { z } from 'zod'
import { keep, type Keeper } from '../keepers.ts'
import type { WitnessConfig } from './config.ts'
import type { Authority } from './stamp.ts'
import { takerOf, type JournalLine } from './takers.ts'

const Mark = z.object({
  seals: z.int().min(0), stamps: z.int().min(0), takenAt: z.string().nullable(),
  failing: z.object({ since: z.string(), code: z.string(), tries: z.int(), notBefore: z.string() }).nullable(),
})
export type Mark = z.infer<typeof Mark>
const Marks = z.record(z.string(), Mark)
export type Marks = z.infer<typeof Marks>

const BEGINNING: Mark = { seals: 0, stamps: 0, takenAt: null, failing: null }
const ROUND_MS = seconds(15)
/** In one round: a witness that is new is filled over several. */
const MOST_LINES = 200
const LONGEST_PAUSE_MS = hours(1)

const marksFile = (dir: string, store: string): string => join(dir, `${store}.witnesses.json`)
const journalFile = (dir: string, store: string, journal: JournalLine['journal']): string => join(dir, `${store}.${journal}.jsonl`)

/** How far each witness is; none where nothing was told yet, or the file is damaged: then all of it is told again. */
export const readMarks = (dir: string, store: string): Marks => {
  try {
    return Marks.parse(JSON.parse(readFileSync(marksFile(dir, store), 'utf8')))
  } catch {
    return {}
  }
}

/** Whole lines alone. */
export const linesIn = (dir: string, store: string, journal: JournalLine['journal']): readonly string[] => {
  const file = journalFile(dir, store, journal)
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
}

/** How many lines a witness has not taken. */
export const waitingFor = (mark: Mark | undefined, dir: string, store: string): number =>
  Math.max(0, linesIn(dir, store, 'seals').length - (mark?.seals ?? 0)) + Math.max(0, linesIn(dir, store, 'stamps').length - (mark?.stamps ?? 0))

/** The keys that a line is about, as they lie beside the seals. */
const keysOf = (dir: string, line: string): ReadonlyMap<string, string> => {
  const { data } = JSON.parse(line) as { readonly data?: { readonly keyId?: string; readonly next?: { readonly keyId: string } } }
  return new Map([data?.keyId, data?.next?.keyId].flatMap((keyId) => {
    const file = join(dir, `${keyId}.pub.pem`)
    return keyId !== undefined && existsSync(file) ? [[keyId, readFileSync(file, 'utf8')] as const] : []
  }))
}

const codeOf = (error: unknown): string => (isFault(error) ? error.code : (error as NodeJS.ErrnoException).code ?? 'no-answer')

export interface Witnessing {
  /** One round for each, now, whatever waits for its next try. */
  round(): Promise<void>
  stop(): Promise<void>
}

export interface WitnessingOptions {
  readonly config: WitnessConfig
  readonly sealsDir: string
  readonly storeId: string
  /** Of several processes, one does. Default: this one. */
  readonly isMine?: () => boolean
  readonly wallNow: () => Instant
  readonly timers: Timers
  readonly log: Log
  readonly registry?: Metrics['registry']
}

export const keepWitnesses = ({ config, sealsDir, storeId, isMine = () => true, wallNow, timers, log, registry }: WitnessingOptions): Witnessing => {
  const note = (name: string, change: Partial<Mark>): void => {
    const marks = readMarks(sealsDir, storeId)
    replaceFile(marksFile(sealsDir, storeId), `${canonical({ ...marks, [name]: { ...(marks[name] ?? BEGINNING), ...change } } as unknown as JsonObject)}\n`)
  }
  const markOf = (name: string): Mark => readMarks(sealsDir, storeId)[name] ?? BEGINNING

  /** Notes what becomes of the work, and leaves out a round that comes too early after a failure. */
  const tried = async (name: string, isForced: boolean, work: () => Promise<void>): Promise<void> => {
    if (!isMine()) return
    const { failing } = markOf(name)
    const now = wallNow()
    if (failing !== null && !isForced && now < failing.notBefore) return
    try {
      await work()
      if (failing !== null) note(name, { failing: null })
    } catch (error) {
      const tries = (failing?.tries ?? 0) + 1
      if (tries === 1) log.warn('witness-fails', { witness: name, ...describeError(error) })
      note(name, { failing: { since: failing?.since ?? now, code: codeOf(error), tries, notBefore: plus(now, Math.min(LONGEST_PAUSE_MS, ROUND_MS * 2 ** Math.min(tries, 12))) } })
    }
  }

  const told = config.witnesses.map((witness) => {
    const taker = takerOf(witness)
    const tell = async (): Promise<void> => {
      let left = MOST_LINES
      for (const journal of ['seals', 'stamps'] as const) {
        const lines = linesIn(sealsDir, storeId, journal)
        for (let number = markOf(witness.name)[journal]; number < lines.length && left > 0; number += 1, left -= 1) {
          await taker.take({ store: storeId, journal, number, line: lines[number]!, keys: keysOf(sealsDir, lines[number]!) })
          note(witness.name, { [journal]: number + 1, takenAt: wallNow() })
        }
      }
    }
    return { name: witness.name, run: (isForced: boolean) => tried(witness.name, isForced, tell), close: () => taker.close() }
  })

  const stamped = config.authorities.map((config_) => {
    const { name, everyMinutes } = config_
    // What reads X.509 and its kind is loaded where there is an authority.
    let opened: Authority | null = null
    const authority = async (): Promise<Authority> => {
      const { openAuthority } = await import('./stamp.ts')
      return opened ??= openAuthority(config_)
    }
    const stamp = async (): Promise<void> => {
      const mark = markOf(name)
      const seals = linesIn(sealsDir, storeId, 'seals')
      // The newest seal covers all before it.
      if (seals.length === 0 || mark.seals === seals.length) return
      if (mark.takenAt !== null && elapsedMs(mark.takenAt as Instant, wallNow()) < minutes(everyMinutes) && elapsedMs(mark.takenAt as Instant, wallNow()) >= 0) return
      const line = seals.at(-1)!
      const { token, at } = await (await authority()).stamp(line)
      const { place: { version } } = JSON.parse(line) as { readonly place: { readonly version: number } }
      appendJournal(journalFile(sealsDir, storeId, 'stamps'), canonical({ version, authority: name, at, token: token.toString('base64') }))
      note(name, { seals: seals.length, takenAt: wallNow() })
    }
    return { name, run: (isForced: boolean) => tried(name, isForced, stamp), close: () => opened?.close() }
  })

  const all = [...stamped, ...told]
  const keepers: readonly Keeper[] = all.map(({ name, run }) => keep(`witness-${name}`, ROUND_MS, timers, log, () => run(false)))
  if (registry !== undefined && all.length > 0) measure(registry, config, isMine, sealsDir, storeId)
  return {
    round: async () => void await Promise.all(all.map(({ run }) => run(true))),
    async stop() {
      await Promise.all(keepers.map((keeper) => keeper.stop()))
      for (const { close } of all) close()
    },
  }
}

const measure = (registry: Metrics['registry'], { witnesses, authorities }: WitnessConfig, isMine: () => boolean, dir: string, store: string): void => {
  new Gauge({
    name: 'zhijian_seal_witness_waiting', help: 'Seals and time stamps that a witness has not taken yet', labelNames: ['witness'], registers: [registry],
    collect() {
      this.reset()
      if (isMine()) for (const { name } of witnesses) this.set({ witness: name }, waitingFor(readMarks(dir, store)[name], dir, store))
    },
  })
  new Gauge({
    name: 'zhijian_seal_witness_last_success_timestamp_seconds', help: 'When a witness last took a seal, or an authority stamped one, seconds since 1970', labelNames: ['witness'], registers: [registry],
    collect() {
      this.reset()
      if (!isMine()) return
      for (const { name } of [...witnesses, ...authorities]) {
        const at = readMarks(dir, store)[name]?.takenAt
        if (at !== null && at !== undefined) this.set({ witness: name }, epochMs(at as Instant) / 1000)
      }
    },
  })
}
