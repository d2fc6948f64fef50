// Work is divided by stream into 256 slots; who does a slot first is decided by rendezvous hash over static ordinals:
// no lease, no leader, and adding an instance moves 1/n of the slots.

/** FNV-1a, 32 bits, over UTF-16 code units: a spreading function, not a digest. */
const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  // One round of murmur's finaliser: FNV alone leaves the high bits of short, similar names alike.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** From 0 up to and not including 1: the same for the same text, and spread evenly over different ones. */
export const shareOf = (text: string): number => fnv1a(text) / 2 ** 32

export const SLOTS = 256

/** @returns 0–255; in subjects written as two hexadecimal digits */
export const slotOf = (stream: string): number => fnv1a(stream) % SLOTS

export const slotName = (slot: number): string => slot.toString(16).padStart(2, '0')

/** 0 for the instance that serves the slot first, 1 for the next to step in, and so on. */
export const rankFor = (slot: number, ordinal: number, instances: number): number => {
  const weight = (who: number): number => fnv1a(`${slotName(slot)}/${who}`)
  const mine = weight(ordinal)
  let rank = 0
  for (let other = 0; other < instances; other += 1) {
    const its = weight(other)
    if (its > mine || (its === mine && other < ordinal)) rank += 1
  }
  return rank
}
