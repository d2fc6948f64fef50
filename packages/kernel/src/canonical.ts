// Canonical JSON (RFC 8785) for the values we store: objects, arrays, text, booleans, null and safe integers. Floating
// point is refused: money is in fen, distance in metres or smaller, so no two writers can disagree about a digit.
import { assert } from './assert.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
export type JsonObject = { readonly [key: string]: Json | undefined }

/** Members that are undefined are left out, as JSON.stringify does. @throws AssertionFailed on floats, functions, bigint */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') {
    assert(value.isWellFormed(), 'text with a lone surrogate cannot be stored')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), `only safe integers are stored, not ${value}`)
    return Object.is(value, -0) ? '0' : String(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => (item === undefined ? 'null' : canonical(item))).join(',')}]`
  assert(typeof value === 'object', `a ${typeof value} cannot be stored`)
  const object = value as Record<string, unknown>
  const members: string[] = []
  // Property names sort by UTF-16 code units (RFC 8785, 3.2.3), which is what sort() does.
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined) members.push(`${canonical(key)}:${canonical(object[key])}`)
  }
  return `{${members.join(',')}}`
}
