// Read models in one SQLite file. WAL, synchronous NORMAL: a power cut may take back the last writes, whole ones, and the
// checkpoint with them; what is missing is read from the log again. Several processes may open the file.
// Every (name, version) has one live copy; a rebuild fills another table and the swap is one transaction (P4).
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { Fault, isFault } from '@zhijian/kernel'
import { createCursors, pageOf } from './cursor.ts'
import { assertDefinition, planQuery } from './plan.ts'
import type { Collection, CollectionDefinition, Document, ReadStore, ViewCheckpoint } from './port.ts'
import { createCopyTable, dropCopyTable, openCopy, type Copy } from './sqlite-copy.ts'
import { asFault, isMissingTable } from './sqlite-fault.ts'
import { createWaiting, patienceOf, type Patience } from './waiting.ts'

export interface SqliteReadStoreOptions {
  /** A path, or `:memory:`. */
  readonly file: string
  /** How long a reader waits for `atLeast`. Default 2 s. */
  readonly patience?: Patience
  /** How often to look for what another process wrote, while somebody waits, in ms; 0 never. Default 20. */
  readonly pollMs?: number
  /** How long a writer waits for a writer of another process, ms. Default 2,000. */
  readonly busyMs?: number
  /** The file's largest size in pages of 4 kB; unbounded unless told. */
  readonly maxPages?: number
  /** For the key that signs cursors, made once per file. */
  readonly random?: (bytes: number) => Uint8Array
  /**
   * Takes a damaged file out of the way, at the start or whenever damage is met: an empty one takes its place, and views are
   * made anew from the log. Without it a damaged file is the caller's to deal with.
   */
  readonly setAside?: (file: string) => void
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS copies (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'building')), indexes TEXT NOT NULL, checkpoint TEXT,
    UNIQUE (name, version, state));`
/** Filling a view touches every page of its indexes: with SQLite's own 2 MB and 4 MB of WAL it is half as fast. */
const CACHE_KB = 32_000
const WAL_PAGES = 8000

/** A transaction stays short enough for the other process and for whoever waits for this one. */
const GROUP_CHANGES = 2000

/** What one view writes at once. */
interface Batch {
  readonly size: number
  /** Within a transaction. */
  write(): void
  /** In a transaction of its own, on whichever copy is live; resolves or rejects. */
  alone(): void
  resolve(): void
  reject(error: unknown): void
}

const replaced = (name: string): Fault =>
  new Fault('copy-replaced', `${name}: this copy was discarded or rebuilt elsewhere`, { retry: 'never' })
const begunAnew = (): Fault =>
  new Fault('not-yet', 'the read models were damaged; they are made anew from the log', { retry: 'later' })
const mismatch = ({ name, version }: CollectionDefinition): Fault =>
  new Fault('index-mismatch', `${name}: version ${version} was made with other indexes; raise its version`, { retry: 'never' })

/** @throws Fault `store-damaged` (never) · `store-unavailable` · `store-busy` (later) */
export const openSqliteReadStore = async (options: SqliteReadStoreOptions): Promise<ReadStore> => {
  const { file, patience = patienceOf(2000), pollMs = 20, busyMs = 2000, random = randomBytes, setAside } = options
  const openFile = () => guarded(() => {
    const opened = new DatabaseSync(file, { timeout: busyMs })
    try {
      opened.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE_KB};
        PRAGMA wal_autocheckpoint = ${WAL_PAGES}; ${SCHEMA}`)
      if (options.maxPages) opened.exec(`PRAGMA max_page_count = ${options.maxPages}`)
      opened.prepare("INSERT OR IGNORE INTO meta VALUES ('cursor-key', ?)").run(random(32))
      const key = opened.prepare("SELECT value FROM meta WHERE key = 'cursor-key'").get()!['value'] as Uint8Array
      return {
        db: opened, cursors: createCursors(key),
        selectCopy: opened.prepare('SELECT state, checkpoint FROM copies WHERE id = ?'), moveCopy: opened.prepare('UPDATE copies SET checkpoint = ? WHERE id = ?'),
      }
    } catch (error) {
      opened.close()
      throw error
    }
  })
  const openWhole = (): ReturnType<typeof openFile> => {
    try {
      return openFile()
    } catch (error) {
      if (!setAside || !isFault(error, 'store-damaged')) throw error
      setAside(file)
      return openFile()
    }
  }
  let { db, cursors, selectCopy, moveCopy } = openWhole()
  /** How often the file was begun anew: whoever writes must have looked where the present one is. */
  let generation = 0
  const waiting = createWaiting(patience, pollMs)
  /** Live copies by name and version, as last seen; another process may have swapped since. */
  const live = new Map<string, Copy>()
  let isOpen = true

  const use = <T>(step: () => T): T => {
    if (!isOpen) throw new Fault('store-closed', 'the read store was closed', { retry: 'later' })
    try {
      return guarded(step)
    } catch (error) {
      if (!setAside || !isFault(error, 'store-damaged')) throw error
      try {
        db.close()
      } catch {
        // A damaged file may not let itself be closed; its handle goes with the process.
      }
      setAside(file)
      ;({ db, cursors, selectCopy, moveCopy } = openFile())
      generation += 1
      live.clear()
      throw begunAnew()
    }
  }
  const transaction = <T>(step: () => T): T => use(() => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const result = step()
      db.exec('COMMIT')
      return result
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  })

  const rowOf = (id: number) => selectCopy.get(id)
  const checkpointOf = (copy: Copy): ViewCheckpoint | null => {
    const row = rowOf(copy.id)
    if (!row) throw replaced(copy.definition.name)
    return row['checkpoint'] === null ? null : JSON.parse(row['checkpoint'] as string) as ViewCheckpoint
  }
  const create = (definition: CollectionDefinition, state: 'live' | 'building'): Copy => {
    const { lastInsertRowid } = db.prepare('INSERT INTO copies (name, version, state, indexes) VALUES (?, ?, ?, ?)')
      .run(definition.name, definition.version, state, JSON.stringify(definition.indexes))
    createCopyTable(db, Number(lastInsertRowid), definition)
    return openCopy(db, Number(lastInsertRowid), definition)
  }
  const drop = (id: number): void => {
    db.prepare('DELETE FROM copies WHERE id = ?').run(id)
    dropCopyTable(db, id)
  }
  const idOf = (definition: CollectionDefinition, state: 'live' | 'building') =>
    db.prepare('SELECT id, indexes FROM copies WHERE name = ? AND version = ? AND state = ?')
      .get(definition.name, definition.version, state)
  const keyOf = ({ name, version }: CollectionDefinition): string => `${name}@${version}`

  const openLive = (definition: CollectionDefinition, mayCreate: boolean): Copy => transaction(() => {
    const row = idOf(definition, 'live')
    if (!row && !mayCreate) throw replaced(definition.name)
    if (row && row['indexes'] !== JSON.stringify(definition.indexes)) throw mismatch(definition)
    const copy = row ? openCopy(db, row['id'] as number, definition) : create(definition, 'live')
    live.set(keyOf(definition), copy)
    return copy
  })

  /** Which copy is live now, as last seen and as the file says; made where the file was begun anew since `place`. */
  const liveCopies = (definition: CollectionDefinition, place: { readonly generation: number }): readonly [() => Copy, () => Copy] => {
    const again = (): Copy => openLive(definition, place.generation !== generation)
    return [() => live.get(keyOf(definition)) ?? again(), again]
  }

  const queue: Batch[] = []
  const takeGroup = (): readonly Batch[] => {
    let changes = 0
    const most = queue.findIndex((batch) => (changes += batch.size) > GROUP_CHANGES)
    return queue.splice(0, most < 0 ? queue.length : Math.max(1, most))
  }
  const flush = (): void => {
    const group = takeGroup()
    if (queue.length > 0) setImmediate(flush)
    const left = [...group]
    try {
      if (group.length > 1) {
        transaction(() => group.forEach((batch) => batch.write()))
        for (const batch of left.splice(0)) batch.resolve()
      }
    } catch (error) {
      // Whoever holds the file holds it against each of them; anything else is one's own, and the others are written.
      if (isFault(error, 'store-busy')) for (const batch of left.splice(0)) batch.reject(error)
    }
    for (const batch of left) batch.alone()
    waiting.look()
  }

  /** @param current which copy to use now; `again` when it was gone, which happens once per swap elsewhere */
  const collectionOver = <D extends Document>(
    definition: CollectionDefinition, current: () => Copy, again: () => Copy, place: { generation: number },
  ): Collection<D> => {
    const withCopy = <T>(step: (copy: Copy) => T): T => {
      try {
        return use(() => step(current()))
      } catch (error) {
        if (!isMissingTable(error) && !isFault(error, 'copy-replaced')) throw error
        return use(() => step(again()))
      }
    }
    const reached = async (position: string | undefined): Promise<void> => {
      if (position === undefined) return
      await waiting.until(() => {
        const checkpoint = withCopy(checkpointOf)
        return checkpoint !== null && checkpoint.position >= position
      })
    }
    return {
      definition,
      async get(id, { atLeast } = {}) {
        await reached(atLeast)
        return withCopy((copy) => copy.get<D>(id))
      },
      async getMany(ids) {
        return withCopy((copy) => new Map(ids.flatMap((id) => {
          const document = copy.get<D>(id)
          return document ? [[id, document] as const] : []
        })))
      },
      async find(query) {
        const plan = planQuery(definition, query)
        const after = query.cursor === undefined ? null : cursors.decode(definition.name, query, query.cursor)
        await reached(query.atLeast)
        const rows = withCopy((copy) => copy.find<D>(plan, after))
        return pageOf(cursors, definition.name, query, plan, rows)
      },
      async count(where) {
        const plan = planQuery(definition, where ? { where } : {})
        return withCopy((copy) => copy.count(plan))
      },
      async entries(after, limit) {
        const plan = planQuery(definition, { limit })
        const rows = withCopy((copy) => copy.find<D>(plan, after === null ? null : { values: [], id: after }))
        return rows.slice(0, limit).map(({ id, document }) => [id, document] as const)
      },
      apply(changes, checkpoint) {
        const write = (copy: Copy): void => {
          // A file that was begun anew holds nothing of what came before this batch.
          if (place.generation !== generation) throw begunAnew()
          const before = checkpointOf(copy)
          if (before !== null && checkpoint.position <= before.position) return
          copy.write(changes, checkpoint)
          moveCopy.run(JSON.stringify(checkpoint), copy.id)
        }
        return new Promise((resolve, reject) => {
          if (queue.push({
            size: changes.length, write: () => write(current()), resolve, reject,
            alone() {
              try {
                resolve(withCopy((copy) => transaction(() => write(copy))))
              } catch (error) {
                reject(error)
              }
            },
          }) === 1) setImmediate(flush)
        })
      },
      async checkpoint() {
        const checkpoint = onceMore(() => withCopy(checkpointOf))
        place.generation = generation
        return checkpoint
      },
    }
  }

  return {
    async collection<D extends Document>(definition: CollectionDefinition) {
      assertDefinition(definition)
      onceMore(() => openLive(definition, true))
      const place = { generation }
      const [current, again] = liveCopies(definition, place)
      return collectionOver<D>(definition, current, again, place)
    },
    async rebuild<D extends Document>(definition: CollectionDefinition) {
      assertDefinition(definition)
      const copy = transaction(() => {
        const left = idOf(definition, 'building')
        if (left) drop(left['id'] as number)
        return create(definition, 'building')
      })
      const place = { generation }
      let isLive = false
      const own = (): Copy => {
        if (place.generation !== generation || !rowOf(copy.id)) throw replaced(definition.name)
        return copy
      }
      const [current, again] = liveCopies(definition, place)
      const collection = collectionOver<D>(definition, () => (isLive ? current() : own()), () => (isLive ? again() : own()), place)
      return {
        collection,
        async swap() {
          transaction(() => {
            if (own() && rowOf(copy.id)!['state'] === 'live') return
            const old = idOf(definition, 'live')
            if (old) drop(old['id'] as number)
            db.prepare("UPDATE copies SET state = 'live' WHERE id = ?").run(copy.id)
          })
          live.set(keyOf(definition), copy)
          isLive = true
          waiting.look()
        },
        async discard() {
          transaction(() => {
            if (rowOf(copy.id)?.['state'] === 'building') drop(copy.id)
          })
        },
      }
    },
    async versions() {
      return use(() => db.prepare("SELECT name, version FROM copies WHERE state = 'live' ORDER BY name, version").all()
        .map((row) => ({ name: row['name'] as string, version: row['version'] as number })))
    },
    async drop(name, version) {
      transaction(() => {
        const copies = db.prepare('SELECT id FROM copies WHERE name = ? AND version = ?').all(name, version)
        for (const copy of copies) drop(copy['id'] as number)
      })
      live.delete(`${name}@${version}`)
    },
    async close() {
      if (!isOpen) return
      while (queue.length > 0) flush()
      waiting.close()
      isOpen = false
      db.close()
    },
  }
}

/** Where a damaged file is met by who may as well begin with the new one. */
const onceMore = <T>(step: () => T): T => {
  try {
    return step()
  } catch (error) {
    if (!isFault(error, 'not-yet')) throw error
    return step()
  }
}

const guarded = <T>(step: () => T): T => {
  try {
    return step()
  } catch (error) {
    throw asFault(error)
  }
}
