// A read store in memory: maps and plain sorting, for simulations and small tests. It keeps the promises of the port
// about checkpoints, indexes and swaps, so that a view tried here behaves the same elsewhere.
import { canonical, Fault } from '@zhijian/kernel'
import type {
  Change, Collection, CollectionDefinition, Condition, Document, Page, Query, ReadStore, ViewCheckpoint,
} from '@zhijian/read-store'

interface Held {
  definition: CollectionDefinition
  documents: Map<string, Document>
  checkpoint: ViewCheckpoint | null
}

/** What lies at a path; most are a name. */
const reader = (path: string): (document: Document) => unknown => {
  if (!path.includes('.')) return (document) => (document as Record<string, unknown>)[path]
  const keys = path.split('.')
  return (document) => keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
}
const filter = (where: Query['where']): (document: Document) => boolean => {
  const conditions = Object.entries(where ?? {}).map(([path, condition]) => [reader(path), condition] as const)
  return (document) => conditions.every(([read, condition]) => holds(read(document), condition))
}

const order = (a: unknown, b: unknown): number => {
  if (a === b) return 0
  if (a === undefined || a === null) return -1
  if (b === undefined || b === null) return 1
  return (a as string | number) < (b as string | number) ? -1 : 1
}

const holds = (value: unknown, condition: Condition): boolean => {
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return (value ?? null) === condition
  const range = condition as { in?: readonly unknown[]; gte?: string; gt?: string; lte?: string; lt?: string }
  if (range.in) return range.in.includes(value)
  if (value === undefined || value === null) return false
  const at = value as string
  return (range.gte === undefined || at >= range.gte) && (range.gt === undefined || at > range.gt)
    && (range.lte === undefined || at <= range.lte) && (range.lt === undefined || at < range.lt)
}

const indexServes = (definition: CollectionDefinition, query: Query): boolean => {
  const fields = new Set(Object.keys(query.where ?? {}))
  const sorted = (query.sort ?? []).map(([field]) => field)
  const needed = new Set([...fields, ...sorted])
  if (needed.size === 0) return true
  return definition.indexes.some((index) => [...needed].every((field) => index.slice(0, needed.size).includes(field)))
}

export interface MemoryReadStore extends ReadStore {
  /** Another store that begins with what this one holds. */
  copy(): MemoryReadStore
}

export const memoryReadStore = (from: ReadonlyMap<string, Held> = new Map()): MemoryReadStore => {
  const live = new Map([...from].map(([key, held]) => [key, { ...held, documents: new Map(held.documents) }]))

  const collectionOf = <D extends Document>(held: Held): Collection<D> => ({
    definition: held.definition,
    get: async (id) => (held.documents.get(id) as D | undefined) ?? null,
    getMany: async (ids) => new Map(ids.flatMap((id) => (held.documents.has(id) ? [[id, held.documents.get(id) as D]] : []))),
    async find(query: Query): Promise<Page<D>> {
      if (!indexServes(held.definition, query)) throw new Fault('no-such-index', `${held.definition.name}: no index serves this query`, { retry: 'never' })
      const sort = (query.sort ?? []).map(([field, direction]) => [reader(field), direction] as const)
      const fits = filter(query.where)
      const found: [string, Document][] = []
      for (const entry of held.documents) if (fits(entry[1])) found.push(entry)
      found.sort(([idA, a], [idB, b]) => {
        for (const [read, direction] of sort) {
          const by = order(read(a), read(b))
          if (by !== 0) return direction === 'asc' ? by : -by
        }
        return order(idA, idB)
      })
      let start = 0
      if (query.cursor !== undefined) {
        start = Number(query.cursor)
        if (!Number.isSafeInteger(start) || start < 0) throw new Fault('bad-cursor', 'a cursor of an earlier page is expected', { retry: 'never' })
      }
      const limit = query.limit ?? 50
      const items = found.slice(start, start + limit).map(([, document]) => document as D)
      return { items, next: start + limit < found.length ? String(start + limit) : null }
    },
    count: async (where) => [...held.documents.values()].filter(filter(where)).length,
    entries: async (after, limit) => ([...held.documents] as [string, D][]).sort(([a], [b]) => order(a, b))
      .filter(([id]) => after === null || id > after).slice(0, limit),
    async apply(changes: readonly Change<D>[], checkpoint) {
      if (held.checkpoint && held.checkpoint.epoch === checkpoint.epoch && checkpoint.position <= held.checkpoint.position) return
      for (const { id, document } of changes) {
        if (document === null) held.documents.delete(id)
        else held.documents.set(id, document)
      }
      held.checkpoint = checkpoint
    },
    checkpoint: async () => held.checkpoint,
  })

  return {
    async collection<D extends Document>(definition: CollectionDefinition) {
      const key = `${definition.name}@${definition.version}`
      const held = live.get(key) ?? { definition, documents: new Map(), checkpoint: null }
      live.set(key, held)
      if (canonical(held.definition.indexes) !== canonical(definition.indexes)) {
        throw new Fault('index-mismatch', `${definition.name} has other indexes under version ${definition.version}`, { retry: 'never' })
      }
      return collectionOf<D>(held)
    },
    async rebuild<D extends Document>(definition: CollectionDefinition) {
      const fresh: Held = { definition, documents: new Map(), checkpoint: null }
      return {
        collection: collectionOf<D>(fresh),
        swap: async () => void live.set(`${definition.name}@${definition.version}`, fresh),
        discard: async () => {},
      }
    },
    versions: async () => [...live.values()].map(({ definition: { name, version } }) => ({ name, version })),
    drop: async (name, version) => void live.delete(`${name}@${version}`),
    close: async () => {},
    copy: () => memoryReadStore(live),
  }
}
