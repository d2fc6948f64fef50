// Who did it, in words. Members of staff by the name that the directory or their account has, lawyers by the name on the register;
// of citizens nothing is told here, whoever asks.
import { personEvents, type LawyerId, type PersonEvent, type Sealed } from '@zhijian/contracts'
import type { EventStore } from '@zhijian/event-store'
import type { Gateway } from './gateway.ts'
import { lawyerCards } from './opening.ts'
import type { Call } from './route.ts'
import { streamFold, type StreamFold } from './stream-fold.ts'

/** Null: none on record, or she left it empty. */
export const staffNameFold = (store: EventStore): StreamFold<Sealed | null> =>
  streamFold(store, 'person', (): Sealed | null => null, (name, stored) => {
    const event = personEvents.read(stored.type, stored.data) as PersonEvent | null
    return event?.type === 'StaffAdded' || event?.type === 'StaffDetailsChanged' ? event.data.name : name
  })

/** A list is a page of a screen; beyond it nobody reads names. */
const MOST = 500

/** @returns by id, of those who have one: names of staff, and of lawyers who are named by their account or their number on the register */
export const namesOf = async (
  { gateway, ask }: Pick<Call<unknown, unknown, unknown>, 'ask'> & { readonly gateway: Pick<Gateway, 'accounts' | 'staffNames' | 'sealer'> },
  ids: readonly (string | null | undefined)[],
): Promise<Record<string, string>> => {
  const wanted = [...new Set(ids)].filter((id): id is string => typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id)).slice(0, MOST)
  const names = new Map<string, string>()
  const lawyers = new Map<string, string>()
  await Promise.all(wanted.map(async (id) => {
    const [staff, account] = await Promise.all([gateway.staffNames.load(id), gateway.accounts.load(id)])
    const known = account?.state
    if (known?.kind === 'citizen') return
    const sealed = staff?.state ?? known?.name ?? null
    const name = sealed === null ? null : await gateway.sealer.openOrNull(sealed)
    if (name !== null) names.set(id, name)
    else if (staff === null) lawyers.set(id, known?.lawyerId ?? id)
  }))
  if (lawyers.size > 0) {
    const cards = await lawyerCards({ ask }, [...lawyers.values()].slice(0, 200) as LawyerId[])
    for (const [id, lawyerId] of lawyers) {
      const card = cards.get(lawyerId)
      if (card?.name !== undefined && card.name !== null) names.set(id, card.name)
    }
  }
  return Object.fromEntries(names)
}
