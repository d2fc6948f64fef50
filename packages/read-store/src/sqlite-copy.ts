// One copy of one collection: a table of JSON documents with a plain column per indexed field, written by us so that the
// order (I2 of plan.ts) is ours: null is -Infinity, a boolean one byte of blob, which SQLite sorts behind text.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { assert } from '@zhijian/kernel'
import type { Place } from './cursor.ts'
import { valueAt, type Operator, type Plan, type Scalar, type Test } from './plan.ts'
import type { Change, CollectionDefinition, Document, ViewCheckpoint } from './port.ts'

export interface Row<D> {
  readonly id: string
  readonly document: D
}

export interface Copy {
  readonly id: number
  readonly definition: CollectionDefinition
  get<D extends Document>(id: string): D | null
  find<D extends Document>(plan: Plan, after: Place | null): readonly Row<D>[]
  count(plan: Plan): number
  /** Within the caller's transaction. */
  write(changes: readonly Change<Document>[], checkpoint: ViewCheckpoint): void
}

const TRUE = Uint8Array.of(1)
const FALSE = Uint8Array.of(0)
const encode = (value: Scalar): SQLInputValue =>
  value === null ? -Infinity : value === true ? TRUE : value === false ? FALSE : value

const OPERATORS: Readonly<Record<Operator, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' }
/** Statements kept prepared; a service has far fewer shapes of query. */
const PREPARED = 256

const fieldsOf = (definition: CollectionDefinition): readonly string[] => [...new Set(definition.indexes.flat())]
const tableOf = (id: number): string => `docs_${id}`

export const createCopyTable = (db: DatabaseSync, id: number, definition: CollectionDefinition): void => {
  const fields = fieldsOf(definition)
  const columns = fields.map((_, i) => `, f${i}`).join('')
  db.exec(`CREATE TABLE ${tableOf(id)} (id TEXT PRIMARY KEY, json TEXT NOT NULL, position TEXT NOT NULL${columns})`)
  definition.indexes.forEach((index, i) => {
    const on = index.map((field) => `f${fields.indexOf(field)}`).join(', ')
    db.exec(`CREATE INDEX ${tableOf(id)}_${i} ON ${tableOf(id)} (${on}, id)`)
  })
}

export const dropCopyTable = (db: DatabaseSync, id: number): void => db.exec(`DROP TABLE IF EXISTS ${tableOf(id)}`)

export const openCopy = (db: DatabaseSync, id: number, definition: CollectionDefinition): Copy => {
  const table = tableOf(id)
  const fields = fieldsOf(definition)
  const columnOf = (field: string): string => `f${fields.indexOf(field)}`
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    let statement = prepared.get(sql)
    if (!statement) {
      if (prepared.size >= PREPARED) prepared.delete(prepared.keys().next().value!)
      statement = db.prepare(sql)
      prepared.set(sql, statement)
    }
    return statement
  }
  const upsertSql = `INSERT INTO ${table} VALUES (?, ?, ?${', ?'.repeat(fields.length)}) ON CONFLICT (id) DO UPDATE SET `
    + ['json', 'position', ...fields.map((_, i) => `f${i}`)].map((column) => `${column} = excluded.${column}`).join(', ')

  const condition = (test: Test, values: SQLInputValue[]): string => {
    const column = columnOf(test.field)
    if (test.kind === 'is') {
      values.push(encode(test.value))
      return `${column} = ?`
    }
    if (test.kind === 'in') {
      values.push(...test.values)
      return `${column} IN (${test.values.map(() => '?').join(', ')})`
    }
    // Each bound keeps to its own kind: '' is the least text, x'' lies behind all text, -Infinity is null.
    return test.bounds.map(([operator, bound]) => {
      values.push(bound)
      const upper = operator === 'lt' || operator === 'lte'
      const kind = typeof bound === 'number' ? (upper ? '> -9e999' : "< ''") : upper ? ">= ''" : "< x''"
      return `${column} ${OPERATORS[operator]} ? AND ${column} ${kind}`
    }).join(' AND ')
  }

  const behind = (plan: Plan, place: Place, values: SQLInputValue[]): string => {
    const terms = [
      ...plan.order.map(([field, direction], i) =>
        ({ column: columnOf(field), direction, value: encode(place.values[i] ?? null) })),
      { column: 'id', direction: plan.idDirection, value: place.id as SQLInputValue },
    ]
    const sign = (direction: string): string => (direction === 'asc' ? '>' : '<')
    if (terms.every(({ direction }) => direction === plan.idDirection)) {
      values.push(...terms.map(({ value }) => value))
      return `(${terms.map(({ column }) => column).join(', ')}) ${sign(plan.idDirection)} (${terms.map(() => '?').join(', ')})`
    }
    // Mixed directions: the first bound lets SQLite seek, the rest sorts out the ties.
    const first = terms[0]!
    values.push(first.value)
    const rest = (i: number): string => {
      const { column, direction, value } = terms[i]!
      values.push(value)
      if (i === terms.length - 1) return `${column} ${sign(direction)} ?`
      values.push(value)
      return `(${column} ${sign(direction)} ? OR (${column} = ? AND ${rest(i + 1)}))`
    }
    return `${first.column} ${sign(first.direction)}= ? AND ${rest(0)}`
  }

  const from = (plan: Plan): string => `FROM ${table}${plan.index === null ? '' : ` INDEXED BY ${table}_${plan.index}`}`
  const whereOf = (conditions: readonly string[]): string => (conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '')

  return {
    id,
    definition,
    get<D extends Document>(docId: string) {
      const row = prepare(`SELECT json FROM ${table} WHERE id = ?`).get(docId)
      return row ? JSON.parse(row['json'] as string) as D : null
    },
    find<D extends Document>(plan: Plan, after: Place | null) {
      const values: SQLInputValue[] = []
      const conditions = plan.tests.map((test) => condition(test, values))
      if (after) {
        if (after.values.length !== plan.order.length) return []
        conditions.push(behind(plan, after, values))
      }
      const terms = plan.order.map(([field, direction]) => `${columnOf(field)} ${direction}`)
      const order = [...terms, `id ${plan.idDirection}`].join(', ')
      const sql = `SELECT id, json ${from(plan)}${whereOf(conditions)} ORDER BY ${order} LIMIT ?`
      return prepare(sql).all(...values, plan.limit + 1)
        .map((row) => ({ id: row['id'] as string, document: JSON.parse(row['json'] as string) as D }))
    },
    count(plan) {
      const values: SQLInputValue[] = []
      const conditions = plan.tests.map((test) => condition(test, values))
      return prepare(`SELECT count(*) AS n ${from(plan)}${whereOf(conditions)}`).get(...values)!['n'] as number
    },
    write(changes, checkpoint) {
      for (const { id: docId, document } of changes) {
        assert(docId.length > 0 && docId.isWellFormed(), 'the id of a document is text')
        if (document === null) prepare(`DELETE FROM ${table} WHERE id = ?`).run(docId)
        else {
          prepare(upsertSql).run(docId, JSON.stringify(document), checkpoint.position,
            ...fields.map((field) => encode(valueAt(document, field))))
        }
      }
    },
  }
}
