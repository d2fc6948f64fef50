// The key that signs the log's seals: Ed25519 or SM2, made at the first start, readable by its owner alone. Another one follows it in
// three steps, each of which may be the last before a crash: it is made beside it, the log says that it follows (seal.ts), it takes its place.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { canonical, Fault, type JsonObject } from '@zhijian/kernel'
import { syncFolder } from './outside.ts'
import { isSm2, makeSm2Key, signSm2, verifySm2 } from './sm2.ts'

export type SealKeyKind = 'ed25519' | 'sm2'

export interface SealKey {
  readonly kind: SealKeyKind
  /** First 16 hex digits of the digest of the public key (SPKI, DER): SHA-256, for SM2 SM3. */
  readonly keyId: string
  /** SPKI, PEM: what the audit administrator certifies. */
  readonly publicPem: string
  /** base64url over the canonical JSON of what is signed; SM2: r ‖ s, under the id of GM/T 0009. */
  sign(statement: JsonObject): string
}

export const keyIdOf = (key: KeyObject): string =>
  createHash(isSm2(key) ? 'sm3' : 'sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 16)

/** False also for a key of a kind that signs no seals. */
export const isSignedBy = (key: KeyObject, statement: JsonObject, signature: string): boolean => {
  const [said, bytes] = [Buffer.from(canonical(statement)), Buffer.from(signature, 'base64url')]
  if (isSm2(key)) return verifySm2(key, said, bytes)
  return key.asymmetricKeyType === 'ed25519' && verify(null, said, key, bytes)
}

const unusable = (why: string, cause?: unknown): Fault => new Fault('seal-key-unusable', `the key of the seals ${why}`, { retry: 'never', cause })

const make = (file: string, kind: SealKeyKind): void => {
  const privateKey = kind === 'sm2' ? makeSm2Key() : generateKeyPairSync('ed25519').privateKey
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  const fd = openSync(draft, 'w', 0o600)
  try {
    writeSync(fd, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  // A link never replaces: of several processes that start at once, one makes the key, and nobody reads half of it.
  try {
    linkSync(draft, file)
  } finally {
    rmSync(draft)
  }
  syncFolder(dirname(file))
}

/**
 * @param kind of a key that is made now; one that is there stays what it is
 * @throws Fault `seal-key-unusable` (never): others may read the file, or it holds no such key
 */
export const openSealKey = (file: string, kind: SealKeyKind = 'ed25519'): SealKey => {
  try {
    if (!existsSync(file)) make(file, kind)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable('cannot be made', error)
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) throw unusable('may be read by others; chmod 600')
  let key: KeyObject
  try {
    key = createPrivateKey(readFileSync(file))
  } catch (error) {
    throw unusable('cannot be read', error)
  }
  const isOfSm2 = isSm2(key)
  if (!isOfSm2 && key.asymmetricKeyType !== 'ed25519') throw unusable('is neither an Ed25519 nor an SM2 key')
  const publicKey = createPublicKey(key)
  return {
    kind: isOfSm2 ? 'sm2' : 'ed25519',
    keyId: keyIdOf(publicKey),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    sign(statement) {
      const said = Buffer.from(canonical(statement))
      return (isOfSm2 ? signSm2(key, publicKey, said) : sign(null, said, key)).toString('base64url')
    },
  }
}

const nextFile = (file: string): string => `${file}.next`

/** The key that is to follow; one that was made for a change that came to nothing is replaced. @throws Fault `seal-key-unusable` (never) */
export const makeNextKey = (file: string, kind: SealKeyKind): SealKey => {
  rmSync(nextFile(file), { force: true })
  return openSealKey(nextFile(file), kind)
}

/** Puts the next key in its place; the private half of the one before is gone. @throws Fault `seal-key-unusable` (never) */
export const adoptNextKey = (file: string): void => {
  try {
    renameSync(nextFile(file), file)
    syncFolder(dirname(file))
  } catch (error) {
    throw unusable('cannot be replaced', error)
  }
}

/** Finishes a change of keys that was cut off. @param hasFollowed whether the log says that this key follows */
export const settleNextKey = async (file: string, hasFollowed: (keyId: string) => Promise<boolean>): Promise<void> => {
  if (!existsSync(nextFile(file))) return
  if (await hasFollowed(openSealKey(nextFile(file)).keyId)) adoptNextKey(file)
  else rmSync(nextFile(file), { force: true })
}
