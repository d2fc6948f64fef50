// A family is all events of one category: the current schema of each, its version, and how older versions are read.
// Adding a version: keep the old golden sample, add an upcaster from it; every released rule set names the version it writes.
// V1 What a rule set was released with it writes for ever: a stream it opened is derived again to the byte.
// V2 States, views and reactions see the current form alone.
import { AssertionFailed, assert, type DomainEvent, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'

type EventSchema = z.ZodObject<{ type: z.ZodLiteral<string>; data: z.ZodType }>
/** From the data of version n to the data of version n + 1. */
export type Upcaster = (data: JsonObject) => JsonObject

export interface EventFamily<Event = unknown> {
  readonly category: string
  readonly names: readonly string[]
  /** In its current version: `TierOpened` → `TierOpened.v1`. */
  storedType(name: string): string
  /** What a decided event is stored as. @throws AssertionFailed when it has several versions and says none */
  writtenType(event: DomainEvent): string
  /**
   * Puts on each event the version that a rule set writes.
   * @param versions of every event that has more than one
   * @throws AssertionFailed at once, when one of those is not named, or a version is named that there is not
   */
  writer(versions: Readonly<Record<string, number>>): <E extends DomainEvent>(event: E) => E
  /** The current form of what a rule set decided. */
  current(event: DomainEvent): Event
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
  /** Whoever writes or checks a log asks for few of them millions of times. */
  const storedTypes = new Map(schemas.map((schema) => [schema.shape.type.value as string, `${schema.shape.type.value}.v${versionOf(schema.shape.type.value)}`]))
  const hasVersion = (name: string, version: number): boolean => Number.isInteger(version) && version >= 1 && version <= versionOf(name)
  const upcast = (name: string, from: number, data: JsonObject): z.infer<S[number]> => {
    let current = data
    for (let version = from, last = versionOf(name); version < last; version += 1) current = upcasters[name]![version - 1]!(current)
    return { type: name, data: current } as z.infer<S[number]>
  }
  /** Whoever reads a log asks the same of few types millions of times. */
  const readAs = new Map<string, { readonly name: string; readonly version: number }>()
  return {
    category,
    names: [...byName.keys()],
    storedType: (name) => storedTypes.get(name) ?? `${name}.v${versionOf(name)}`,
    schemaOf: known,
    versionOf,
    writtenType({ type, version }) {
      assert(version !== undefined || versionOf(type) === 1, `${category}: ${type} has several versions, and its rule set names none`)
      return version === undefined ? storedTypes.get(type)! : `${type}.v${version}`
    },
    writer(versions) {
      for (const name of byName.keys()) {
        assert(versionOf(name) === 1 || versions[name] !== undefined, `${category}: a rule set has to name the version of ${name} that it writes`)
      }
      for (const [name, version] of Object.entries(versions)) assert(hasVersion(name, version), `${category}: ${name}.v${version} is not a version this release writes`)
      return (event) => {
        const version = versions[event.type]
        return version === undefined ? event : { ...event, version }
      }
    },
    current: (event) => (event.version === undefined ? event as z.infer<S[number]> : upcast(event.type, event.version, event.data as JsonObject)),
    read(storedType, data) {
      const known = readAs.get(storedType)
      if (known !== undefined) return upcast(known.name, known.version, data)
      const cut = storedType.lastIndexOf('.v')
      const name = storedType.slice(0, cut)
      if (!byName.has(name)) return null
      const version = Number(storedType.slice(cut + 2))
      assert(hasVersion(name, version), `${storedType} is not a version this release reads`)
      readAs.set(storedType, { name, version })
      return upcast(name, version, data)
    },
  }
}
