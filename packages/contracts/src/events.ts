// A family is all events of one category: the current schema of each, its version, and how older versions are read.
// Adding a version: keep the old golden sample, add an upcaster from it, raise the number.
import { AssertionFailed, assert, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'

type EventSchema = z.ZodObject<{ type: z.ZodLiteral<string>; data: z.ZodType }>
/** From the data of version n to the data of version n + 1. */
export type Upcaster = (data: JsonObject) => JsonObject

export interface EventFamily<Event = unknown> {
  readonly category: string
  readonly names: readonly string[]
  /** `TierOpened` → `TierOpened.v1`. */
  storedType(name: string): string
  /** The current form of what was stored, or null for a name that this release does not know (a newer writer's). */
  read(storedType: string, data: JsonObject): Event | null
  schemaOf(name: string): z.ZodType
  versionOf(name: string): number
}

/**
 * @param schemas one `z.object({ type: z.literal(…), data })` per event name
 * @param upcasters per name, from version 1 on; its length + 1 is the current version
 */
export const eventFamily = <const S extends readonly EventSchema[]>(
  category: string, schemas: S, upcasters: Readonly<Record<string, readonly Upcaster[]>> = {},
): EventFamily<z.infer<S[number]>> => {
  assert(/^[a-z][A-Za-z]*$/.test(category), `a category is one lower-camel word: ${category}`)
  const byName = new Map(schemas.map((schema) => [schema.shape.type.value as string, schema]))
  const known = (name: string): EventSchema => {
    const schema = byName.get(name)
    if (!schema) throw new AssertionFailed(`${category} has no event ${name}`)
    return schema
  }
  const versionOf = (name: string): number => (known(name), (upcasters[name]?.length ?? 0) + 1)
  return {
    category,
    names: [...byName.keys()],
    storedType: (name) => `${name}.v${versionOf(name)}`,
    schemaOf: known,
    versionOf,
    read(storedType, data) {
      const cut = storedType.lastIndexOf('.v')
      const name = storedType.slice(0, cut)
      if (!byName.has(name)) return null
      let version = Number(storedType.slice(cut + 2))
      assert(Number.isInteger(version) && version >= 1 && version <= versionOf(name), `${storedType} is not a version this release reads`)
      let current = data
      for (; version < versionOf(name); version += 1) current = upcasters[name]![version - 1]!(current)
      return { type: name, data: current } as z.infer<S[number]>
    },
  }
}
