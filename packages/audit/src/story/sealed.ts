// A story needs no keys: what is sealed is shown as such, wherever it stands.
import type { Json } from '@zhijian/kernel'

export const SEALED = '🔒'

export const isSealed = (value: unknown): boolean => typeof value === 'object' && value !== null && 'box' in value && 'commitment' in value

export const withoutBoxes = (value: unknown): Json => {
  if (Array.isArray(value)) return value.map(withoutBoxes)
  if (typeof value !== 'object' || value === null) return value as Json
  if (isSealed(value)) return SEALED
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, withoutBoxes(inner)]))
}
