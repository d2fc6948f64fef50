// How a secret of a credential is sealed: AES-256-GCM under the edge's secret key, bound to its own id. The key is in the key folder, never
// beside what it seals.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { assert, Fault } from '@zhijian/kernel'
import type { SecretStore } from '../ports.ts'

export interface SecretBox extends Pick<SecretStore, 'wrap' | 'unwrap'> {
  seal(id: string, secret: string): Buffer
  /** @throws Fault `box-damaged` (never) */
  open(id: string, box: Uint8Array): string
}

/** @param key 32 bytes */
export const secretBox = (key: Uint8Array): SecretBox => {
  assert(key.byteLength === 32, 'the key of the secret store has 32 bytes')
  const seal = (text: string, about: string): Buffer => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }
  const open = (box: Uint8Array, about: string): string => {
    const opener = createDecipheriv('aes-256-gcm', key,
      box.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(box.subarray(12, 28))
    return Buffer.concat([opener.update(box.subarray(28)), opener.final()]).toString('utf8')
  }
  return {
    seal: (id, secret) => seal(secret, `secret ${id}`),
    open(id, box) {
      try {
        return open(box, `secret ${id}`)
      } catch {
        throw new Fault('box-damaged', 'a secret cannot be opened: wrong key or damaged file', { retry: 'never' })
      }
    },
    wrap: (text) => seal(text, 'ticket').toString('base64url'),
    unwrap(box) {
      try {
        return open(Buffer.from(box, 'base64url'), 'ticket')
      } catch {
        return null
      }
    },
  }
}
