// Edge state in a small SQLite file of its own. `synchronous = NORMAL`: after a power cut the last sign-ins may be gone,
// which costs a new sign-in; nothing that was acknowledged as a fact lives here.
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { AccountId } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { waitMs } from '../http/buckets.ts'
import type { EdgeState, SessionRecord, StoredRefusal } from '../ports.ts'

const SCHEMA = `
  create table if not exists session (hash text primary key, account text not null, client text not null, reach text not null,
    created integer not null, seen integer not null, ends integer not null, idle integer not null) strict, without rowid;
  create index if not exists session_account on session (account);
  create table if not exists once (kind text, key text, value text not null, ends integer not null, primary key (kind, key)) strict, without rowid;
  create table if not exists code (key text primary key, mac text not null, tried integer not null, ends integer not null) strict, without rowid;
  create table if not exists bucket (key text primary key, tokens real not null, at integer not null, full integer not null) strict, without rowid;
  create table if not exists failure (key text primary key, n integer not null, since integer not null, ends integer not null) strict, without rowid;
  create table if not exists block (key text primary key, ends integer not null) strict, without rowid;
  create table if not exists mark (key text primary key, value integer not null) strict, without rowid;
  create table if not exists command (id text primary key, mac text not null, at integer not null, refusal text, refusal_ends integer) strict, without rowid;
`

/** How long a body's MAC is kept: within it, the same key with another body is told apart. 400 days. */
const COMMAND_KEPT_MS = 400 * 86_400_000

/** SQLite's codes for a file that is damaged, or no database. */
const DAMAGED: readonly number[] = [11, 26]
const codeOf = (error: unknown): number => (error as { errcode?: number }).errcode ?? 0
const isDamage = (error: unknown): boolean => DAMAGED.includes(codeOf(error) & 0xff)

/**
 * @param path a file, or `:memory:`
 * @param setAside takes a damaged file out of the way, at the start or whenever damage is met; an empty one takes its place, and the work goes on
 * @throws Fault `edge-state-damaged` (never) without `setAside` · `store-unavailable` (later)
 */
