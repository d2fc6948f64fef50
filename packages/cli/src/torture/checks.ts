// What must hold after the torture, read from what is left: the log, its blobs and seals, and the views of every instance.
import { createVerifier } from '@zhijian/audit'
import { aggregates, definitions } from '@zhijian/embedded'
import { checkStore, decode, type CheckableStore, type OutsideKnowledge, type Position, type StoredEvent } from '@zhijian/event-store'
import { isFault, type Instant } from '@zhijian/kernel'
import type { BlobStore } from '@zhijian/privacy'
import type { ReadStore } from '@zhijian/read-store'
import { deadlineView } from '@zhijian/runtime'
import { checkLog, checkViews, createChecker, type Checker } from '@zhijian/simulation'

export interface Instance {
  /** Folder name under services/. */
  readonly service: string
  /** `consult-router-1` */
  readonly name: string
  readonly views: ReadStore
}

export interface Left {
  readonly log: readonly StoredEvent[]
  /** Every deadline up to here has been given the chance to pass. */
  readonly until: Instant
  readonly blobs: Pick<BlobStore, 'getPublic'>
  readonly instances: readonly Instance[]
  /** How far the clocks of processes, and a look and a write, may lie apart. */
  readonly toleranceMs: number
}

/** Strict replay, seals and chains, and every event on the way. */
export const verifyAll = async (store: CheckableStore, outside: OutsideKnowledge) => {
  const log: StoredEvent[] = []
  const verifier = createVerifier({ aggregates })
  const integrity = await checkStore(store, outside, () => {}, (row, event) => {
    verifier.take(row, event)
    log.push(event ?? decode(row.text, row.position as Position, row.hash))
  })
  return { log, integrity, verdict: verifier.end() }
}

const audiencesOf = async ({ log, blobs }: Left): Promise<ReadonlyMap<string, { readonly ranked: readonly string[] }>> => {
  const audiences = new Map<string, { readonly ranked: readonly string[] }>()
  for (const { type, data } of log) {
    const blob = data.blob as { readonly digest: string } | null | undefined
    if (!type.startsWith('AudienceRecorded.') || !blob || audiences.has(blob.digest)) continue
    audiences.set(blob.digest, JSON.parse(Buffer.from(await blobs.getPublic(blob as never)).toString('utf8')) as { ranked: string[] })
  }
  return audiences
}

/** A deadline that is written comes once, and none is left that had passed. */
const checkDeadlines = ({ log, until }: Left, checker: Checker): void => {
  const seen = new Set<string>()
  const last = new Map<string, StoredEvent>()
  for (const event of log) {
    last.set(event.stream, event)
    if (!event.meta.cause.startsWith('elapse:')) continue
    const key = JSON.stringify([event.stream, event.meta.cause, event.type, event.data])
    checker.check('a-deadline-comes-once', !seen.has(key), event, () => `${event.type} of ${event.meta.time} again`)
    seen.add(key)
  }
  for (const event of last.values()) {
    const { due } = event.meta
    if (due) checker.check('no-deadline-is-missed', due > until, event, () => `due ${due}, not written by ${until}`)
  }
}

/** A server that was just killed again and again, or is slow, is asked anew: reading changes nothing. */
export const patiently = async <T>(look: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await look()
    } catch (error) {
      if (!isFault(error) || error.retry === 'never' || tries === TRIES) throw error
    }
  }
}
const TRIES = 10

/** Each instance's views, that of its deadlines among them, against a fold of the whole log. */
const checkInstances = async ({ log, instances }: Left, checker: Checker): Promise<void> => {
  for (const { service, name, views } of instances) {
    const definition = definitions.find((each) => each.name === service)!
    const all = [...definition.views, deadlineView(service, definition.aggregates.map(({ decider }) => decider.category))]
    const own = await patiently(async () => {
      const checker = createChecker()
      await checkViews(log, [{ definition: { ...definition, views: all } } as never], [views], checker)
      return checker
    })
    for (const breach of own.breaches) checker.check(breach.rule, false, breach, () => `${name}: ${breach.says}`)
    for (let n = own.breaches.length; n < (own.counts['views-show-the-log'] ?? 0); n += 1) checker.check('views-show-the-log', true, { stream: name, version: 0 }, () => '')
  }
}

export const checkLeft = async (left: Left, checker: Checker): Promise<void> => {
  const audiences = await audiencesOf(left)
  checkLog(left.log, left.until, { audienceOf: (digest) => audiences.get(digest) ?? null, toleranceMs: left.toleranceMs }, checker)
  checkDeadlines(left, checker)
  await checkInstances(left, checker)
}
