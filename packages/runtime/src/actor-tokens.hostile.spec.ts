// Who says whom he acts for, with words that nobody signed.
import { generateKeyPairSync } from 'node:crypto'
import type { Actor } from '@zhijian/contracts'
import { instant, isFault } from '@zhijian/kernel'
import { mutatedText, triedOn } from '@zhijian/testkit/hostile'
import { describe, expect, it } from 'vitest'
import { createActorTokens, processTokens } from './actor-tokens.ts'

const actor = { id: 'somebody', role: 'desk' } as Actor
const now = () => instant('2026-03-02T01:00:00.000Z')
const { privateKey, publicKey } = generateKeyPairSync('ed25519')

describe.each([
  ['of an issuer', createActorTokens({ issuer: 'gateway', privateKey, trusted: [{ name: 'gateway', publicKey, roles: 'all' }], now })],
  ['of one process', processTokens(now)],
])('a token %s', (_of, tokens) => {
  it('that was changed vouches for nobody, and its refusal says nothing of it', async () => {
    const honest = tokens.sign(actor, 'command-1')
    tokens.verify(actor, 'command-1', honest)
    await triedOn(mutatedText(honest), 800, (token) => {
      // What base64 says in several ways is the same signature.
      const [head, signature] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.') + 1)]
      const same = head === honest.slice(0, honest.lastIndexOf('.')) && Buffer.from(signature, 'base64url').equals(Buffer.from(honest.slice(honest.lastIndexOf('.') + 1), 'base64url'))
      let refused: unknown = null
      try {
        tokens.verify(actor, 'command-1', token)
      } catch (error) {
        refused = error
      }
      expect(same ? refused === null : isFault(refused, 'actor-not-vouched') && (token.length < 8 || !refused.message.includes(token))).toBe(true)
    })
  })
})
