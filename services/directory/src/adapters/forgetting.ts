// What follows when it was decided that somebody is forgotten, or may not be yet. The keys and look-ups are the world's;
// each step repeats harmlessly, so that a crash between any two of them ends in a certificate all the same: the tombstone
// is on the disk before the key goes, and the certificate is made from the tombstone.
import type { ErasureCertificate, PersonId, Retention } from '@zhijian/contracts'
import { nameOfType, type StoredEvent } from '@zhijian/event-store'
import { isFault } from '@zhijian/kernel'
import { certificateFor, destructionOrder, type Erasure, type KeyRing, type Lookup } from '@zhijian/privacy'
import type { Outgoing, Reaction, ServicePorts } from '@zhijian/runtime'
import { erasureAggregate } from '../commands.ts'

export interface Forgetting {
  readonly keyring: Pick<KeyRing, 'destroy' | 'restrict' | 'status'>
  readonly lookup: Pick<Lookup, 'eraseOwner'>
  /** How long copies of the keys are kept. */
  readonly copiesKeptMs?: number
}

const certify = (certificate: ErasureCertificate): Outgoing => ({ service: 'directory', command: 'certify-erasure', data: { certificate } as unknown as Outgoing['data'] })

export const forgettingReactions = (ports: Pick<ServicePorts, 'state' | 'history'>, { keyring, lookup, copiesKeptMs }: Forgetting): readonly Reaction[] => [
  {
    // Parks with `person-restricted` when the key ring knows of a period that the request did not: a person must look.
    name: 'forget', on: { categories: ['erasure'], types: ['ErasureConfirmed'] },
    otherwise: () => ({ code: 'forgetting-stands' }),
    async run({ data, meta }) {
      const personId = data['personId'] as PersonId
      const found = await ports.state<Erasure>(erasureAggregate, personId)
      const order = found && destructionOrder(found.state, meta.time)
      if (!order) return []
      const tombstone = await keyring.destroy(personId, order)
      await lookup.eraseOwner(personId)
      return [certify(certificateFor(tombstone, copiesKeptMs))]
    },
  },
  {
    // While the period runs the data is kept and nothing else is done with it. @source 个人信息保护法 第四十七条第二款
    name: 'restrict', on: { categories: ['erasure'], types: ['ErasureRefused'] },
    otherwise: () => ({ code: 'forgetting-stands' }),
    // What is carried out is the newest refusal, not the one that is told, perhaps again and long after; and whoever stood still in the middle of it looks once more.
    async run({ data }) {
      const { personId } = data as unknown as { readonly personId: PersonId }
      const newest = async (): Promise<StoredEvent | undefined> => (await ports.history(`erasure-${personId}`)).findLast(({ type }) => nameOfType(type) === 'ErasureRefused')
      for (let last = await newest(), done = -1; last !== undefined && last.version !== done; last = await newest()) {
        done = last.version
        const { rule, until } = last.data as unknown as Retention
        try {
          await keyring.restrict(personId, until, rule)
        } catch (error) {
          // Nobody's data is kept under a key that never was, or is gone.
          if (!isFault(error, 'no-such-key') && !isFault(error, 'person-erased')) throw error
        }
      }
      return []
    },
  },
]
