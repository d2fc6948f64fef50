// A receipt as QR codes that hold it whole, no address of it: canonical JSON, compressed, cut into pieces, each a line that a phone
// reads as text. Base45 (RFC 9285), because that is what QR packs densely and every reader gives back unchanged.
//   ZJR1:<which>/<of how many>:<base45>
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import encodeQR from 'qr'
import { canonical, type JsonObject } from '@zhijian/kernel'
import type { Receipt } from './receipt.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** A code of this much is about 7 cm wide on paper at half a millimetre a point. */
const BYTES_PER_CODE = 1000
const MOST_CODES = 99
/** What a receipt may unpack to: a question and fifty answers of full length are less. */
const MOST_BYTES = 8 * 1024 * 1024

export const base45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length
    let rest = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!
    for (let n = isPair ? 3 : 2; n > 0; n -= 1) {
      text += ALPHABET[rest % 45]
      rest = Math.floor(rest / 45)
    }
  }
  return text
}

/** @throws SyntaxError */
export const unbase45 = (text: string): Buffer => {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((letter) => ALPHABET.indexOf(letter))
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (digits.includes(-1) || digits.length === 1 || value > (digits.length === 3 ? 0xffff : 0xff)) throw new SyntaxError('no base45')
    bytes.push(...(digits.length === 3 ? [value >> 8, value & 0xff] : [value]))
  }
  return Buffer.from(bytes)
}

/** One line per code. */
export const linesOf = (receipt: Receipt): readonly string[] => {
  const packed = deflateRawSync(canonical(receipt as unknown as JsonObject), { level: 9 })
  const count = Math.ceil(packed.length / BYTES_PER_CODE)
  return Array.from({ length: count }, (_, n) => `ZJR1:${n + 1}/${count}:${base45(packed.subarray(n * BYTES_PER_CODE, (n + 1) * BYTES_PER_CODE))}`)
}

/** @returns the receipt that lines hold, in whatever order they were read, also twice @throws SyntaxError */
export const receiptIn = (lines: readonly string[]): Receipt => {
  const pieces = new Map<number, Buffer>()
  let count = 0
  for (const line of lines) {
    const [, which, of, text] = /^ZJR1:(\d{1,2})\/(\d{1,2}):(.+)$/.exec(line) ?? []
    if (text === undefined || (count !== 0 && count !== Number(of))) throw new SyntaxError('no code of this receipt')
    count = Number(of)
    pieces.set(Number(which), unbase45(text))
  }
  const missing = Array.from({ length: count }, (_, n) => n + 1).filter((n) => !pieces.has(n))
  if (count === 0 || missing.length > 0) throw new SyntaxError(`codes missing: ${missing.join(', ')}`)
  try {
    return JSON.parse(inflateRawSync(Buffer.concat(Array.from({ length: count }, (_, n) => pieces.get(n + 1)!)), { maxOutputLength: MOST_BYTES }).toString('utf8')) as Receipt
  } catch (cause) {
    throw new SyntaxError('the codes do not hold a receipt', { cause })
  }
}

/** SVG of each code; none when there would be more than anybody scans: then the file holds the proof. */
export const codesOf = (receipt: Receipt): readonly string[] => {
  const lines = linesOf(receipt)
  return lines.length > MOST_CODES ? [] : lines.map((line) => encodeQR(line, 'svg', { ecc: 'medium', encoding: 'alphanumeric', border: 4 }))
}
