// Following the log: pages while there are any, then sleep until somebody appended. This process's appends wake at once;
// another process's are noticed by asking SQLite, cheaply, whether any other connection has committed.
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { assert } from '@zhijian/kernel'
import { logBehind, ORIGIN, type EventStore, type TailBatch, type TailOptions } from './port.ts'
import type { LogReader, Reader } from './sqlite-read.ts'
import { fromPosition, toPosition } from './sqlite-file.ts'
import { createCompany, type Company, type SharedPage } from './sqlite-company.ts'
import { createWindow } from './sqlite-window.ts'

export interface Tails {
  readonly tail: EventStore['tail']
  /** Wakes every tail that waits. */
  wake(): void
  /** Ends them all. */
  end(): void
}

const DEFAULT_BATCH = 500

/** @param pollMs between two looks for another process's commits; only while a tail waits */
export const createTails = (db: DatabaseSync, reader: Reader, pollMs: number): Tails => {
  const waiting = new Set<(head?: number) => void>()
  const dataVersion = db.prepare('pragma data_version')
  dataVersion.setReturnArrays(true)
  let seen: unknown = null
  let timer: NodeJS.Timeout | null = null
  let ended = false
  const window = createWindow(reader)
  const companies = new Map<string, Company>()
  const companyOf = (name: string): Company => {
    let company = companies.get(name)
    if (company === undefined) companies.set(name, (company = createCompany(reader)))
    return company
  }

  /** Dozens wait for every append: where the log ends is looked at once for all of them. */
  const wake = (): void => {
    let head: number | undefined
    try {
      head = reader.head()
    } catch {
      // Each meets it for himself.
    }
    for (const go of [...waiting]) go(head)
  }
  const poll = (): void => {
    const now = (dataVersion.get() as unknown as [number])[0]
    if (now === seen) return
    seen = now
    wake()
  }
  /** @param passes whether what woke it is not for whoever waits, and he has noted it: he sleeps on */
  const rest = (signal: AbortSignal, passes: (head?: number) => boolean): Promise<void> => new Promise((resolve) => {
    const leave = (): void => {
      waiting.delete(go)
      signal.removeEventListener('abort', leave)
      if (waiting.size === 0 && timer !== null) {
        clearInterval(timer)
        timer = null
      }
      resolve()
    }
    const go = (head?: number): void => {
      if (signal.aborted || ended || !passes(head)) leave()
    }
    waiting.add(go)
    signal.addEventListener('abort', leave, { once: true })
    timer ??= setInterval(poll, pollMs)
  })

  async function* tail(
    after: Parameters<EventStore['tail']>[0], filter: Parameters<EventStore['tail']>[1], signal: AbortSignal,
    { batch = DEFAULT_BATCH, pass, company }: TailOptions = {},
  ): AsyncGenerator<TailBatch, void, void> {
    assert(Number.isSafeInteger(batch) && batch >= 1 && batch <= 10_000, 'a batch holds 1–10,000 events')
    const member = company === undefined ? null : companyOf(company).join(filter)
    const leave = (): void => member?.leave()
    // What a reader remembers of every stream is only held as long as the tail lies far behind.
    let behind: LogReader | null = null
    const near = (after: number): SharedPage | null => {
      const page = window.page(after, filter, batch)
      if (page === null) return null
      behind = null
      leave()
      return page
    }
    const alone = (after: number): SharedPage => (behind ??= reader.log(filter)).page(after, batch)
    let cursor = fromPosition(after ?? ORIGIN)
    const passes = (head?: number): boolean => {
      let news
      try {
        news = window.page(cursor, filter, batch, head)
      } catch {
        // Whoever takes the next batch meets it, and says so.
        return false
      }
      if (news === null || news.events.length > 0 || news.through !== news.head) return false
      if (news.through !== cursor && !pass!(toPosition(news.through))) return false
      cursor = news.through
      return true
    }
    signal.addEventListener('abort', leave)
    try {
      for (let isFirst = true; !signal.aborted && !ended; isFirst = false) {
        let page = near(cursor)
        if (page === null && member !== null) {
          page = await member.page(cursor, batch)
          if (signal.aborted || ended) return
          if (page !== null) behind = null
        }
        const { events, through, head } = page ?? alone(cursor)
        if (cursor > head) throw logBehind(toPosition(cursor), 'this reader', head === 0 ? null : toPosition(head))
        if (through === cursor && !isFirst) {
          // Asked and told in one turn of the event loop: nothing can be appended here between the look and the rest.
          await rest(signal, pass === undefined ? () => false : passes)
          continue
        }
        cursor = through
        yield { events, through: toPosition(through), caughtUp: through === head }
        // A consumer that never awaits would otherwise keep the loop from everyone else.
        if (through !== head) await nextTurn()
      }
    } finally {
      signal.removeEventListener('abort', leave)
      leave()
    }
  }

  return {
    tail,
    wake,
    end() {
      ended = true
      wake()
      for (const company of companies.values()) company.end()
    },
  }
}
