// Group commit: everything appended in one turn of the event loop shares one transaction and one fsync. A conflict is
// told alone; a fault of the file (full, busy) is told to all of the group, and none of it is in the log.
import type { DatabaseSync } from 'node:sqlite'
import { Fault } from '@zhijian/kernel'
import { comparable, chainHash, encode, GENESIS, type NewEvent } from './envelope.ts'
import { checkedEvent } from './chain.ts'
import { assertAppendable, assertFits, chainBroken, versionConflict, type Appended, type Expected } from './port.ts'
import { createHeads } from './sqlite-heads.ts'
import { asFault, atPlace, isBusy } from './sqlite-fault.ts'
import { toPosition } from './sqlite-file.ts'

interface Waiting {
  readonly stream: string
  readonly events: readonly NewEvent[]
  /** Version of the event before the first; -1 for a new stream. */
  readonly after: number
  readonly expected: Expected
  readonly texts: readonly string[]
  readonly bytes: number
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

export interface Writer {
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>
  /** Writes what waits; resolves when nothing does. */
  drain(): Promise<void>
}

export interface WriterOptions {
  /** How long a group waits for another process's transaction, in milliseconds, before `store-busy`. */
  readonly busyMs: number
  /** Calls back at the end of this turn of the event loop. */
  readonly atEndOfTurn: (flush: () => void) => void
  /** After every commit that added events. */
  readonly onCommit: () => void
}

/** A transaction stays short enough for the other process and for the reader that waits behind it. */
const GROUP_BYTES = 8 * 1024 * 1024
const GROUP_APPENDS = 2000
/** Between two tries for the lock, beside the 25 ms SQLite itself waits. */
const RETRY_MS = 5

export const createWriter = (db: DatabaseSync, options: WriterOptions): Writer => {
  const heads = createHeads(db)
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const insert = db.prepare('insert into events(position, stream, version, kind, text, hash) values (?, ?, ?, ?, ?, ?)')
  const newHead = db.prepare('insert into streams(version, hash, id, name) values (?, ?, ?, ?)')
  const moveHead = db.prepare('update streams set version = ?, hash = ? where id = ?')
  const setLog = db.prepare('update log set head = ?')
  const select = db.prepare(`select position, version, text, hash from events
    where stream = ? and version between ? and ? order by version`)
  const queue: Waiting[] = []
  const idle: (() => void)[] = []
  let scheduled = false
  let waitingSince: number | null = null

  const write = (one: Waiting): Appended => {
    const head = heads.of(one.stream)
    let { version, hash } = head
    one.events.forEach((event, place) => {
      const text = one.texts[place]!
      version += 1
      hash = chainHash(event.meta.hashalg, hash, text)
      insert.run(heads.next(), head.id, version, heads.kind(one.stream, event.type), text, hash)
    })
    if (head.version < 0) newHead.run(version, hash, head.id, one.stream)
    else moveHead.run(version, hash, head.id)
    head.version = version
    head.hash = hash
    return { version, position: toPosition(heads.last()), written: true }
  }

  /** The head is not where it was expected: either this very append is there already (P2), or somebody else's. */
  const alreadyThere = (one: Waiting): Appended => {
    const head = heads.of(one.stream)
    const last = one.after + one.events.length
    const conflict = versionConflict(one.stream, one.expected, head.version)
    if (head.version < last) throw conflict
    const rows = select.all(head.id, Math.max(0, one.after), last) as unknown as { position: number; version: number; text: string; hash: string }[]
    let previous = one.after < 0 ? GENESIS : rows.shift()?.hash
    if (previous === undefined || rows.length !== one.events.length) throw chainBroken(one.stream, last, 'an event before it is missing')
    let position = 0
    rows.forEach((row, place) => {
      const stored = checkedEvent({ ...row, stream: one.stream, position: toPosition(row.position) }, previous!)
      const asked = one.events[place]!
      if (comparable(one.stream, row.version, stored) !== comparable(one.stream, row.version, asked)) throw conflict
      previous = row.hash
      position = row.position
    })
    return { version: last, position: toPosition(position), written: false }
  }

  const takeGroup = (): Waiting[] => {
    let bytes = 0
    let count = 0
    while (count < queue.length && count < GROUP_APPENDS && bytes < GROUP_BYTES) bytes += queue[count++]!.bytes
    return queue.splice(0, count)
  }

  /** @returns how each was answered; throws when the group as a whole could not be written */
  const transact = (group: readonly Waiting[]): (() => void)[] => {
    const answers: (() => void)[] = []
    begin.run()
    try {
      heads.refresh()
      const before = heads.last()
      for (const one of group) {
        try {
          const head = atPlace(() => one.stream, () => heads.of(one.stream))
          const appended = head.version === one.after ? write(one) : atPlace(() => one.stream, () => alreadyThere(one))
          answers.push(() => one.resolve(appended))
        } catch (error) {
          // Nothing of it was written: conflicts, broken chains and damaged pages are found before the first insert.
          if (!(error instanceof Fault)) throw error
          answers.push(() => one.reject(error))
        }
      }
      if (heads.last() === before) db.exec('rollback')
      else {
        setLog.run(heads.last())
        commit.run()
        options.onCommit()
      }
      return answers
    } catch (error) {
      heads.forget()
      // SQLite has rolled back by itself after some errors (a full disk), not after others.
      if (db.isTransaction) db.exec('rollback')
      throw error
    }
  }

  const flush = (): void => {
    scheduled = false
    const group = takeGroup()
    if (group.length > 0) {
      try {
        const answers = transact(group)
        waitingSince = null
        for (const answer of answers) answer()
      } catch (error) {
        const now = performance.now()
        waitingSince ??= now
        if (isBusy(error) && now - waitingSince < options.busyMs) {
          queue.unshift(...group)
          scheduled = true
          setTimeout(flush, RETRY_MS)
          return
        }
        waitingSince = null
        for (const one of group) one.reject(asFault(error, one.stream))
      }
    }
    if (queue.length > 0) schedule()
    else for (const done of idle.splice(0)) done()
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    options.atEndOfTurn(flush)
  }

  return {
    append: (stream, events, expected) => new Promise((resolve, reject) => {
      // What is thrown here rejects: the text is fixed now, whatever the caller does with its objects afterwards.
      assertAppendable(stream, events, expected)
      const after = expected === 'no-stream' ? -1 : expected
      const texts = events.map((event, place) => encode(stream, after + 1 + place, event))
      const bytes = assertFits(stream, texts)
      queue.push({ stream, events, after, expected, texts, bytes, resolve, reject })
      schedule()
    }),
    drain: () => new Promise((resolve) => {
      if (queue.length === 0) return resolve()
      idle.push(resolve)
      schedule()
    }),
  }
}
