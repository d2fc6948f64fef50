// When a lawyer declared which kind of conflict. Of the party there is a keyed hash and nothing else: he knows whom he meant.
import { lawyerEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'
import type { Conflict } from '../lawyer.ts'

export type ConflictsDocument = { readonly declared: readonly (Conflict & { readonly at: string })[] }

export const conflicts: View<ConflictsDocument> = {
  collection: { name: 'lawyer-pool-conflicts', version: 1, indexes: [] },
  on: { categories: ['lawyer'], types: ['ConflictDeclared', 'ConflictWithdrawn', 'LawyerRegistered'] },
  keys: (event) => [event.data.lawyerId as string],
  evolve(before, event) {
    const fact = lawyerEvents.read(event.type, event.data)
    const declared = before?.declared ?? []
    switch (fact?.type) {
      case 'ConflictDeclared': return { declared: [...declared, { party: fact.data.party, kind: fact.data.kind, at: fact.data.at }] }
      case 'ConflictWithdrawn': return { declared: declared.filter(({ party, kind }) => party !== fact.data.party || kind !== fact.data.kind) }
      // Registered anew: nothing of before carries over.
      case 'LawyerRegistered': return { declared: [] }
      default: return before
    }
  },
}
