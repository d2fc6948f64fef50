// Telephone numbers that lead to accounts, as people's numbers change. N1 A number leads to somebody while the record says it
// is theirs: it is looked up under a keyed HMAC, and the old one goes with the change. N2 A citizen's number is how she comes
// in: it stays hers whatever office she takes or leaves. N3 Each step repeats harmlessly; killed between them, it is done again.
// N4 What is carried out is what the log says last, not what the message said, which may come again long after; and it is looked at once more
// afterwards: who stood still meanwhile puts right what he made old again.
import type { Sealed } from '@zhijian/contracts'
import { nameOfType, type EventStore, type StoredEvent } from '@zhijian/event-store'
import type { Lookup, Sealer } from '@zhijian/privacy'
import type { Outgoing, Reaction, ServicePorts } from '@zhijian/runtime'
import type { Account } from './account.ts'
import { accountAggregate } from './aggregate.ts'
import { addressView, type AddressRow } from './views/addresses.ts'

export interface Numbers {
  readonly lookup: Pick<Lookup, 'hmac' | 'reserve' | 'retain'>
  readonly sealer: Pick<Sealer, 'openOrNull'>
  /** The log: whose number it is stands in streams of others. */
  readonly store: Pick<EventStore, 'read'>
}

export const numberReactions = (ports: Pick<ServicePorts, 'state' | 'view'>, { lookup, sealer, store }: Numbers): readonly Reaction[] => {
  const keyOf = async (sealed: Sealed | null): Promise<readonly string[]> => {
    const number = sealed && await sealer.openOrNull(sealed)
    return number === null ? [] : [lookup.hmac('phone', number)]
  }
  /** @param phone null: none is known beside the account's own */
  const follow = async (owner: string, phone: Sealed | null, hasLeft = false): Promise<void> => {
    const found = await ports.state<Account>(accountAggregate, owner)
    const keepsOwn = found !== null && (found.state.kind === 'citizen' || (phone === null && !hasLeft))
    const now = await keyOf(phone)
    // Whose number it is already, it stays: an office's telephone is many people's.
    for (const key of now) await lookup.reserve('phone', key, owner)
    await lookup.retain('phone', owner, [...now, ...keepsOwn ? await keyOf(found.state.phone) : []])
  }
  /** N4 */
  const carriedOut = async (stream: string, types: readonly string[], carryOut: (last: StoredEvent) => Promise<void>): Promise<readonly Outgoing[]> => {
    const lastOf = async (): Promise<StoredEvent | undefined> => (await store.read(stream)).findLast(({ type }) => types.includes(nameOfType(type)))
    for (let last = await lastOf(), done = -1; last !== undefined && last.version !== done; last = await lastOf()) {
      done = last.version
      await carryOut(last)
    }
    return []
  }
  const [OF_STAFF, OF_LAWYER] = [['StaffAdded', 'StaffDetailsChanged', 'StaffLeft'], ['LawyerPhoneChanged']]
  const numberIn = ({ data }: StoredEvent): Sealed | null => (data['phone'] ?? null) as Sealed | null
  return [
    {
      name: 'follow-staff-number', on: { categories: ['person'], types: OF_STAFF },
      otherwise: () => ({ code: 'number-leads-astray' }),
      run: ({ data }) => carriedOut(`person-${String(data['personId'])}`, OF_STAFF, (last) => follow(String(data['personId']), numberIn(last), nameOfType(last.type) === 'StaffLeft')),
    },
    {
      name: 'follow-lawyer-number', on: { categories: ['lawyer'], types: OF_LAWYER },
      otherwise: () => ({ code: 'number-leads-astray' }),
      run: ({ data }) => carriedOut(`lawyer-${String(data['lawyerId'])}`, OF_LAWYER, async (last) => {
        const { items } = await ports.view<AddressRow>(addressView.collection.name).find({ where: { lawyerId: String(data['lawyerId']) }, sort: [['id', 'asc']], limit: 10 })
        for (const { id } of items) await follow(id, numberIn(last))
      }),
    },
  ]
}
