import type { CommandReply } from '@zhijian/contracts'
import type { z } from 'zod'
import type { Receipt } from '../fields.ts'
import { done, refused, type Answer } from '../route.ts'

/** From a service's reply to an answer: what was asked for with a receipt, or the refusal as it is. */
export const outcome = <Body extends object>(
  reply: CommandReply, body: Body, headers?: Readonly<Record<string, string>>,
): Answer<Body & { receipt: z.input<typeof Receipt> }> => {
  if (reply.outcome === 'refused') return refused(reply.code, reply.detail)
  const receipt = { effect: reply.outcome === 'accepted' ? 'recorded' as const : 'already' as const, position: reply.position }
  return done({ ...body, receipt }, headers === undefined ? {} : { headers })
}
