// Canonical JSON (RFC 8785) for the values we store: objects, arrays, text, booleans, null and safe integers. Floating
// point is refused: money is in fen, distance in metres or smaller, so no two writers can disagree about a digit.
import { assert } from './assert.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
export type JsonObject = { readonly [key: string]: Json | undefined }

/** Property names come again and again: their quoted form is kept for the first few thousand. */
const quotedNames = new Map<string, string>()
const quotedName = (name: string): string => {
  const known = quotedNames.get(name)
  if (known !== undefined) return known
  const quoted = `${text(name)}:`
  if (quotedNames.size < 4096) quotedNames.set(name, quoted)
  return quoted
}

const text = (value: string): string => {
  assert(value.isWellFormed(), 'text with a lone surrogate cannot be stored')
  return JSON.stringify(value)
}

const isSorted = (names: readonly string[]): boolean => {
  for (let at = 1; at < names.length; at += 1) if (names[at]! < names[at - 1]!) return false
  return true
}

/** Members that are undefined are left out, as JSON.stringify does. @throws AssertionFailed on floats, functions, bigint */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return text(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), `only safe integers are stored, not ${value}`)
    return Object.is(value, -0) ? '0' : String(value)
  }
  if (Array.isArray(value)) {
    let items = ''
    for (let at = 0; at < value.length; at += 1) items += `${at === 0 ? '' : ','}${value[at] === undefined ? 'null' : canonical(value[at])}`
    return `[${items}]`
  }
  assert(typeof value === 'object', `a ${typeof value} cannot be stored`)
  const object = value as Record<string, unknown>
  const names = Object.keys(object)
  // Property names sort by UTF-16 code units (RFC 8785, 3.2.3), which is what sort() and `<` do.
  if (!isSorted(names)) names.sort()
  let members = ''
  for (const name of names) {
    if (object[name] === undefined) continue
    members += `${members === '' ? '' : ','}${quotedName(name)}${canonical(object[name])}`
  }
  return `{${members}}`
}
