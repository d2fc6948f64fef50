// What comes from outside is sealed for whoever takes it, on the way through the broker as well: X25519 boxes as clients of NATS make them (xkeys, `xkv1`).
// A box opens with the key of its sender alone, so it says who made it.
import { nkeys } from '@nats-io/nats-core'

const { createCurve, fromCurveSeed } = nkeys
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export interface Curve {
  /** `X…`: for whoever seals for this one. */
  readonly publicKey: string
  /** @returns base64 */
  seal(text: string, recipient: string): string
  /** Null: it is no box of this sender for this one. */
  open(box: string, sender: string): string | null
}

/** @returns a seed, `SX…`: whoever has it opens what is sealed for it */
export const newCurveSeed = (): string => new TextDecoder().decode(createCurve().getSeed())

/** @throws of a text that is no seed */
export const curveOf = (seed: string): Curve => {
  const pair = fromCurveSeed(bytes(seed.trim()))
  return {
    publicKey: pair.getPublicKey(),
    seal: (text, recipient) => Buffer.from(pair.seal(bytes(text), recipient)).toString('base64'),
    open(box, sender) {
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(pair.open(Buffer.from(box, 'base64'), sender) ?? undefined) || null
      } catch {
        return null
      }
    },
  }
}
