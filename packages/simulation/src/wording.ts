// What people say, prepared as every door prepares it. The few texts of a world come again and again, so what is measured
// of a text is kept; only the sealing is done each time. A kept measure is there sooner than a new one, which must not
// change what happens: a moment of the world's time passes either way.
import { prepareAnswer, prepareFollowUp, prepareQuestion, prepareReply } from '@zhijian/edge'
import type { JsonObject } from '@zhijian/kernel'
import type { PersonId, Sealed } from '@zhijian/contracts'
import type { Sealer } from '@zhijian/privacy'
import type { People } from './world.ts'

/** Stands where a sealed text will stand: the text itself. */
interface Unsealed { readonly unsealed: string }
const carrier = { seal: async (_person: PersonId, text: string) => ({ unsealed: text }) } as unknown as Sealer
const ANYBODY = 'anybody' as PersonId

const known = new Map<string, JsonObject | null>()
const measured = async (key: string, prepare: () => Promise<{ readonly kind: string; readonly data?: object }>): Promise<JsonObject | null> => {
  const before = known.get(key)
  if (before !== undefined) return before
  const prepared = await prepare()
  const data = prepared.kind === 'prepared' ? prepared.data as unknown as JsonObject : null
  known.set(key, data)
  return data
}

const isUnsealed = (value: unknown): value is Unsealed => typeof value === 'object' && value !== null && 'unsealed' in value

type Speaker = Pick<People, 'sealer' | 'wait'>

/** Seals what is to be sealed, for this person. */
const sealed = async ({ sealer, wait }: Speaker, person: string, measuring: Promise<JsonObject | null>): Promise<JsonObject | null> => {
  // The moment begins before the measure is there: whoever speaks first in it goes on first, whatever is kept.
  const [data] = await Promise.all([measuring, wait(1)])
  if (data === null) return null
  const said: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data)) said[name] = isUnsealed(value) ? await sealer.seal(person as PersonId, value.unsealed) satisfies Sealed : value
  return said as JsonObject
}

/** Each null when the edge refuses the text. */
export const questionSaid = async (by: Speaker, askerId: string, text: string): Promise<JsonObject | null> =>
  sealed(by, askerId, measured(`question ${text}`, () => prepareQuestion(carrier, { askerId: ANYBODY, text })))
export const followUpSaid = async (by: Speaker, askerId: string, text: string): Promise<JsonObject | null> =>
  sealed(by, askerId, measured(`follow-up ${text}`, () => prepareFollowUp(carrier, { askerId: ANYBODY, text })))
export const replySaid = async (by: Speaker, askerId: string, text: string): Promise<JsonObject | null> =>
  sealed(by, askerId, measured(`reply ${text}`, () => prepareReply(carrier, { askerId: ANYBODY, text })))
export const answerSaid = async (by: Speaker, askerId: string, text: string): Promise<JsonObject | null> =>
  sealed(by, askerId, measured(`answer ${text}`, () => prepareAnswer(carrier, { askerId: ANYBODY, text, question: '' })))
