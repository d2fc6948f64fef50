import type { KeyRing, Lookup } from './port.ts'

/** At every start: look-ups that were put back from a copy, or that a crash left, may lead to people who were forgotten since. */
export const forgetErased = async (keyring: Pick<KeyRing, 'tombstones'>, lookup: Pick<Lookup, 'eraseOwner'>): Promise<void> => {
  for (const { person } of await keyring.tombstones()) await lookup.eraseOwner(person)
}
