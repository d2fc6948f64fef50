// What the two browsers of a call tell each other to connect. It passes through here and is kept nowhere: what a browser offers holds
// the addresses of its person's networks.
// S1 It crosses the bus sealed with the asker's key, and is opened only by a gateway at which the one it is for looks.
// S2 Who it is for is read from the log, never from the message.
// S3 It may be lost, and is told once: the browsers say again what was not answered.
import { CallId, CallSide, CallSignal, Sealed } from '@zhijian/contracts'
import type { Bus, Subscription } from '@zhijian/bus'
import type { Json } from '@zhijian/kernel'
import type { Sealer } from '@zhijian/privacy'
import { describeError, type Log } from '@zhijian/runtime'
import { z } from 'zod'
import type { LiveHub } from './live.ts'
import type { StreamFold } from './stream-fold.ts'
import type { Call } from './views/call.ts'

/** To every gateway: on one of them, or on none, the other side looks. */
export const SIGNALS = 'signal.*'

const OnTheWay = z.strictObject({ to: CallSide, sealed: Sealed })

export interface CallSignals {
  /** @throws Fault of the sealer: `person-erased`, `person-restricted` */
  send(call: Call, to: CallSide, signal: CallSignal): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export interface CallSignalsOptions {
  readonly bus: Pick<Bus, 'broadcast' | 'listen'>
  readonly sealer: Pick<Sealer, 'seal' | 'openOrNull'>
  readonly calls: StreamFold<Call | null>
  readonly live: Pick<LiveHub, 'hears' | 'whisper'>
  readonly log: Log
}

export const createCallSignals = ({ bus, sealer, calls, live, log }: CallSignalsOptions): CallSignals => {
  let listening: Subscription | null = null
  /** One after the other: what was said first arrives first. */
  let passing: Promise<void> = Promise.resolve()

  const pass = async (body: Json, subject: string): Promise<void> => {
    const callId = CallId.safeParse(subject.slice(subject.indexOf('.') + 1))
    const read = OnTheWay.safeParse(body)
    if (!callId.success || !read.success) return
    const call = (await calls.load(callId.data))?.state ?? null
    if (call?.phase !== 'taken') return
    const { to, sealed } = read.data
    const addressee = { side: to, askerId: call.askerId as string, lawyerId: call.lawyerId as string }
    if (!live.hears(addressee) || sealed.person !== call.askerId) return
    const text = await sealer.openOrNull(sealed)
    if (text === null) return
    CallSignal.parse(JSON.parse(text))
    await live.whisper(addressee, { event: 'call-signal', data: { callId: callId.data, signal: text } })
  }

  return {
    async send({ callId, askerId }, to, signal) {
      bus.broadcast(SIGNALS.replace('*', callId), { to, sealed: await sealer.seal(askerId, JSON.stringify(signal)) } as unknown as Json)
    },
    async start() {
      listening = await bus.listen(SIGNALS, (body, subject) => {
        passing = passing.then(() => pass(body, subject)).catch((error: unknown) => log.warn('call-signal-failed', describeError(error)))
      })
    },
    async stop() {
      await listening?.drain()
      await passing
    },
  }
}
