// Where the things routes touch lie, for the reach of a role.
import { regionsOf } from '../policy.ts'
import type { Call, Resource } from '../route.ts'
import { placeOf, type Conversation } from '../views/conversation.ts'
import { lawyerMayLook } from '../visibility.ts'

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'gateway'>
const read = new WeakMap<AnyCall, { readonly id: string; readonly found: Promise<Conversation | null> }>()
/** Read once for a request: what its reach was decided on is what its handler works with. */
export const conversationOf = (call: AnyCall, id: string): Promise<Conversation | null> => {
  const before = read.get(call)
  if (before?.id === id) return before.found
  const found = call.gateway.facts.conversations.load(id).then((loaded) => loaded?.state ?? null)
  read.set(call, { id, found })
  return found
}

/** What lies nowhere yet, for whoever has any reach in this role. */
export const ownReach = ({ scopes }: Pick<Call<unknown, unknown, unknown>, 'scopes'>): Resource => {
  const region = regionsOf(scopes)?.[0]
  return region === undefined ? {} : { region }
}

/**
 * Null: no such question. An agent reaches it in the office he acts from, and no longer than he holds it: a mandate makes
 * nobody its owner.
 */
export const consultationResource = async (call: AnyCall, id: string): Promise<Resource | null> => {
  const conversation = await conversationOf(call, id)
  if (conversation === null) return null
  return {
    owner: conversation.question.askerId,
    region: placeOf(conversation),
    lawyers: (lawyerId) => lawyerMayLook(call.gateway, lawyerId, conversation),
  }
}