export const openEdgeState = (path: string, setAside?: (file: string) => void): EdgeState => {
  const openFile = (): DatabaseSync => {
    const opened = new DatabaseSync(path, { timeout: 2000 })
    try {
      opened.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma secure_delete = on')
      opened.exec(SCHEMA)
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }
  const openWhole = (): DatabaseSync => {
    try {
      return openFile()
    } catch (error) {
      if (!isDamage(error)) throw asFault(error)
      if (!setAside) throw new Fault('edge-state-damaged', `${path} is damaged; move it away and everybody signs in again`, { retry: 'never', cause: error })
      setAside(path)
      return openFile()
    }
  }
  let db = openWhole()
  const cache = new Map<string, StatementSync>()
  const startAfresh = (takeAway: (file: string) => void): void => {
    cache.clear()
    try {
      db.close()
    } catch {
      // A damaged file may not let itself be closed; its handle goes with the process.
    }
    takeAway(path)
    db = openFile()
  }
  /**
   * SQLite's synchronous calls behind promises, its errors as faults that carry no statement and no value. Damage lies in some page and
   * is met by whoever reads it first: on an empty file the same work is done, once more.
   */
  const guarded = async <T>(work: () => T): Promise<T> => {
    try {
      try {
        return work()
      } catch (error) {
        if (!setAside || !isDamage(error)) throw error
        startAfresh(setAside)
        return work()
      }
    } catch (error) {
      throw asFault(error)
    }
  }
  /** @param arrays rows without the names of their columns, which every row costs again: for what every request asks */
  const sql = (text: string, arrays = false): StatementSync => {
    let statement = cache.get(text)
    if (!statement) {
      cache.set(text, statement = db.prepare(text))
      statement.setReturnArrays(arrays)
    }
    return statement
  }
  /** Another process may share the file: what reads and then writes takes the write lock first. */
  const atomically = <T>(work: () => T): Promise<T> => guarded(() => {
    db.exec('begin immediate')
    try {
      const result = work()
      db.exec('commit')
      return result
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      throw error
    }
  })

  return {
    sessions: {
      save: (s) => guarded(() => void sql('insert or replace into session values (?,?,?,?,?,?,?,?)')
        .run(s.hash, s.accountId, s.client, s.reach, s.createdMs, s.seenMs, s.endsMs, s.idleMs)),
      find: (hash, nowMs) => guarded(() => {
        const row = sql('select hash, account, client, reach, created, seen, ends, idle from session where hash = ? and ends > ? and seen + idle > ?', true).get(hash, nowMs, nowMs)
        return row === undefined ? null : sessionOf(row as unknown as SessionRow)
      }),
      seen: (hash, nowMs) => guarded(() => void sql('update session set seen = max(seen, ?) where hash = ?').run(nowMs, hash)),
      remove: (hash) => guarded(() => void sql('delete from session where hash = ?').run(hash)),
      removeOf: (accountId) => guarded(() => Number(sql('delete from session where account = ?').run(accountId).changes)),
    },
    once: {
      put: (kind, key, value, endsMs) => guarded(() => void sql('insert or replace into once values (?,?,?,?)').run(kind, key,
        value, endsMs)),
      take: (kind, key, nowMs) => guarded(() => {
        const row = sql('delete from once where kind = ? and key = ? returning value, ends').get(kind,
          key) as { value: string; ends: number } | undefined
        return row !== undefined && row.ends > nowMs ? row.value : null
      }),
      peek: (kind, key, nowMs) => guarded(() => {
        const row = sql('select value from once where kind = ? and key = ? and ends > ?').get(kind, key,
          nowMs) as { value: string } | undefined
        return row?.value ?? null
      }),
    },
    codes: {
      put: (key, mac, endsMs) => guarded(() => void sql('insert or replace into code values (?,?,0,?)').run(key, mac, endsMs)),
      try: (key, mac, nowMs, tries) => atomically(() => {
        const row = sql('select mac, tried, ends from code where key = ?').get(key) as { mac: string; tried: number; ends: number } | undefined
        if (row === undefined || row.ends <= nowMs) return 'none'
        const right = row.mac === mac
        if (right || row.tried + 1 >= tries) sql('delete from code where key = ?').run(key)
        else sql('update code set tried = tried + 1 where key = ?').run(key)
        return right ? 'right' : 'wrong'
      }),
    },
    take: (bucket, capacity, refillMs, nowMs) => atomically(() => {
      const row = sql('select tokens, at from bucket where key = ?').get(bucket) as { tokens: number; at: number } | undefined
      const tokens = row === undefined ? capacity : Math.min(capacity, row.tokens + Math.max(0, nowMs - row.at) / refillMs)
      const left = tokens >= 1 ? tokens - 1 : tokens
      // A clock that was set back gives nothing for it, and what is refilled counts from there.
      sql('insert or replace into bucket values (?,?,?,?)').run(bucket, left, nowMs,
        nowMs + Math.ceil((capacity - left) * refillMs))
      return tokens >= 1 ? 0 : waitMs(tokens, refillMs)
    }),
    failures: {
      add: (key, nowMs, windowMs) => atomically(() => {
        const row = sql('select n, ends from failure where key = ?').get(key) as { n: number; ends: number } | undefined
        const n = row === undefined || row.ends <= nowMs ? 1 : row.n + 1
        sql('insert or replace into failure values (?,?,?,?)').run(key, n, nowMs, nowMs + windowMs)
        return n
      }),
      clear: (key) => guarded(() => void sql('delete from failure where key = ?').run(key)),
    },
    blocks: {
      put: (key, untilMs) =>
        guarded(() => void sql('insert into block values (?,?) on conflict (key) do update set ends = max(ends, excluded.ends)').run(key, untilMs)),
      left: (key, nowMs) => guarded(() => {
        const row = sql('select ends from block where key = ?').get(key) as { ends: number } | undefined
        return row === undefined ? 0 : Math.max(0, row.ends - nowMs)
      }),
    },
    advance: (key, value) => guarded(() => Number(sql(
      'insert into mark values (?,?) on conflict (key) do update set value = excluded.value where excluded.value > mark.value').run(key, value).changes) === 1),
    commands: {
      claim: (commandId, bodyMac, nowMs) => guarded(() => {
        // Nearly every one is new: a single statement then, with no transaction around it.
        if (sql('insert into command values (?,?,?,null,null) on conflict (id) do nothing').run(commandId, bodyMac, nowMs).changes === 1) return { kind: 'new' }
        const row = sql('select mac, refusal, refusal_ends as ends from command where id = ?').get(commandId) as
          { mac: string; refusal: string | null; ends: number | null }
        if (row.mac !== bodyMac) return { kind: 'other-body' }
        const kept = row.refusal !== null && row.ends !== null && row.ends > nowMs
        return { kind: 'same', refusal: kept ? JSON.parse(row.refusal!) as StoredRefusal : null }
      }),
      refused: (commandId, refusal, untilMs) => guarded(() =>
        void sql('update command set refusal = ?, refusal_ends = ? where id = ?').run(JSON.stringify(refusal), untilMs,
          commandId)),
    },
    sweep: (nowMs) => atomically(() => [
      sql('delete from session where ends <= ? or seen + idle <= ?').run(nowMs, nowMs),
      sql('delete from once where ends <= ?').run(nowMs),
      sql('delete from code where ends <= ?').run(nowMs),
      sql('delete from bucket where full <= ?').run(nowMs),
      sql('delete from failure where ends <= ?').run(nowMs),
      sql('delete from block where ends <= ?').run(nowMs),
      sql('delete from command where at <= ?').run(nowMs - COMMAND_KEPT_MS),
    ].reduce((sum, { changes }) => sum + Number(changes), 0)),
    async close() {
      if (db.isOpen) db.close()
    },
  }
}

type SessionRow = readonly [
  hash: string, account: AccountId, client: SessionRecord['client'], reach: SessionRecord['reach'], created: number, seen: number, ends: number, idle: number,
]

const sessionOf = ([hash, accountId, client, reach, createdMs, seenMs, endsMs, idleMs]: SessionRow): SessionRecord =>
  ({ hash, accountId, client, reach, createdMs, seenMs, endsMs, idleMs })

const asFault = (error: unknown): Fault => {
  const code = codeOf(error)
  const primary = code & 0xff
  if (primary === 13) return new Fault('store-full', 'edge state: no room left', { retry: 'later' })
  if (primary === 5 || primary === 6) return new Fault('store-busy', 'edge state: locked', { retry: 'now' })
  return new Fault('store-unavailable', `edge state: SQLite error ${code}`, { retry: 'later' })
}
