// Operations that change something: who asked and why is in the log before anything is done, and how it ended after.
// The reason is free text and sealed with the platform's own key, which outlives people: what names somebody is taken out before
// (ADR 0120). If the record cannot be written, nothing is done.
import { createHash, randomUUID } from 'node:crypto'
import { OperatorName, ownWords, PLATFORM_PERSON, type Actor, type CommandReply, type PersonId } from '@zhijian/contracts'
import { redact } from '@zhijian/edge'
import { eventId } from '@zhijian/event-store'
import { Fault, isFault, type Instant, type Json } from '@zhijian/kernel'
import { z } from 'zod'
import type { Figures } from './operation.ts'
import type { Operated } from './ports.ts'

const SYSTEM = { id: 'system', role: 'system' } as Actor

/** What every operation that changes something is asked with. */
export const Asked = z.strictObject({ by: OperatorName, reason: ownWords({ max: 500 }) })

export const checked = <S extends z.ZodType>(schema: S, input: Json): z.infer<S> => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new Fault('usage', `the operation’s input is wrong at: ${parsed.error.issues.map((issue) => issue.path.join('.') || '(whole)').join(', ')}`, { retry: 'never' })
}

export type Talking = Pick<Operated, 'tokens' | 'clock' | 'sealer'> & { readonly bus: Pick<Operated['bus'], 'request'> }

/** One command over the bus in somebody's name. @throws Fault: the service's, or a refusal's code */
export const order = async (
  { bus, tokens, clock }: Talking, actor: Actor, service: string, command: string, data: object, correlationId: string,
): Promise<Exclude<CommandReply, { outcome: 'refused' }>> => {
  const commandId = createHash('sha256').update(`${correlationId}/${service}/${command}`).digest('base64url')
  const reply = await bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor: { ...actor }, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId,
  } as unknown as Json) as unknown as CommandReply
  if (reply.outcome !== 'refused') return reply
  const details = Object.entries(reply.detail).map(([name, value]) => `${name} ${value}`).join(', ')
  throw new Fault(reply.code, `${service} refused ${command}${details === '' ? '' : `: ${details}`}`, { retry: 'never' })
}

export interface Act {
  readonly operation: string
  readonly by: string
  readonly reason: string
  readonly target: string
  readonly staffId?: PersonId
  /** Of who tells the same act again when he got no answer. Default: a new one. */
  readonly operationId?: string
}

/** @returns an id that sorts by time */
export const newOperationId = (now: Instant): string => eventId(now, randomUUID(), 0).replaceAll('-', '')

/** The first half: who asks, and why. @throws Fault, and then nothing may be done */
export const beginOperation = async (platform: Talking, act: Act, operationId: string): Promise<void> => {
  const { operation, by, target, reason, staffId = null } = act
  const sealed = await platform.sealer.seal(PLATFORM_PERSON, redact(reason).text)
  await order(platform, SYSTEM, 'operator', 'record-operation', { operationId, operation, by, staffId, reason: sealed, target }, operationId)
}
/** The second: how it ended. @throws Fault */
export const endOperation = async (platform: Talking, operationId: string, outcome: 'done' | 'failed', code: string | null, figures?: Figures): Promise<void> =>
  void await order(platform, SYSTEM, 'operator', 'end-operation', { operationId, outcome, code, ...(figures === undefined ? {} : { figures }) }, operationId)

/** @throws whatever the work throws, after it was written down @param work is given the operation's id: the correlation of all that follows */
export const recorded = async <T extends Json>(platform: Talking, act: Act, work: (operationId: string) => Promise<T>): Promise<T> => {
  const { operationId = newOperationId(platform.clock.now()) } = act
  await beginOperation(platform, act, operationId)
  const end = (outcome: 'done' | 'failed', code: string | null): Promise<void> => endOperation(platform, operationId, outcome, code)
  let result: T
  try {
    result = await work(operationId)
  } catch (error) {
    // The caller hears of the work's fault, whatever becomes of its record.
    await end('failed', isFault(error) ? error.code.slice(0, 64) : 'bug').catch(() => undefined)
    throw error
  }
  await end('done', null)
  return result
}
