// A plan in MongoDB's words. Its own order of values is ours (I2 of plan.ts): null, numbers, text by code point, false, true;
// its comparisons keep to the kind of their bound. So only "behind this place" has to be spelled out: pure.
import type { Document as Bson, Filter } from 'mongodb'
import type { Place } from './cursor.ts'
import type { Direction, Plan, Scalar, Test } from './plan.ts'

/** A document as it is stored: its text, and beside it the values of its indexed fields, named as `fieldsOf` places them. */
export interface Stored {
  readonly _id: string
  /** The document. Text, because BSON would change it: lone surrogates, names with `$` or dots. */
  readonly json: string
  /** Position at which it was written. */
  readonly position: string
  readonly [field: `f${number}`]: Scalar
}

type Condition = Bson

/** Kinds of values in their order, as `$type` calls them. */
const KINDS = ['null', 'number', 'string', 'bool'] as const
const kindOf = (value: Scalar): number =>
  value === null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3

const testOf = (column: string, test: Test): Condition => {
  if (test.kind === 'is') return { [column]: test.value }
  if (test.kind === 'in') return { [column]: { $in: test.values } }
  return { [column]: Object.fromEntries(test.bounds.map(([operator, bound]) => [`$${operator}`, bound])) }
}

/** Behind a value in this direction: within its kind, or in a kind that comes later. */
const behind = (column: string, value: Scalar, direction: Direction): Condition[] => {
  const ahead = direction === 'asc' ? KINDS.slice(kindOf(value) + 1) : KINDS.slice(0, kindOf(value))
  return [
    ...(value === null ? [] : [{ [column]: { [direction === 'asc' ? '$gt' : '$lt']: value } }]),
    ...(ahead.length === 0 ? [] : [{ [column]: { $type: [...ahead] } }]),
  ]
}

const all = (conditions: readonly Condition[]): Condition => (conditions.length === 0 ? {} : { $and: [...conditions] })

/**
 * @param columnOf the stored field of an indexed one
 * @param after null for the first page; its values are those of the plan's order
 */
export const filterOf = (plan: Plan, columnOf: (field: string) => string, after: Place | null): Filter<Stored> => {
  const tests = plan.tests.map((test) => testOf(columnOf(test.field), test))
  if (!after) return all(tests)
  const terms = plan.order.map(([field, direction], i) => ({ column: columnOf(field), direction, value: after.values[i] ?? null }))
  const id = { _id: { [plan.idDirection === 'asc' ? '$gt' : '$lt']: after.id } }
  // One whole alternative per term, so that each can walk the index by itself and the server merges them in order.
  const ties = (count: number): Condition[] => terms.slice(0, count).map(({ column, value }) => ({ [column]: value }))
  const alternatives = [
    ...terms.flatMap(({ column, value, direction }, i) =>
      behind(column, value, direction).map((condition) => all([...tests, ...ties(i), condition]))),
    all([...tests, ...ties(terms.length), id]),
  ]
  return { $or: alternatives }
}

export const sortOf = (plan: Plan, columnOf: (field: string) => string): Bson => {
  const sign = (direction: Direction): 1 | -1 => (direction === 'asc' ? 1 : -1)
  return Object.fromEntries([
    ...plan.order.map(([field, direction]) => [columnOf(field), sign(direction)]), ['_id', sign(plan.idDirection)],
  ]) as Bson
}
