// How people of the world act: they send a command and repeat it, under the same id, until they have an answer. What was
// acknowledged to them is remembered, and held against the log at the end.
import { hash } from 'node:crypto'
import type { Actor, CommandReply } from '@zhijian/contracts'
import { isFault, plus, type Instant, type Json, type JsonObject } from '@zhijian/kernel'
import type { ActorTokens } from '@zhijian/runtime'
import type { Bus } from '@zhijian/bus'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'

export type Answered =
  | CommandReply
  /** The platform refused to look at it. */
  | { readonly outcome: 'fault'; readonly code: string }
  /** No answer after many tries: it may have landed. */
  | { readonly outcome: 'unclear' }

export interface Acknowledged {
  readonly commandId: string
  readonly command: string
  readonly version: number
  readonly position: string
}

/** The same words, the same id. */
export const idOf = (...words: readonly (string | number)[]): string => hash('sha256', words.join('/'), 'base64url')

export const actorOf = (id: string, role: Actor['role']): Actor => ({ id: id as Actor['id'], role })

export interface Acting {
  send(actor: Actor, service: string, command: string, data: JsonObject, commandId: string): Promise<Answered>
  /** Undefined when nobody answers, or not in time. */
  ask(actor: Actor, service: string, query: string, data: JsonObject, atLeast?: string): Promise<Json | undefined>
  readonly acknowledged: Map<string, Acknowledged>
}

/** Faults that an honest sender never meets. */
const UNEXPECTED = new Set(['invalid-message', 'role-not-allowed', 'actor-not-vouched', 'no-such-command', 'no-such-query', 'internal', 'bad-attestation', 'no-such-index'])
const PATIENCE_MS = 8_000
const TRIES = 24

export const createActing = (parts: {
  readonly now: () => Instant
  readonly wait: (ms: number) => Promise<void>
  /** Buses of the processes that are up. */
  readonly buses: () => readonly Bus[]
  readonly tokens: ActorTokens
  readonly random: Random
  readonly faults: Faults
  readonly report: (rule: string, says: string) => void
}): Acting => {
  const { random, faults, report } = parts
  const acknowledged = new Map<string, Acknowledged>()

  /** The answer, or undefined when its time is over: a process that died in between never answers. */
  const inTime = (request: Promise<Json>): Promise<Json | undefined> => Promise.race([request, parts.wait(PATIENCE_MS).then(() => undefined)])

  const acknowledge = (command: string, commandId: string, reply: CommandReply): void => {
    if (reply.outcome !== 'accepted') return
    const { version, position } = reply
    const before = acknowledged.get(commandId)
    if (before && (before.version !== version || before.position !== position)) {
      report('repeats-have-one-answer', `${command} was acknowledged at ${before.position} and then at ${position}`)
    }
    acknowledged.set(commandId, { commandId, command, version, position })
  }

  const send: Acting['send'] = async (actor, service, command, data, commandId) => {
    const requestedAt = parts.now()
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const buses = parts.buses()
      if (buses.length > 0) {
        const bus = random.pick(buses)
        const envelope = { commandId, data, actor, token: parts.tokens.sign(actor, commandId), requestedAt, correlationId: commandId } as unknown as Json
        if (faults.happens('doubledCommand')) {
          void bus.request(`cmd.${service}.${command}`, envelope)
            .then((reply) => acknowledge(command, commandId, reply as unknown as CommandReply), () => {})
        }
        try {
          const reply = await inTime(bus.request(`cmd.${service}.${command}`, envelope)) as unknown as CommandReply | undefined
          if (reply !== undefined) {
            acknowledge(command, commandId, reply)
            return reply
          }
        } catch (error) {
          if (!isFault(error)) throw error
          if (UNEXPECTED.has(error.code)) report('nobody-honest-meets-a-fault', `${service}.${command}: ${error.code} ${error.message}`)
          if (error.retry === 'never') return { outcome: 'fault', code: error.code }
        }
      }
      await parts.wait(Math.min(60_000, random.exponential(1000 * 2 ** Math.min(attempt, 5))))
    }
    return { outcome: 'unclear' }
  }

  return {
    send,
    acknowledged,
    async ask(actor, service, query, data, atLeast) {
      const buses = parts.buses()
      if (buses.length === 0) return undefined
      try {
        return await inTime(random.pick(buses).request(`qry.${service}.${query}`, {
          data, actor, token: parts.tokens.sign(actor, 'query'), ...(atLeast === undefined ? {} : { atLeast }),
        } as unknown as Json))
      } catch (error) {
        if (!isFault(error)) throw error
        if (UNEXPECTED.has(error.code)) report('nobody-honest-meets-a-fault', `${service}.${query}: ${error.code} ${error.message}`)
        return undefined
      }
    },
  }
}

/** Later than `from` by so many milliseconds, whole ones. */
export const after = (from: Instant, ms: number): Instant => plus(from, Math.max(1, Math.round(ms)))
