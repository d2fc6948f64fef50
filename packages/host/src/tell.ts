// Commands of the platform to itself, which go the same way as anybody's. Their ids derive from what they say: what was told
// before is not done twice.
import { createHash } from 'node:crypto'
import type { Bus } from '@zhijian/bus'
import type { Actor, CommandReply } from '@zhijian/contracts'
import { canonical, Fault, type Clock, type Json } from '@zhijian/kernel'
import type { ActorTokens } from '@zhijian/runtime'

/** What telling takes, wherever the services run. */
export interface Teller {
  readonly bus: Pick<Bus, 'request'>
  readonly tokens: ActorTokens
  readonly clock: Clock
}

const SYSTEM = { id: 'system', role: 'system' } as Actor

/** @throws Fault `founding-refused` (never) when it is refused */
export const tell = async ({ bus, tokens, clock }: Teller, service: string, command: string, data: object): Promise<void> => {
  const commandId = createHash('sha256').update(`founding/${service}/${command}/${canonical(data)}`).digest('base64url')
  const reply = await bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor: SYSTEM, token: tokens.sign(SYSTEM, commandId), requestedAt: clock.now(), correlationId: 'founding',
  } as unknown as Json, { timeoutMs: 60_000 }) as unknown as CommandReply
  if (reply.outcome === 'refused') throw new Fault('founding-refused', `${service} refused ${command}: ${reply.code}`, { retry: 'never' })
}
