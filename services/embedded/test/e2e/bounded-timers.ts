// Waiting in end-to-end specs: for a condition, never for a time, and with a bound that only a broken platform meets. Also
// what the clock on the wall says, for codes of second factors.
import { createHmac } from 'node:crypto'

/** Generous: machines that run tests are shared. */
export const BOUND_MS = 180_000

/** What a server asked for: for clients that wait as they are told. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

/** @returns the first value that is neither null nor undefined nor false. @throws Error naming what was waited for */
export const until = async <T>(what: string, look: () => Promise<T | null | undefined | false> | T | null | undefined | false, withinMs = BOUND_MS): Promise<T> => {
  const end = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`)
    await pause(20)
  }
}

/** A promise, or an error when it takes longer than only a broken platform would. */
export const within = async <T>(what: string, work: Promise<T>, ms = BOUND_MS): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took too long: ${what}`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

export const stopwatch = (): (() => number) => {
  const from = performance.now()
  return () => performance.now() - from
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 6238: six digits, 30 s, SHA-1. @param secret base32 @param ahead steps; the platform takes one either way, each once */
export const totp = (secret: string, ahead = 0): string => {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = mac[19]! & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
