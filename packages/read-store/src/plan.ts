// Which declared index answers a query, and what is asked of it: pure, and shared by every adapter, so that a query that
// one store would answer by reading everything is refused by all.
// I1 Fields fixed by a value or by `in` are the first fields of the index, in any order; those of `sort` follow in their own
//    order; ranges may stand before, between or behind these. Together they are a prefix of the index.
// I2 Order is: null (and missing), numbers, text by code point, false, true. A range never leaves the kind of its bound.
// I3 Ties are broken by id, in the direction of the last sort field: every order is total.
import { assert, Fault } from '@zhijian/kernel'
import type { CollectionDefinition, Condition, Document, Query } from './port.ts'

/** What an indexed field may hold. */
export type Scalar = string | number | boolean | null
export type Operator = 'gt' | 'gte' | 'lt' | 'lte'
export type Direction = 'asc' | 'desc'

export type Test =
  | { readonly field: string; readonly kind: 'is'; readonly value: Scalar }
  | { readonly field: string; readonly kind: 'in'; readonly values: readonly (string | number)[] }
  | { readonly field: string; readonly kind: 'range'; readonly bounds: readonly (readonly [Operator, string | number])[] }

export interface Plan {
  /** Place of the index in the definition; null when the query names no field at all. */
  readonly index: number | null
  readonly tests: readonly Test[]
  /** Sort fields that a test has not fixed to one value. */
  readonly order: readonly (readonly [field: string, direction: Direction])[]
  /** Direction of the id, the last word on ties. */
  readonly idDirection: Direction
  /** 1–1,000. */
  readonly limit: number
}

export const MAX_LIMIT = 1000
export const DEFAULT_LIMIT = 50
const PATH = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

/** @throws AssertionFailed for a definition that no store could keep */
export const assertDefinition = ({ name, version, indexes }: CollectionDefinition): void => {
  assert(NAME.test(name), `a collection's name is lower case with hyphens: ${name.slice(0, 80)}`)
  assert(Number.isSafeInteger(version) && version >= 1, `${name}: a version is a whole number from 1`)
  for (const index of indexes) {
    assert(index.length >= 1 && new Set(index).size === index.length, `${name}: an index names one or more different fields`)
    for (const field of index) assert(PATH.test(field), `${name}: a field is a path such as asker.id`)
  }
}

/**
 * The value at a path, as an index sees it: null when any part is missing.
 * @throws AssertionFailed when an object or a list stands there: stores would disagree about it
 */
export const valueAt = (document: Document, path: string): Scalar => {
  let value: unknown = document
  for (const key of path.split('.')) {
    if (value === null || value === undefined) return null
    assert(typeof value === 'object' && !Array.isArray(value), `the indexed field ${path} leads through no object`)
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
  }
  if (value === undefined) return null
  assert(isScalar(value), `the indexed field ${path} holds neither text, number, boolean nor null`)
  return value
}

const isBound = (value: unknown): value is string | number => typeof value === 'string' || Number.isFinite(value)

const testOf = (field: string, condition: Condition | undefined): Test => {
  assert(condition !== undefined, `the condition on ${field} is undefined`)
  if (isScalar(condition)) return { field, kind: 'is', value: condition }
  assert(typeof condition === 'object' && !Array.isArray(condition), `${field} is compared with a list`)
  if ('in' in condition) {
    const values = (condition as { in: readonly (string | number)[] }).in
    assert(Object.keys(condition).length === 1 && values.length <= 1000, `${field}: in takes up to 1,000 values, alone`)
    for (const value of values) assert(isBound(value), `${field}: in compares text and numbers`)
    return { field, kind: 'in', values: [...new Set(values)] }
  }
  const bounds = Object.entries(condition).filter(([, bound]) => bound !== undefined) as [Operator, string | number][]
  assert(bounds.length > 0, `the range on ${field} is empty`)
  for (const [operator, bound] of bounds) {
    assert(['gt', 'gte', 'lt', 'lte'].includes(operator), `${field}: no such comparison`)
    assert(isBound(bound), `${field}: a range compares text or numbers`)
  }
  return { field, kind: 'range', bounds }
}

type Fields = ReadonlySet<string>
const answers = (index: readonly string[], fixed: Fields, sorted: readonly string[], all: Fields): boolean => {
  if (all.size > index.length) return false
  const used = index.slice(0, all.size)
  if (!used.every((field) => all.has(field))) return false
  if (!used.slice(0, fixed.size).every((field) => fixed.has(field))) return false
  const places = sorted.map((field) => used.indexOf(field))
  return places.every((place, i) => i === 0 || place > places[i - 1]!)
}

const noSuchIndex = (name: string, fields: Iterable<string>): Fault =>
  new Fault('no-such-index', `${name} declares no index for ${[...fields].join(', ')}`, { retry: 'never' })

/** @throws Fault `no-such-index` (never) when no declared index answers the query (I1) */
export const planQuery = (definition: CollectionDefinition, query: Pick<Query, 'where' | 'sort' | 'limit'>): Plan => {
  const tests = Object.entries(query.where ?? {}).map(([field, condition]) => testOf(field, condition))
  const fixed = new Set(tests.filter((test) => test.kind !== 'range').map((test) => test.field))
  const single = new Set(tests.filter((test) => test.kind === 'is').map((test) => test.field))
  const sort = query.sort ?? []
  assert(new Set(sort.map(([field]) => field)).size === sort.length, 'a field is sorted by once')
  const all = new Set([...tests.map((test) => test.field), ...sort.map(([field]) => field)])
  const sorted = sort.map(([field]) => field).filter((field) => !fixed.has(field))
  const index = all.size === 0 ? null : definition.indexes.findIndex((each) => answers(each, fixed, sorted, all))
  if (index === -1) throw noSuchIndex(definition.name, all)
  const limit = query.limit ?? DEFAULT_LIMIT
  assert(Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT, `a limit lies between 1 and ${MAX_LIMIT}`)
  return { index, tests, order: sort.filter(([field]) => !single.has(field)), idDirection: sort.at(-1)?.[1] ?? 'asc', limit }
}
