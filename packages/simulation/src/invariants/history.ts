// Every rule over a whole log, with what the world itself knows: what was acknowledged, what left through providers, what
// the views show.
import { verify } from '@zhijian/audit'
import type { Json } from '@zhijian/kernel'
import { canonical, type Instant } from '@zhijian/kernel'
import { categoryOf, nameOfType, type StoredEvent } from '@zhijian/event-store'
import type { ReadStore } from '@zhijian/read-store'
import { foldBatch, moved, movesOf, type Aggregate, type HostedService } from '@zhijian/runtime'
import type { MemoryRow } from '@zhijian/testkit'
import type { Acknowledged } from '../acting.ts'
import { createChecker, type Checker } from './checker.ts'
import { checkConsultation } from './consultation.ts'
import { checkDelivery } from './delivery.ts'
import { checkCallback, checkDanger, checkReview } from './desk.ts'
import { registerOf } from './register.ts'
import { checkTogether } from './together.ts'

export const streamsOf = (log: readonly StoredEvent[]): Map<string, StoredEvent[]> => {
  const streams = new Map<string, StoredEvent[]>()
  for (const event of log) {
    const list = streams.get(event.stream)
    if (list) list.push(event)
    else streams.set(event.stream, [event])
  }
  return streams
}

/**
 * The rules that need nothing but the log and its public audiences.
 * @param until every deadline up to this instant has been given the chance to pass
 * @param toleranceMs how far the clocks of processes, and a look and a write, may lie apart
 */
export const checkLog = (log: readonly StoredEvent[], until: Instant, options: {
  readonly audienceOf: (digest: string) => { readonly ranked: readonly string[] } | null
  readonly toleranceMs: number
}, checker: Checker = createChecker()): Checker => {
  const streams = streamsOf(log)
  const register = registerOf(log, options.toleranceMs)
  const rankedOf = (digest: string): readonly string[] | null => options.audienceOf(digest)?.ranked ?? null
  const commands = new Map<string, string>()
  for (const event of log) {
    const { cause, time, commandid, command } = event.meta
    if (cause.startsWith('elapse:')) checker.check('deadlines-keep-their-time', cause === `elapse:${time}`, event, () => `${cause} at ${time}`)
    if (commandid === undefined || command === undefined) continue
    checker.check('a-command-lands-once', !commands.has(commandid), event, () => `landed in ${commands.get(commandid)} before`)
    commands.set(commandid, `${event.stream}@${event.version}`)
  }
  for (const [stream, events] of streams) {
    switch (categoryOf(stream)) {
      case 'consultation': checkConsultation(events, until, register, checker); break
      case 'delivery': checkDelivery(events, rankedOf, checker); break
      case 'danger': checkDanger(events, until, checker); break
      case 'callback': checkCallback(events, until, checker); break
      case 'review': checkReview(events, until, checker); break
      default: break
    }
  }
  checkTogether(streams, { register, audienceOf: options.audienceOf, toleranceMs: options.toleranceMs }, checker)
  return checker
}

/** Every acknowledged command is in the log, once, where it was said to be. */
export const checkAcknowledged = (log: readonly StoredEvent[], acknowledged: Iterable<Acknowledged>, checker: Checker): void => {
  const places = new Map(log.map((event) => [event.position as string, event]))
  for (const { commandId, command, version, position } of acknowledged) {
    const event = places.get(position)
    checker.check('acknowledged-is-kept', event?.meta.commandid === commandId && event.version === version, event ?? { stream: command, version },
      () => `${command} was acknowledged at ${position} and is not there`)
  }
}

/** The log derives again from its commands, to the byte. */
export const checkReplay = async (rows: readonly MemoryRow[], aggregates: readonly Aggregate[], checker: Checker): Promise<void> => {
  const verdict = await verify((async function* () {
    yield rows
  })(), { aggregates })
  checker.check('the-log-derives-again', verdict.ok, { stream: verdict.findings[0]?.stream ?? '', version: verdict.findings[0]?.version ?? 0 },
    () => verdict.findings.slice(0, 3).map((finding) => `${finding.stream}@${finding.version} ${finding.kind}: ${finding.says}`).join('; '))
}

/** A slow server answers for so many before anybody gives up. */
const AT_ONCE = 200

/**
 * What a view shows is what the whole log makes of it, folded at once.
 * @param stores one for each process
 */
export const checkViews = async (
  log: readonly StoredEvent[], services: readonly HostedService[], stores: readonly ReadStore[], checker: Checker,
): Promise<void> => {
  // A log has few kinds of events, and each view is asked for the kinds it follows.
  const kinds: { readonly category: string; readonly name: string }[] = []
  const numbers = new Map<string, number>()
  const kindAt = log.map(({ stream, type }) => {
    const category = categoryOf(stream)
    const key = `${category} ${type}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, kinds.length)
    return kinds.push({ category, name: nameOfType(type) }) - 1
  })
  for (const view of services.flatMap((service) => service.definition.views)) {
    const { categories, types } = view.on
    const isFollowed = kinds.map(({ category, name }) => (!categories || categories.includes(category)) && (!types || types.includes(name)))
    const events = log.filter((_, place) => isFollowed[kindAt[place]!])
    const folded = foldBatch(view, events)
    // Sums are kept beside the documents: counted here all at once, there as each of them changed.
    const sums = view.shares === undefined ? [] : moved(new Map(), movesOf(view.shares, new Map(), folded))
    const expected = new Map([...folded, ...sums].filter((change) => change.document !== null).map((change) => [change.id, change.document]))
    const at = { stream: view.collection.name, version: view.collection.version }
    for (const store of stores) {
      const collection = await store.collection(view.collection)
      const shown = new Map<string, unknown>()
      const ids = [...expected.keys()]
      for (let from = 0; from < ids.length; from += AT_ONCE) for (const [id, document] of await collection.getMany(ids.slice(from, from + AT_ONCE))) shown.set(id, document)
      const count = await collection.count()
      checker.check('views-show-the-log', count === expected.size, at, () => `${count} documents, the log makes ${expected.size}`)
      for (const [id, document] of expected) {
        const live = shown.get(id)
        checker.check('views-show-the-log', live !== undefined && same(live as Json, document as Json), at,
          () => `${id} is ${live === undefined ? 'missing' : `other in ${differing(live as object, document!)}`}`)
      }
    }
  }
}

const same = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null)
  const [one, other] = [a as Readonly<Record<string, Json | undefined>>, b as Readonly<Record<string, Json | undefined>>]
  for (const key in one) if (!same(one[key], other[key])) return false
  for (const key in other) if (one[key] === undefined && other[key] !== undefined) return false
  return true
}

/** Names of the members that differ; values stay out, they may be sealed. */
const differing = (a: object, b: object): string => [...new Set([...Object.keys(a), ...Object.keys(b)])]
  .filter((key) => canonical((a as Record<string, unknown>)[key] ?? null) !== canonical((b as Record<string, unknown>)[key] ?? null)).join(', ')
