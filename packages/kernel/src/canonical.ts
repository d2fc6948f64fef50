// Canonical JSON (RFC 8785) for the values we store: objects, arrays, text, booleans, null and safe integers. Floating
// point is refused: money is in fen, distance in metres or smaller, so no two writers can disagree about a digit.
import { assert, AssertionFailed } from './assert.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
export type JsonObject = { readonly [key: string]: Json | undefined }

const text = (value: string): string => {
  assert(value.isWellFormed(), 'text with a lone surrogate cannot be stored')
  return JSON.stringify(value)
}

/** How objects with these members, made in this order, are written: the members in RFC 8785's order, each with its name in quotes. */
interface Layout {
  readonly names: readonly string[]
  readonly members: readonly { readonly name: string; readonly opening: string }[]
}
/** Property names sort by UTF-16 code units (RFC 8785, 3.2.3), which is what `<` does. */
const newLayout = (names: readonly string[]): Layout => ({ names, members: names.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => ({ name, opening: `${text(name)}:` })) })

/** Few layouts come again and again, and sorting is most of the work: those that came first are kept, by their first name. */
const layouts = new Map<string, Layout[]>()
/** More than any event has: what has more is a list by name, of which no two are alike. */
const MOST_NAMES = 64
const MOST_FIRST_NAMES = 1024
const MOST_OF_ONE = 16
const hasNames = (layout: Layout, names: readonly string[]): boolean => {
  if (layout.names.length !== names.length) return false
  for (let at = 0; at < names.length; at += 1) if (layout.names[at] !== names[at]) return false
  return true
}
const layoutOf = (names: readonly string[]): Layout => {
  if (names.length === 0 || names.length > MOST_NAMES) return newLayout(names)
  const first = names[0]!
  const known = layouts.get(first)
  if (known !== undefined) for (const layout of known) if (hasNames(layout, names)) return layout
  const layout = newLayout(names)
  if (known === undefined) {
    if (layouts.size < MOST_FIRST_NAMES) layouts.set(first, [layout])
  } else if (known.length < MOST_OF_ONE) known.push(layout)
  return layout
}

/** Members that are undefined are left out, as JSON.stringify does. @throws AssertionFailed on floats, functions, bigint */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return text(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new AssertionFailed(`only safe integers are stored, not ${value}`)
    return Object.is(value, -0) ? '0' : String(value)
  }
  if (Array.isArray(value)) {
    let items = ''
    for (let at = 0; at < value.length; at += 1) items += `${at === 0 ? '' : ','}${value[at] === undefined ? 'null' : canonical(value[at])}`
    return `[${items}]`
  }
  if (typeof value !== 'object') throw new AssertionFailed(`a ${typeof value} cannot be stored`)
  const object = value as Record<string, unknown>
  const names = Object.keys(object)
  let members = ''
  for (const { name, opening } of layoutOf(names).members) {
    const member = object[name]
    if (member !== undefined) members += `${members === '' ? '' : ','}${opening}${canonical(member)}`
  }
  return `{${members}}`
}
