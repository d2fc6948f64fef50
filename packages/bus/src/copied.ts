// A message as it arrives: what JSON.parse makes of what JSON.stringify wrote, mostly without writing it. Held against both in its spec.
import type { Json } from '@zhijian/kernel'

const copyOf = (value: unknown): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (Array.isArray(value)) return Array.from(value, (item) => copyOf(item) ?? null)
  if (typeof value === 'bigint') throw new TypeError('a BigInt cannot be sent')
  if (typeof value !== 'object') return undefined
  const prototype: unknown = Object.getPrototypeOf(value)
  // A date, a buffer, whatever says itself how it is written.
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value || Object.hasOwn(value, '__proto__')) return JSON.parse(JSON.stringify(value)) as unknown
  const copied: Record<string, unknown> = {}
  for (const name in value) {
    const member = copyOf((value as Readonly<Record<string, unknown>>)[name])
    if (member !== undefined) copied[name] = member
  }
  return copied
}
/** @throws TypeError for what JSON cannot say */
export const copied = (body: Json | undefined): Json => (copyOf(body) ?? null) as Json
