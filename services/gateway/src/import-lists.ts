// Registers that staff send in name other people, so they are not kept under the key of whoever sent them: each has a key of its own,
// as if it were a person. L1 The newest few have theirs; a list is sent again rather than looked for. L2 When somebody is forgotten every list is:
// nobody looks whom each of them names.
import type { PersonId } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { KeyRing } from '@zhijian/privacy'

type Keys = Pick<KeyRing, 'status' | 'destroy' | 'keyFor'>

export const LISTS_KEPT = 20
const listId = (n: number): PersonId => `list_${n}` as PersonId
export const isList = (person: string): boolean => /^list_\d+$/.test(person)

/** How many there ever were: they are numbered without gaps. */
const listsEver = async (keyring: Keys): Promise<number> => {
  const isThere = async (n: number): Promise<boolean> => await keyring.status(listId(n)) !== 'unknown'
  let beyond = 1
  while (await isThere(beyond - 1)) beyond *= 2
  let [known, unknown] = [Math.floor(beyond / 2), beyond - 1]
  while (known < unknown) {
    const middle = Math.floor((known + unknown) / 2)
    if (await isThere(middle)) known = middle + 1
    else unknown = middle
  }
  return known
}

const forget = async (keyring: Keys, below: number, at: Instant): Promise<void> => {
  for (let n = below - 1; n >= 0 && await keyring.status(listId(n)) === 'active'; n -= 1) {
    await keyring.destroy(listId(n), { reason: 'list-over', by: ['gateway', 'gateway'], at })
  }
}

/** L1 @returns whose the next list is */
export const nextList = async (keyring: Keys, at: Instant): Promise<PersonId> => {
  const n = await listsEver(keyring)
  await keyring.keyFor(listId(n))
  await forget(keyring, n + 1 - LISTS_KEPT, at)
  return listId(n)
}

/** L2 */
export const forgetLists = async (keyring: Keys, at: Instant): Promise<void> => forget(keyring, await listsEver(keyring), at)
