// Where the things routes touch lie, for the reach of a role.
import type { Gateway } from '../gateway.ts'
import { regionsOf } from '../policy.ts'
import type { Call, Resource } from '../route.ts'
import { placeOf, type Conversation } from '../views/conversation.ts'
import { lawyerMayLook } from '../visibility.ts'

export const conversationOf = async (gateway: Gateway, id: string): Promise<Conversation | null> =>
  (await gateway.facts.conversations.load(id))?.state ?? null

/** What lies nowhere yet, for whoever has any reach in this role. */
export const ownReach = ({ scopes }: Pick<Call<unknown, unknown, unknown>, 'scopes'>): Resource => {
  const region = regionsOf(scopes)?.[0]
  return region === undefined ? {} : { region }
}

/**
 * Null: no such question. An agent reaches it in the office he acts from, and no longer than he holds it: a mandate makes
 * nobody its owner.
 */
export const consultationResource = async ({ gateway }: { readonly gateway: Gateway }, id: string): Promise<Resource | null> => {
  const conversation = await conversationOf(gateway, id)
  if (conversation === null) return null
  return {
    owner: conversation.question.askerId,
    region: placeOf(conversation),
    lawyers: (lawyerId) => lawyerMayLook(gateway, lawyerId, conversation),
  }
}
