// The vectors of GB/T 32918.5 (signature on the recommended curve), GB/T 32905 (SM3), GB/T 32907 (SM4) and RFC 8998 (SM4-GCM); and
// signatures that OpenSSL makes and checks under the same user id.
import { execFileSync } from 'node:child_process'
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, hash, type CipherGCMTypes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSm2, makeSm2Key, signSm2, SM2_USER, verifySm2 } from './sm2.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const X = '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020'
const Y = 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
const D = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'
const K = '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'
const R = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
const S = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
const privateKey = createPrivateKey({
  key: hex(`308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${D}a14403420004${X}${Y}`), format: 'der', type: 'pkcs8',
})
const publicKey = createPublicKey(privateKey)
const message = Buffer.from('message digest')

/** SEQUENCE { INTEGER r, INTEGER s }: how OpenSSL writes a signature; 32 bytes each. */
const integersIn = (der: Buffer): readonly Buffer[] => {
  const first = der.subarray(4, 4 + der[3]!)
  const second = der.subarray(6 + first.length)
  return [first, second].map((bytes) => Buffer.from(bytes.toString('hex').padStart(64, '0').slice(-64), 'hex'))
}
const derInteger = (bytes: Buffer): Buffer => {
  const digits = bytes.toString('hex').replace(/^(00)+/, '')
  const value = Buffer.from(Number.parseInt(digits.slice(0, 2), 16) >= 0x80 ? `00${digits}` : digits, 'hex')
  return Buffer.concat([Uint8Array.of(2, value.length), value])
}

describe('SM2', () => {
  it('signs as the standard’s example does', () => {
    expect(signSm2(privateKey, publicKey, message, SM2_USER, () => hex(K)).toString('hex')).toBe(R + S)
  })
  it('takes the standard’s signature, and no other message, user, key or digit', () => {
    const signature = hex(R + S)
    expect(verifySm2(publicKey, message, signature)).toBe(true)
    expect(verifySm2(publicKey, Buffer.from('message digests'), signature)).toBe(false)
    expect(verifySm2(publicKey, message, signature, 'ALICE123@YAHOO.COM')).toBe(false)
    expect(verifySm2(createPublicKey(makeSm2Key()), message, signature)).toBe(false)
    for (const at of [0, 31, 32, 63]) {
      const other = Buffer.from(signature)
      other[at]! ^= 1
      expect(verifySm2(publicKey, message, other)).toBe(false)
    }
    expect(verifySm2(publicKey, message, signature.subarray(0, 63))).toBe(false)
    expect(verifySm2(publicKey, message, Buffer.alloc(64))).toBe(false)
    expect(verifySm2(publicKey, message, Buffer.alloc(64, 0xff))).toBe(false)
  })
  it('draws again what is no scalar', () => {
    const drawn = [Buffer.alloc(32), Buffer.alloc(32, 0xff), hex(K)]
    expect(signSm2(privateKey, publicKey, message, SM2_USER, () => drawn.shift()!).toString('hex')).toBe(R + S)
  })
  it('knows its keys', () => {
    const made = makeSm2Key()
    expect([isSm2(made), isSm2(createPublicKey(made)), isSm2(publicKey)]).toEqual([true, true, true])
  })
  it('agrees with OpenSSL in both directions', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhijian-sm2-'))
    try {
      const key = makeSm2Key()
      const file = (name: string, bytes: string | Uint8Array): string => (writeFileSync(join(folder, name), bytes, { mode: 0o600 }), join(folder, name))
      const secret = file('key.pem', key.export({ type: 'pkcs8', format: 'pem' }))
      const open = file('pub.pem', createPublicKey(key).export({ type: 'spki', format: 'pem' }))
      const said = file('said', message)
      const options = ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${SM2_USER}`]
      execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', secret, '-in', said, '-out', join(folder, 'theirs'), ...options])
      const [r, s] = integersIn(readFileSync(join(folder, 'theirs')))
      expect(verifySm2(createPublicKey(key), message, Buffer.concat([r!, s!]))).toBe(true)
      const ours = signSm2(key, createPublicKey(key), message)
      const body = Buffer.concat([derInteger(ours.subarray(0, 32)), derInteger(ours.subarray(32))])
      const der = file('ours', Buffer.concat([Uint8Array.of(0x30, body.length), body]))
      expect(execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', open, '-in', said, '-sigfile', der, ...options], { encoding: 'utf8' })).toContain('Verified')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('SM3', () => {
  it('has the standard’s digests', () => {
    expect(hash('sm3', 'abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(hash('sm3', 'abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })
})

describe('SM4', () => {
  const block = hex('0123456789abcdeffedcba9876543210')
  it('has the standard’s two examples', () => {
    expect(createCipheriv('sm4-ecb', block, null).setAutoPadding(false).update(block, undefined, 'hex')).toBe('681edf34d206965e86b3e94f536e4246')
    // The second, a million times over: zeros in CBC, where each block is the one before it enciphered again.
    const chained = createCipheriv('sm4-cbc', block, block).setAutoPadding(false).update(Buffer.alloc(16_000_000))
    expect(chained.subarray(-16).toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
  })
  it('has the example of RFC 8998 with GCM', () => {
    const iv = hex('00001234567800000000abcd')
    const bound = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const plain = hex('aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa')
    const cipher = createCipheriv('sm4-gcm' as CipherGCMTypes, block, iv).setAAD(bound)
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    expect(sealed.toString('hex')).toBe('17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d')
    expect(cipher.getAuthTag().toString('hex')).toBe('83de3541e4c2b58177e065a9bf7b62ec')
    const decipher = createDecipheriv('sm4-gcm' as CipherGCMTypes, block, iv).setAAD(bound).setAuthTag(cipher.getAuthTag())
    expect(Buffer.concat([decipher.update(sealed), decipher.final()]).equals(plain)).toBe(true)
  })
})
