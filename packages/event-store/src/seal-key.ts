// The key that signs the log's seals: Ed25519, made at the first start, readable by its owner alone.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { canonical, Fault, type JsonObject } from '@zhijian/kernel'
import { syncFolder } from './outside.ts'

export interface SealKey {
  /** First 16 hex digits of SHA-256 over the public key (SPKI, DER). */
  readonly keyId: string
  /** SPKI, PEM: what the audit administrator certifies. */
  readonly publicPem: string
  /** base64url over the canonical JSON of what is signed. */
  sign(statement: JsonObject): string
}

export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 16)

export const isSignedBy = (key: KeyObject, statement: JsonObject, signature: string): boolean =>
  verify(null, Buffer.from(canonical(statement)), key, Buffer.from(signature, 'base64url'))

const make = (file: string): void => {
  const { privateKey } = generateKeyPairSync('ed25519')
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

/** @throws Fault `seal-key-unusable` (never): others may read the file, or it holds no Ed25519 key */
export const openSealKey = (file: string): SealKey => {
  const unusable = (why: string, cause?: unknown): Fault => new Fault('seal-key-unusable', `the key of the seals ${why}`, { retry: 'never', cause })
  try {
    if (!existsSync(file)) make(file)
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
  if (key.asymmetricKeyType !== 'ed25519') throw unusable('is not an Ed25519 key')
  const publicKey = createPublicKey(key)
  return {
    keyId: keyIdOf(publicKey),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    sign: (statement) => sign(null, Buffer.from(canonical(statement)), key).toString('base64url'),
  }
}
