// A short stream on a clock of its own, decided by this build's own deciders.
import { aggregates } from '@zhijian/embedded'
import { categoryOf, chainHash, encode, GENESIS, type NewEvent } from '@zhijian/event-store'
import { assert, plus, type Instant, type JsonObject } from '@zhijian/kernel'
import { sealBatch, settleFolded, unwritten, writeDecided, type Folded } from '@zhijian/runtime/stream'
import type { GoldenRow } from './histories.ts'

export type Command = JsonObject & { readonly type: string }
/** A function: of the state that it finds, for what is drawn there. */
export interface Act { readonly afterMs: number; readonly command: Command | ((state: unknown) => Command) }

/** What the stream would have been, had these commands come so long after `from`, and time passed until the last. */
export const lived = (stream: string, from: Instant, acts: readonly Act[], untilMs: number): GoldenRow[] => {
  const aggregate = aggregates.find(({ decider }) => decider.category === categoryOf(stream))!
  const rows: GoldenRow[] = []
  let folded: Folded<unknown> = unwritten(aggregate)
  let previous = GENESIS
  const options = (at: Instant) => ({ source: '/golden', stream, recordedAt: at, hash: 'sha256' as const })
  const append = (events: readonly NewEvent[], after: Folded<unknown>): void => {
    for (const event of sealBatch(aggregate, events, after)) {
      const text = encode(stream, rows.length, event)
      previous = chainHash('sha256', previous, text)
      rows.push({ stream, version: rows.length, text, hash: previous })
    }
    folded = after
  }
  const pass = (at: Instant): void => {
    const passed = settleFolded(aggregate, folded, at, options(at))
    if (passed.events.length > 0) append(passed.events, passed.after)
  }
  acts.forEach(({ afterMs, command }, number) => {
    const at = plus(from, afterMs)
    pass(at)
    const asked = typeof command === 'function' ? command(folded.state) : command
    const timed = { ...asked, at }
    const decision = aggregate.decider.decide(timed, folded.state)
    assert(decision.kind === 'accepted', `${stream}: ${asked.type} is ${decision.kind === 'refused' ? decision.code : 'nothing'}`)
    const written = writeDecided(aggregate, folded, decision.events, timed, { commandId: `golden-${stream}-${number}`, actor: { id: 'system' as never, role: 'system' }, correlationId: stream }, options(at))
    append(written.events, written.after)
  })
  pass(plus(from, untilMs))
  return rows
}
