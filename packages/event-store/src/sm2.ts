// Signatures by SM2 with SM3 (GB/T 32918.2, GM/T 0009): Node's OpenSSL signs with an empty user id, the standard's is another, and
// there is no way to say it; so the formulas are here, over the group arithmetic of @noble/curves. Keys are ordinary
// PKCS#8 and SPKI, as Node and every GM tool writes them.
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { assert } from '@zhijian/kernel'

/** GB/T 32918.5, the recommended curve. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const
const Point = weierstrass<bigint>(CURVE)
const { n } = CURVE
const Scalars = Point.Fn

/** What GM/T 0009 has users sign under when they agreed on no other id. */
export const SM2_USER = '1234567812345678'

const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex')
const PRIVATE_HEAD = Buffer.from('301306072a8648ce3d020106082a811ccf5501822d', 'hex')
const SCALAR_HEAD = Buffer.from('0201010420', 'hex')

const bytes32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const numberIn = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

/** Node gives keys of this curve no name of their own. */
export const isSm2 = (key: KeyObject): boolean => (key.type === 'public'
  ? spkiOf(key).subarray(0, SPKI_HEAD.length).equals(SPKI_HEAD)
  : key.export({ type: 'pkcs8', format: 'der' }).includes(PRIVATE_HEAD))

/** @param coordinates x ‖ y, 64 bytes; @param user of whom the signature is */
const digestFor = (coordinates: Uint8Array, user: string, message: Uint8Array): bigint => {
  const id = Buffer.from(user)
  const bits = Buffer.alloc(2)
  bits.writeUInt16BE(id.length * 8)
  const z = createHash('sm3').update(bits).update(id)
  for (const part of [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy]) z.update(bytes32(part))
  z.update(coordinates)
  return numberIn(createHash('sm3').update(z.digest()).update(message).digest())
}

const coordinatesOf = (key: KeyObject): Buffer => {
  assert(isSm2(key), 'a public key of SM2')
  return spkiOf(key).subarray(SPKI_HEAD.length)
}

export const makeSm2Key = (): KeyObject =>
  // Through its text: as Node made it, it would sign by ECDSA over this curve.
  createPrivateKey(generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)

/** @param random drawn anew until it is a scalar; @returns r ‖ s, 64 bytes */
export const signSm2 = (
  key: KeyObject, publicKey: KeyObject, message: Uint8Array, user = SM2_USER, random: (bytes: number) => Uint8Array = randomBytes,
): Buffer => {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const at = der.indexOf(SCALAR_HEAD)
  assert(at > 0, 'a private key of SM2 as PKCS#8')
  const d = numberIn(der.subarray(at + SCALAR_HEAD.length, at + SCALAR_HEAD.length + 32))
  const e = digestFor(coordinatesOf(publicKey), user, message)
  for (;;) {
    const k = numberIn(random(32))
    if (k < 1n || k >= n) continue
    const r = Scalars.create(e + Point.BASE.multiply(k).toAffine().x)
    if (r === 0n || r + k === n) continue
    const s = Scalars.mul(Scalars.inv(d + 1n), Scalars.create(k - r * d))
    if (s !== 0n) return Buffer.concat([bytes32(r), bytes32(s)])
  }
}

export const verifySm2 = (key: KeyObject, message: Uint8Array, signature: Uint8Array, user = SM2_USER): boolean => {
  if (signature.length !== 64) return false
  const [r, s] = [numberIn(signature.subarray(0, 32)), numberIn(signature.subarray(32))]
  if (r < 1n || r >= n || s < 1n || s >= n) return false
  const t = Scalars.create(r + s)
  if (t === 0n) return false
  const coordinates = coordinatesOf(key)
  const signer = Point.fromAffine({ x: numberIn(coordinates.subarray(0, 32)), y: numberIn(coordinates.subarray(32)) })
  // Nothing here is secret, so the faster multiplication will do.
  const sum = Point.BASE.multiplyUnsafe(s).add(signer.multiplyUnsafe(t))
  return !sum.is0() && Scalars.create(digestFor(coordinates, user, message) + sum.toAffine().x) === r
}
