// The door at which a system of somebody else hands positions over the broker: what a device would send over HTTP, sealed for this door by a sender that is
// known, and answered for every message. It is the same reception behind it.
// P1 A box that no known sender made is refused unread; what is in it is in no log and no answer.
// P2 Whoever asks is answered, always: what was taken and noticed, what was no position, or why nothing was taken and whether the same may be sent again.
// P3 A message that comes again may come again: the track has a fix each time that it came, marked as one that was there, and whatever is concluded counts it once.
import { POSITION_DOOR, type Bus } from '@zhijian/bus'
import type { Curve } from '@zhijian/bus/nats'
import { isFault, type Json, type JsonObject } from '@zhijian/kernel'
import { batchOf } from '@zhijian/positions'
import { describeError, silentLog } from '@zhijian/runtime'
import { z } from 'zod'
import type { Gateway } from './gateway.ts'
import { holderOf, received, takePositions } from './positions.ts'
import { problemBody, problemOfFault } from './problem-body.ts'
import { ProblemError } from './problems.ts'

export interface PositionDoorKeys {
  readonly curve: Curve
  /** Public keys by the name of the sender. */
  readonly senders: ReadonlyMap<string, string>
}

const Message = z.strictObject({ from: z.string().max(64), box: z.string().max(900_000) })
/** In the words that the same would have over HTTP. */
const refusal = (problem: ProblemError, canBeSentAgain = false): Json => {
  const { code, title, detail, params, errors } = problemBody(problem, '')
  return JSON.parse(JSON.stringify({ outcome: 'refused', code, title, canBeSentAgain, detail, params, errors })) as Json
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const positionDoor = (gateway: Pick<Gateway, 'ask' | 'clock' | 'sealer' | 'log'>, { curve, senders }: PositionDoorKeys) => async (body: Json): Promise<Json> => {
  const log = gateway.log ?? silentLog
  const message = Message.safeParse(body)
  if (!message.success) return refusal(new ProblemError('malformed-request'))
  const { from, box } = message.data
  const key = senders.get(from)
  const text = key === undefined ? null : curve.open(box, key)
  if (text === null) {
    log.info('access-refused', { door: POSITION_DOOR, problem: 'not-sealed-by-sender' })
    return refusal(new ProblemError('not-sealed-by-sender'))
  }
  try {
    const reception = received(batchOf(jsonOf(text)))
    const answer = await takePositions(gateway, await holderOf(gateway, reception.device), reception.device, reception)
    return answer.kind === 'done' ? { outcome: 'taken', ...answer.body as JsonObject } : refusal(new ProblemError(answer.code))
  } catch (error) {
    if (error instanceof ProblemError) return refusal(error)
    if (isFault(error)) return refusal(problemOfFault(error), error.retry !== 'never')
    log.error('positions-not-taken', describeError(error))
    return refusal(new ProblemError('internal'), true)
  }
}

export const openPositionDoor = (gateway: Pick<Gateway, 'ask' | 'clock' | 'sealer' | 'log'> & { readonly bus: Pick<Bus, 'respond'> }, keys: PositionDoorKeys) => {
  let open: { drain(): Promise<void> } | null = null
  return {
    async start(): Promise<void> {
      open = await gateway.bus.respond(POSITION_DOOR, positionDoor(gateway, keys))
    },
    async stop(): Promise<void> {
      await open?.drain()
    },
  }
}
