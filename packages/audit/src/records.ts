// What a service answers of its own streams to those who look into a case: how they stood at an instant, and whether they follow
// from the rules. Each service that has a part in a case takes these queries among its own; only it has the deciders.
import { Instant, type Role } from '@zhijian/contracts'
import { encode, type StoredEvent } from '@zhijian/event-store'
import { assert, isFault, type Json } from '@zhijian/kernel'
import { query, whatIsAhead, type Aggregate, type Ahead, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { sentenceOf, type Finding, type Verdict } from './findings.ts'
import { withoutBoxes } from './story/sealed.ts'
import { createVerifier, stateAt, type Passed } from './verify.ts'

/** Who may look into a case; the gateway's table says how far. */
const LOOKERS: readonly Role[] = ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'auditor', 'system']
const Streams = z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9_-]{1,200}$/)).max(500)

export interface Stood {
  readonly stream: string
  /** -1: nothing was there. */
  readonly version: number
  /** As its decider has it, without what is sealed. */
  readonly state: Json
  /** Deadlines that had passed by then and were not written down yet. */
  readonly passed: readonly Passed[]
  readonly next: Ahead | null
}

export type CaseVerdict = Pick<Verdict, 'events' | 'streams' | 'commands' | 'deadlines' | 'ok'> & { readonly findings: readonly Finding[] }

/** The log itself found that the stored text of a stream does not fit its chain. */
const broken = (stream: string): Finding =>
  ({ kind: 'edited', stream, version: -1, position: '', code: 'text-misfit', values: {}, says: sentenceOf('text-misfit', {}) })

/** Strict replay of these streams alone: each chain, and each batch derived again. */
export const verifyStreams = async (
  aggregates: readonly Aggregate[], streams: readonly string[], history: (stream: string) => Promise<readonly StoredEvent[]>,
): Promise<CaseVerdict> => {
  const findings: Finding[] = []
  const all: StoredEvent[] = []
  for (const stream of streams) {
    try {
      const events = await history(stream)
      for (const event of events) all.push(event)
    } catch (error) {
      if (!isFault(error, 'chain-broken') && !isFault(error, 'store-damaged')) throw error
      findings.push(broken(stream))
    }
  }
  const verifier = createVerifier({ aggregates })
  for (const event of all.sort((a, b) => (a.position < b.position ? -1 : 1))) {
    verifier.take({ position: event.position, stream: event.stream, version: event.version, text: encode(event.stream, event.version, event), hash: event.hash }, null)
  }
  const verdict = verifier.end()
  const { events, commands, deadlines } = verdict
  const found = [...findings, ...verdict.findings]
  return { events, streams: verdict.streams + findings.length, commands, deadlines, findings: found, ok: found.length === 0 }
}

export const recordQueries = (
  ports: Pick<ServicePorts, 'history'>, aggregates: readonly Aggregate[],
): Readonly<Record<'state-at' | 'verify-streams', QueryDefinition>> => {
  const ofCategory = new Map(aggregates.map((aggregate) => [aggregate.decider.category, aggregate]))
  return {
    'state-at': query({
      schema: z.strictObject({ streams: Streams, at: Instant }), roles: LOOKERS,
      run: async ({ streams, at }) => await Promise.all(streams.map(async (stream): Promise<Stood> => {
        const events = await ports.history(stream)
        const aggregate = ofCategory.get(stream.slice(0, stream.indexOf('-')))
        assert(aggregate, 'a service has the deciders of its own streams')
        const { state, version, passed } = stateAt(aggregate, events, at)
        return {
          stream, version, state: withoutBoxes(state), passed: passed.map((each) => ({ ...each, data: withoutBoxes(each.data) as object })),
          next: version < 0 ? null : whatIsAhead(aggregate, stream, state),
        }
      })) as unknown as Json,
    }),
    'verify-streams': query({
      schema: z.strictObject({ streams: Streams }), roles: LOOKERS,
      run: async ({ streams }) => await verifyStreams(aggregates, streams, (stream) => ports.history(stream)) as unknown as Json,
    }),
  }
}
