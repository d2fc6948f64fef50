// What operators ask of an instance through the gateway, wherever it runs: how it is, what waits for somebody to look, and that
// it does something about it. The gateway has asked who may, and has written down who did; here it is looked at that it has.
// O1 What changes something is vouched for under its operation: what was overheard does nothing else, and nothing twice.
// O2 Of another service's letters an instance tells, where it keeps the broker's streams, and touches none.
import type { Bus, ConsumerStatus, DeadLetter, Subscription } from '@zhijian/bus'
import { operatorsSubject, OperatorsEnvelope, type InstanceReport, type LetterReport, type OperatorsQuestion, type Role } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import { Fault, type Json } from '@zhijian/kernel'
import type { ActorTokens, Runtime } from '@zhijian/runtime'
import { z } from 'zod'
import type { Readiness } from './operator-pages.ts'

export interface Questioned {
  readonly bus: Bus
  readonly runtime: Runtime
  readonly store: Pick<EventStore, 'head' | 'read'>
  readonly tokens: Pick<ActorTokens, 'verify'>
  /** Those of this process. */
  readonly services: readonly string[]
  readonly ordinal: number
  readonly instances: number
  readiness(): Promise<Readiness>
  /** Of at least the consumers here. */
  consumers(): Promise<readonly ConsumerStatus[]>
  letters(): Promise<readonly DeadLetter[]>
}

/** More are counted on the services' page, and come up as these go. */
const MOST_LETTERS = 500
const LOOKS: readonly Role[] = ['system-admin', 'auditor', 'system']
const ACTS: readonly Role[] = ['system-admin']

const View = z.object({ view: z.string().max(100) })
const Letter = z.object({ consumer: z.string().max(100), eventId: z.string().max(64) })
const Stream = z.object({ stream: z.string().max(300) })

const parsed = <S extends z.ZodType>(schema: S, value: unknown): z.infer<S> => {
  const result = schema.safeParse(value)
  if (!result.success) throw new Fault('invalid-message', 'an operator’s question of another shape', { retry: 'never' })
  return result.data
}

export const answerOperators = async (asked: Questioned): Promise<{ stop(): Promise<void> }> => {
  const { bus, runtime, store, tokens, ordinal, instances } = asked

  const reportOf = async (service: string): Promise<InstanceReport> => {
    const [{ ready, reasons }, { views, consumers, deadlines }, all, head] = await Promise.all([
      asked.readiness(), runtime.inspect(service), asked.consumers(), store.head(),
    ])
    const own = new Map(all.map((each) => [each.consumer, each]))
    return {
      service, ordinal, instances, ready, reasons: [...reasons], head,
      views: views.map(({ checkpoint, ...view }) => ({
        ...view, checkpoint: checkpoint && { position: checkpoint.position, stream: checkpoint.stream, version: checkpoint.version, epoch: checkpoint.epoch },
      })),
      consumers: consumers.map((consumer) => {
        const { position, lag, parkedStreams, heldStreams, heldFor } = own.get(consumer) ?? { position: null, lag: null, parkedStreams: 0, heldStreams: 0, heldFor: [] }
        return { consumer, position, lag, parkedStreams, heldStreams, heldFor: [...heldFor] }
      }),
      deadlines: { ...deadlines, parked: [...deadlines.parked], lateness: deadlines.lateness.map((each) => ({ ...each, buckets: [...each.buckets] })) },
    }
  }

  const letterOf = async ({ consumer, eventId, stream, version, type, code, attempts, parkedAt, waiting }: DeadLetter): Promise<LetterReport> => {
    // A chain that is broken is told elsewhere; what waits because of it is still to be seen.
    const [event] = await store.read(stream, version).catch(() => [])
    const isIt = event?.id === eventId
    return {
      consumer, eventId, stream, version, type, code, attempts, parkedAt, waiting,
      happenedAt: isIt ? event.meta.time : null, missed: isIt ? runtime.missed(consumer, event) : null,
    }
  }

  const ownLetter = (service: string, data: unknown): z.infer<typeof Letter> => {
    const letter = parsed(Letter, data)
    if (!letter.consumer.startsWith(`${service}.`)) throw new Fault('no-such-dead-letter', 'that consumer is another service’s', { retry: 'never' })
    return letter
  }

  const answers: Readonly<Record<OperatorsQuestion, { readonly roles: readonly Role[]; readonly run: (service: string, data: unknown, operationId: string) => Promise<unknown> }>> = {
    status: { roles: LOOKS, run: (service) => reportOf(service) },
    letters: {
      roles: LOOKS,
      async run() {
        const all = await asked.letters()
        return { total: all.length, letters: await Promise.all(all.slice(0, MOST_LETTERS).map(letterOf)) }
      },
    },
    rebuild: { roles: ACTS, run: async (service, data, operationId) => runtime.rebuild(service, parsed(View, data).view, operationId) },
    'letter-again': {
      roles: ACTS,
      async run(service, data) {
        const { consumer, eventId } = ownLetter(service, data)
        await bus.deadLetters.replay(consumer, eventId)
      },
    },
    'letter-over': {
      roles: ACTS,
      async run(service, data) {
        const { consumer, eventId } = ownLetter(service, data)
        await bus.deadLetters.discard(consumer, eventId)
      },
    },
    'settle-again': { roles: ACTS, run: async (service, data) => ({ found: await runtime.settleAgain(service, parsed(Stream, data).stream) }) },
  }

  const subscriptions: Subscription[] = []
  for (const service of asked.services) for (const instance of [ordinal, 'any'] as const) {
    for (const [question, { roles, run }] of Object.entries(answers) as [OperatorsQuestion, (typeof answers)[OperatorsQuestion]][]) {
      subscriptions.push(await bus.respond(operatorsSubject(service, instance, question), async (body) => {
        const { actor, token, operationId, data } = parsed(OperatorsEnvelope, body)
        const changes = roles === ACTS
        if (changes && operationId === undefined) throw new Fault('invalid-message', 'what changes something is done under an operation', { retry: 'never' })
        tokens.verify(actor, changes ? operationId! : 'query', token)
        if (!roles.includes(actor.role)) throw new Fault('role-not-allowed', `${question} is not for ${actor.role}`, { retry: 'never' })
        return (await run(service, data, operationId ?? '') ?? null) as Json
      }))
    }
  }
  return { stop: async () => void await Promise.all(subscriptions.map((subscription) => subscription.drain())) }
}
