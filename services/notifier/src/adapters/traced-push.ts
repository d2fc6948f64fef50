// A span for every batch of messages that leaves through a channel: how many, and what came of them. Who gets them is nobody's business here.
import { isFault } from '@zhijian/kernel'
import { failed, inSpan, SpanKind } from '@zhijian/telemetry'
import type { AroundPush } from '../ports.ts'

export const tracedPush: AroundPush = (channel, messages, work) => inSpan(`push ${channel}`, {
  kind: SpanKind.PRODUCER,
  attributes: {
    'messaging.system': channel, 'messaging.operation.name': 'push', 'messaging.operation.type': 'send', 'messaging.destination.name': channel,
    'messaging.batch.message_count': messages,
  },
}, async (span) => {
  const answers = await work()
  const count = (wanted: string): number => answers.filter((answer) => (isFault(answer) ? 'later' : answer.outcome) === wanted).length
  span.setAttributes({
    'zhijian.pushes.delivered': count('delivered'), 'zhijian.pushes.failed': count('failed'), 'zhijian.pushes.unknown': count('unknown'), 'zhijian.pushes.later': count('later'),
  })
  const fault = answers.find((answer) => isFault(answer))
  if (isFault(fault)) failed(fault.code, span)
  return answers
})
