// A place between two documents of one query's order. Opaque to whoever carries it: signed, and bound to the query, so
// that a changed cursor, or one of another query, is refused instead of giving a page that nobody asked for.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Fault } from '@zhijian/kernel'
import { isScalar, valueAt, type Plan, type Scalar } from './plan.ts'
import type { Document, Page, Query } from './port.ts'

export interface Place {
  /** Values of the plan's order fields. */
  readonly values: readonly Scalar[]
  readonly id: string
}

export interface Cursors {
  encode(collection: string, query: Query, place: Place): string
  /** @throws Fault `bad-cursor` (never) */
  decode(collection: string, query: Query, cursor: string): Place
}

const MAC_BYTES = 16
const badCursor = (): Fault => new Fault('bad-cursor', 'the cursor is not one of this query', { retry: 'never' })

/** Members of `where` in any order are the same query; `limit` and `atLeast` may change between pages. */
const queryDigest = (collection: string, { where = {}, sort = [] }: Query): string =>
  createHash('sha256').update(JSON.stringify([collection, Object.entries(where).sort(([a], [b]) => (a < b ? -1 : 1)), sort]))
    .digest('base64url').slice(0, 12)

/** @param key 32 bytes, the same for every process that serves the same readers */
export const createCursors = (key: Uint8Array): Cursors => {
  const macOf = (body: Buffer): Buffer => createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES)
  return {
    encode(collection, query, { values, id }) {
      const body = Buffer.from(JSON.stringify([queryDigest(collection, query), values, id]))
      return Buffer.concat([macOf(body), body]).toString('base64url')
    },
    decode(collection, query, cursor) {
      const bytes = Buffer.from(cursor, 'base64url')
      if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== cursor) throw badCursor()
      const body = bytes.subarray(MAC_BYTES)
      if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), macOf(body))) throw badCursor()
      const [digest, values, id] = JSON.parse(body.toString()) as [string, Scalar[], string]
      if (digest !== queryDigest(collection, query) || !values.every(isScalar)) throw badCursor()
      return { values, id }
    },
  }
}

/** @param rows in the plan's order, one more than its limit where more follow */
export const pageOf = <D extends Document>(
  cursors: Cursors, collection: string, query: Query, plan: Plan, rows: readonly { readonly id: string; readonly document: D }[],
): Page<D> => {
  const page = rows.slice(0, plan.limit)
  const last = page.at(-1)
  const items = page.map((row) => row.document)
  if (!last || rows.length === page.length) return { items, next: null }
  const values = plan.order.map(([field]) => valueAt(last.document, field))
  return { items, next: cursors.encode(collection, query, { values, id: last.id }) }
}
