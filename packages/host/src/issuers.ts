// Who vouches for whom between processes: one Ed25519 key per issuer in the keys folder, made at its first start, its
// public half beside it for everybody else. Services on several hosts are given a folder each that somebody else filled: their own
// key, and the public halves of all (ADR 0049). A service speaks for `system` alone, the edge for everybody but `system`.
// I1 A private key is made once and never replaced: of two processes that start together, both use the one that stayed.
// I2 A folder that holds all it must is not written to: it may be a secret that was mounted.
// I3 The public half is there before the first token is signed, so whoever gets a token can check it.
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Role, type Actor } from '@zhijian/contracts'
import { Fault, type Instant } from '@zhijian/kernel'
import { isExposed } from '@zhijian/privacy'
import { createActorTokens, privateKeyFrom, publicKeyFrom, type ActorTokens, type Issuer } from '@zhijian/runtime'

/** The gateway's HTTP edge, which has asked people who they are. */
export const EDGE = 'edge'
const PEOPLE = Role.options.filter((role) => role !== 'system')
const NAME = /^[a-z][a-z0-9-]{0,40}$/

const unusable = (file: string, why: string, cause?: unknown): Fault => new Fault('issuer-key-unusable', `${file} ${why}`, { retry: 'never', cause })

const writeWhole = (file: string, text: string, mode: number, put: (draft: string, file: string) => void): void => {
  const draft = `${file}.${process.pid}.new`
  const handle = openSync(draft, 'w', mode)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    put(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}

const linkOnce = (draft: string, file: string): void => {
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The issuer's private key, made on first use. @throws Fault `issuer-key-unusable` (never) */
export const openIssuerKey = (folder: string, name: string): KeyObject => {
  const file = join(folder, `${name}.key`)
  try {
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      chmodSync(folder, 0o700)
      const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
      writeWhole(file, made, 0o600, linkOnce)
    }
    if (isExposed(statSync(file))) throw unusable(file, 'can be read by others; chmod 600 it')
    const key = privateKeyFrom(readFileSync(file, 'utf8'))
    if (key.asymmetricKeyType !== 'ed25519') throw unusable(file, 'is not an Ed25519 key; put it back from its backup')
    const half = join(folder, `${name}.pub`)
    const text = createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string
    if (!existsSync(half) || readFileSync(half, 'utf8').trim() !== text.trim()) writeWhole(half, text, 0o644, renameSync)
    return key
  } catch (error) {
    if (error instanceof Fault) throw error
    throw unusable(file, 'cannot be read or made; put it back from its backup, or give this user the right to write there', error)
  }
}

/** Public keys as they are asked for: an issuer may start, and make its key, after this process. */
export const issuersIn = (folder: string): ((name: string) => Issuer | undefined) => {
  const known = new Map<string, Issuer>()
  return (name) => {
    const found = known.get(name)
    if (found || !NAME.test(name)) return found
    const file = join(folder, `${name}.pub`)
    if (!existsSync(file)) return undefined
    const issuer: Issuer = { name, publicKey: publicKeyFrom(readFileSync(file, 'utf8')), roles: name === EDGE ? PEOPLE : ['system'] }
    known.set(name, issuer)
    return issuer
  }
}

/**
 * @param service signs for `system`, in its own name
 * @param isEdge also signs for people, as the edge
 */
export const issuerTokens = (options: { readonly folder: string; readonly service: string; readonly isEdge: boolean; readonly now: () => Instant }): ActorTokens => {
  const { folder, service, isEdge, now } = options
  const tokensOf = (issuer: string): ActorTokens => createActorTokens({ issuer, privateKey: openIssuerKey(folder, issuer), trusted: issuersIn(folder), now })
  const ofService = tokensOf(service)
  const ofEdge = isEdge ? tokensOf(EDGE) : ofService
  return {
    sign: (actor: Actor, subject) => (actor.role === 'system' ? ofService : ofEdge).sign(actor, subject),
    verify: ofService.verify,
  }
}
