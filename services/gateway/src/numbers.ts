// Telephone numbers that lead to accounts, as people's numbers change. N1 A number leads to somebody while the record says it
// is theirs: it is looked up under a keyed HMAC, and the old one goes with the change. N2 A citizen's number is how she comes
// in: it stays hers whatever office she takes or leaves. N3 Each step repeats harmlessly; killed between them, it is done again.
import type { Sealed } from '@zhijian/contracts'
import type { Lookup, Sealer } from '@zhijian/privacy'
import type { Reaction, ServicePorts } from '@zhijian/runtime'
import type { Account } from './account.ts'
import { accountAggregate } from './aggregate.ts'
import { addressView, type AddressRow } from './views/addresses.ts'

export interface Numbers {
  readonly lookup: Pick<Lookup, 'hmac' | 'reserve' | 'retain'>
  readonly sealer: Pick<Sealer, 'openOrNull'>
}

export const numberReactions = (ports: Pick<ServicePorts, 'state' | 'view'>, { lookup, sealer }: Numbers): readonly Reaction[] => {
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
  return [
    {
      name: 'follow-staff-number', on: { categories: ['person'], types: ['StaffAdded', 'StaffDetailsChanged', 'StaffLeft'] },
      otherwise: () => ({ code: 'number-leads-astray' }),
      async run({ type, data }) {
        await follow(String(data['personId']), (data['phone'] ?? null) as Sealed | null, type.startsWith('StaffLeft.'))
        return []
      },
    },
    {
      name: 'follow-lawyer-number', on: { categories: ['lawyer'], types: ['LawyerPhoneChanged'] },
      otherwise: () => ({ code: 'number-leads-astray' }),
      async run({ data }) {
        const { items } = await ports.view<AddressRow>(addressView.collection.name).find({ where: { lawyerId: String(data['lawyerId']) }, sort: [['id', 'asc']], limit: 10 })
        for (const { id } of items) await follow(id, data['phone'] as Sealed | null)
        return []
      },
    },
  ]
}
