// Draws lots without drawing: an order of lawyers that differs from question to question and is the same for everyone.

/** FNV-1a over UTF-16 code units, 32 bits. Spreads; proves nothing. */
export const spread = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The lot of one lawyer in one question, 32 bits; less is earlier. murmur3's finaliser over both. */
export const lot = (lawyer: number, question: number): number => {
  let hash = lawyer ^ Math.imul(question, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
