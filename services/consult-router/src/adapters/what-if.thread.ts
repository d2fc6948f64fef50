// The thread that works out what another policy would have made of the questions it is sent.
import { parentPort } from 'node:worker_threads'
import { carryOn, type CaseOnRecord } from '@zhijian/audit'
import { assert } from '@zhijian/kernel'
import { consultationAggregate } from '../aggregates.ts'
import { termsAt } from '../policy.ts'
import type { Message } from './what-if.ts'

assert(parentPort, 'it runs as a thread')
const port = parentPort
const cases = new Map<string, CaseOnRecord>()
port.on('message', async (message: Message) => {
  if (message.kind === 'case') return void cases.set(message.record.history.stream, message.record)
  const { until, question: { policy, waves, poolPercent, seeds }, drawsWithinMs } = message
  const endsAt = performance.now() + drawsWithinMs
  port.postMessage(await carryOn(cases.keys(), async (stream) => cases.get(stream) ?? null, {
    consultation: consultationAggregate, seeds, from: null, to: null, only: null, goesOn: () => performance.now() < endsAt,
    rules: { terms: (_, openedAt) => termsAt(policy, openedAt), policy: () => policy, waves, poolPercent },
  }, { until }))
})
