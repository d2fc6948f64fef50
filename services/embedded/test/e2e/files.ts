// Files that people send, and files that only say they are something.
import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A grey picture, 64 wide: a real PNG. */
export const picture = (lines = 40): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(64, 0)
  header.writeUInt32BE(lines, 4)
  header[8] = 8
  const rows = Buffer.from(Array.from({ length: lines * 65 }, (_, n) => (n % 65 === 0 ? 0 : (n * 37) & 0xff)))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** A workbook whose one part unpacks to so many megabytes of nothing. */
export const zipBomb = (megabytes: number): Buffer => {
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const inside = Buffer.alloc(megabytes * 1024 * 1024)
  const packed = deflateSync(inside).subarray(2, -4)
  const head = (signature: string, rest: Buffer): Buffer => Buffer.concat([Buffer.from(signature, 'hex'), rest])
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(inside), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(inside.length, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([head('504b0304', common), name, packed])
  const central = Buffer.concat([head('504b0102', Buffer.concat([Buffer.from('1400', 'hex'), common, Buffer.alloc(14)])), name])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, head('504b0506', end)])
}

/** As a Windows program saves it. Node reads GBK but does not write it, so the way back is looked up. */
export const gbkOf = (text: string): Buffer => {
  const decoder = new TextDecoder('gbk')
  const bytesOf = new Map<string, readonly number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  }
  return Buffer.from([...text].flatMap((letter) => (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : bytesOf.get(letter)!)))
}

/** `这是姓名` columns that no register has, as a Windows program saves them. */
export const gbk = (): Buffer => Buffer.from('d0d5c3fb2cb5e7bbb00ad5c5c8fd2c31330a', 'hex')
