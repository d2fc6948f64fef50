// Forgetting somebody, through the operator's door: two members of staff, each there in person with the second factor of
// their own account. The person is found by id or by telephone; the rules are the directory's.
import { AccountId, DeclineReason, ERASERS, ErasureGround, ownWords, PersonId, saidRetention, type Actor } from '@zhijian/contracts'
import type { Operations } from '@zhijian/host'
import { Fault, type Json } from '@zhijian/kernel'
import { z } from 'zod'
import type { Operated } from './ports.ts'
import { Asked, checked, order, recorded } from './recorded.ts'

const never = (code: string, message: string): Fault => new Fault(code, message, { retry: 'never' })

const Whom = { person: PersonId.optional(), phone: z.string().max(40).optional() }
const Who = { as: AccountId, code: z.string().regex(/^\d{6}$/) }
const Request = Asked.extend({ ...Whom, ...Who, ground: ErasureGround })
const Confirm = Asked.extend({ ...Whom, ...Who })
const Refuse = Asked.extend({ ...Whom, ...Who, ...saidRetention })
const Decline = Asked.extend({ ...Whom, ...Who, decline: DeclineReason, explanation: ownWords({ max: 500 }).optional() })
const Look = Asked.extend(Who)
const Decide = Look.extend({ review: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Status = z.strictObject(Whom)

export const erasingOperations = (operated: Operated): Operations => {
  const { lookup, store, accounts, bus, tokens, county } = operated

  const find = async ({ person, phone }: { readonly person?: PersonId | undefined; readonly phone?: string | undefined }): Promise<PersonId> => {
    if (person !== undefined && phone === undefined) return person
    if (phone === undefined || person !== undefined) throw never('usage', 'one of person and phone names who is meant')
    const owner = await lookup.ownerOf('phone', lookup.hmac('phone', phone))
    if (owner === null) throw never('no-such-person', 'this telephone leads to nobody')
    return owner as PersonId
  }

  /** @throws Fault `second-factor-not-shown` · `sign-in-blocked` · `role-not-held` (never) */
  const present = async ({ as, code }: { readonly as: AccountId; readonly code: string }): Promise<Actor> => {
    const shown = await accounts.isPresent(as, code)
    if (shown === 'blocked') throw never('sign-in-blocked', 'too many wrong codes; wait before the next one')
    if (shown !== 'present') throw never('second-factor-not-shown', 'the code is not that of this account, was used already, or the account has none')
    const held = (await accounts.scopes(as)).find(({ role, region }) => ERASERS.includes(role) && (region === null || county.startsWith(region)))
    if (!held) throw never('role-not-held', `erasing is for ${ERASERS.join(', ')} of this county`)
    return { id: as as string as PersonId, role: held.role }
  }

  const asked = async (
    operation: string, input: { readonly by: string; readonly reason: string } & z.infer<typeof Confirm>, data: (personId: PersonId) => object | Promise<object>,
  ): Promise<Json> => {
    const personId = await find(input)
    const actor = await present(input)
    return await recorded(operated, { operation, by: input.by, reason: input.reason, target: personId, staffId: actor.id }, async (operationId) => {
      const reply = await order(operated, actor, 'directory', operation.replace('erase-', '') + '-erasure', await data(personId), operationId)
      return { personId, outcome: reply.outcome }
    })
  }

  /** A step of a look at whose data nobody needs any more. */
  const looked = async (step: 'propose' | 'confirm' | 'drop', input: z.infer<typeof Look>, review: (operationId: string) => string): Promise<Json> => {
    const actor = await present(input)
    return recorded(operated, { operation: `retention-${step}`, by: input.by, reason: input.reason, target: county, staffId: actor.id }, async (operationId) => {
      const reviewId = review(operationId)
      const reply = await order(operated, actor, 'directory', `${step}-retention-review`, { countyCode: county, reviewId }, operationId)
      return { reviewId, outcome: reply.outcome }
    })
  }

  return {
    'retention-propose': async (raw) => looked('propose', checked(Look, raw), (operationId) => operationId),
    'retention-confirm': async (raw) => {
      const { review, ...input } = checked(Decide, raw)
      return looked('confirm', input, () => review)
    },
    'retention-drop': async (raw) => {
      const { review, ...input } = checked(Decide, raw)
      return looked('drop', input, () => review)
    },
    'retention-status': async () => {
      const system = { id: 'system', role: 'system' } as Actor
      const head = await store.head()
      return await bus.request('qry.directory.retention', {
        data: { countyCode: county }, actor: { ...system }, token: tokens.sign(system, 'query'), ...(head === null ? {} : { atLeast: head }),
      } as unknown as Json)
    },
    'erase-request': async (raw) => {
      const input = checked(Request, raw)
      return asked('erase-request', input, (personId) => ({ personId, ground: input.ground }))
    },
    'erase-confirm': async (raw) => asked('erase-confirm', checked(Confirm, raw), (personId) => ({ personId })),
    'erase-refuse': async (raw) => {
      const input = checked(Refuse, raw)
      return asked('erase-refuse', input, (personId) => ({ personId, rule: input.rule, until: input.until }))
    },
    'erase-decline': async (raw) => {
      const input = checked(Decline, raw)
      return asked('erase-decline', input, async (personId) => ({
        personId, reason: input.decline, explanation: input.explanation === undefined ? null : await operated.sealer.seal(personId, input.explanation),
      }))
    },
    'erase-copy': async (raw) => {
      const input = checked(Confirm, raw)
      const personId = await find(input)
      const actor = await present(input)
      return recorded(operated, { operation: 'erase-copy', by: input.by, reason: input.reason, target: personId, staffId: actor.id }, async () => ({ personId, ...await accounts.personalCopy(personId) }))
    },
    'erase-status': async (raw) => {
      const input = checked(Status, raw ?? {})
      const whom = input.person === undefined && input.phone === undefined ? {} : { personId: await find(input) }
      const system = { id: 'system', role: 'system' } as Actor
      const head = await store.head()
      return await bus.request('qry.directory.erasures', {
        data: whom, actor: { ...system }, token: tokens.sign(system, 'query'), ...(head === null ? {} : { atLeast: head }),
      } as unknown as Json)
    },
  }
}
