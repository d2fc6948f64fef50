// The facts of an event as lines to read. F1 Every public fact is there: what one value says stands in one line, what is
// nested stands below with its path. F2 A sealed value is 🔒, wherever it stands. F3 A long list says how long it is.
import { withoutBoxes } from '@zhijian/audit'
import type { Json } from '@zhijian/kernel'

/** Items of a list that are shown when not all are asked for. */
const FEW = 6
const WIDTH = 110

const isNested = (value: Json): value is Json[] | { readonly [key: string]: Json } => typeof value === 'object' && value !== null
const isPlainList = (value: Json): value is Json[] => Array.isArray(value) && !value.some(isNested)

/** Bare where nothing in it could be taken for the end of it. */
const word = (value: Json): string => (typeof value === 'string' && /^[^\s,=[\]"]+$/u.test(value) ? value : JSON.stringify(value))
const list = (values: readonly Json[], few: number): string =>
  (values.length <= few ? `[${values.map(word).join(', ')}]` : `[${values.slice(0, few).map(word).join(', ')}, …] (${values.length})`)

/** Leaves with their paths below `path`. */
const leaves = (path: string, value: Json, few: number): string[] => {
  if (!isNested(value)) return [`${path}=${word(value)}`]
  if (isPlainList(value)) return [`${path}=${list(value, few)}`]
  if (!Array.isArray(value)) {
    const inner = Object.entries(value)
    return inner.length === 0 ? [`${path}={}`] : inner.flatMap(([key, each]) => leaves(path === '' ? key : `${path}.${key}`, each, few))
  }
  const shown = value.slice(0, few).flatMap((each, place) => leaves(`${path}[${place}]`, each, few))
  return value.length <= few ? shown : [...shown, `${path}[…] (${value.length})`]
}

const wrapped = (head: string, words: readonly string[]): string[] => {
  const lines: string[] = []
  let line = head
  for (const each of words) {
    if (line.length > head.length && line.length + each.length + 1 > WIDTH) {
      lines.push(line)
      line = ' '.repeat(head.length)
    }
    line += line === '' ? each : ` ${each}`
  }
  return [...lines, line]
}

/** One line a nested fact, or one an item where it is a list of things. */
const below = (key: string, value: Json, few: number): string[] => {
  if (!Array.isArray(value)) return wrapped(`  ${key}:`, leaves('', value, few))
  const shown = value.slice(0, few).flatMap((each, place) => wrapped(`  ${key}[${place}]:`, leaves('', each, few)))
  return value.length <= few ? shown : [...shown, `  ${key}: … (${value.length})`]
}

/** @param isFull long lists whole */
export const factLines = (data: object, isFull: boolean): readonly string[] => {
  const few = isFull ? Infinity : FEW
  const facts = Object.entries(withoutBoxes(data) as Record<string, Json>)
  const inline = facts.filter(([, value]) => !isNested(value) || isPlainList(value)).flatMap(([key, value]) => leaves(key, value, few))
  const nested = facts.filter(([, value]) => isNested(value) && !isPlainList(value))
  return [...(inline.length > 0 ? wrapped('', inline) : []), ...nested.flatMap(([key, value]) => below(key, value, few))]
}
