// The second of the two questions that a bundle is asked: do its decisions follow from the rules? Every batch in it is derived
// again by the deciders of a release. Whether the events are those of the log is the first question (tools/evidence).
import type { Instant } from '@zhijian/kernel'
import { decode, type Position, type StoredEvent } from '@zhijian/event-store'
import type { Aggregate } from '@zhijian/runtime'
import { foldStored, unwritten, type Folded } from '@zhijian/runtime/stream'
import type { Verdict } from '../findings.ts'
import { createVerifier } from '../verify.ts'
import type { Bundle } from './bundle.ts'

/** A deadline that lies before the seal, without its event: the file ends early, or nobody had written it down by then. */
export interface Overdue { readonly stream: string; readonly due: Instant }

export interface Redecided extends Verdict {
  /** When the seal was made; null: there is none. */
  readonly sealedAt: Instant | null
  readonly overdue: readonly Overdue[]
}

export const redecide = (bundle: Pick<Bundle, 'events' | 'seal'>, aggregates: readonly Aggregate[]): Redecided => {
  const verifier = createVerifier({ aggregates })
  const streams = new Map<string, StoredEvent[]>()
  for (const { index, text, hash } of bundle.events) {
    const position = String(index + 1).padStart(16, '0') as Position
    const event = decode(text, position, hash)
    streams.set(event.stream, [...streams.get(event.stream) ?? [], event])
    verifier.take({ position, stream: event.stream, version: event.version, text, hash }, null)
  }
  const verdict = verifier.end()
  const sealedAt = bundle.seal === null ? null : (JSON.parse(bundle.seal.text) as { readonly time: Instant }).time
  const overdue = !verdict.ok || sealedAt === null ? [] : [...streams].flatMap(([stream, events]) => {
    const aggregate = aggregates.find(({ decider }) => stream.startsWith(`${decider.category}-`))!
    const { state } = events.reduce((folded: Folded<unknown>, event) => foldStored(aggregate, folded, event), unwritten(aggregate))
    const due = aggregate.decider.nextDeadline(state)
    return due !== null && due <= sealedAt ? [{ stream, due }] : []
  })
  return { ...verdict, sealedAt, overdue }
}
