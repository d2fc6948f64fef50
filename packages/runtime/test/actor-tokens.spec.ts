import { generateKeyPairSync } from 'node:crypto'
import type { Actor } from '@zhijian/contracts'
import { instant, plus, type Instant } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { createActorTokens, processTokens } from '../src/index.ts'

const start = instant('2026-03-01T09:00:00.000Z')
const zhao: Actor = { id: 'zhao' as Actor['id'], role: 'lawyer' }

const world = () => {
  const gateway = generateKeyPairSync('ed25519')
  const service = generateKeyPairSync('ed25519')
  let now: Instant = start
  const trusted = [
    { name: 'gateway', publicKey: gateway.publicKey, roles: ['citizen', 'lawyer'] as const },
    { name: 'service', publicKey: service.publicKey, roles: ['system'] as const },
  ]
  const of = (issuer: string, key: typeof gateway) => createActorTokens({ issuer, privateKey: key.privateKey, trusted, now: () => now })
  return { gateway: of('gateway', gateway), service: of('service', service), later: (ms: number) => { now = plus(now, ms) }, stranger: generateKeyPairSync('ed25519'), of }
}

describe('an actor token', () => {
  it('vouches for this actor and this command', () => {
    const { gateway } = world()
    gateway.verify(zhao, 'command-1', gateway.sign(zhao, 'command-1'))
  })
  it.each([
    ['another actor', (w: ReturnType<typeof world>) => w.gateway.verify({ ...zhao, id: 'qian' as never }, 'command-1', w.gateway.sign(zhao, 'command-1'))],
    ['another role', (w: ReturnType<typeof world>) => w.gateway.verify({ ...zhao, role: 'citizen' }, 'command-1', w.gateway.sign(zhao, 'command-1'))],
    ['another command', (w: ReturnType<typeof world>) => w.gateway.verify(zhao, 'command-2', w.gateway.sign(zhao, 'command-1'))],
    ['on behalf of somebody', (w: ReturnType<typeof world>) => w.gateway.verify({ ...zhao, onBehalfOf: 'sun' as never }, 'command-1', w.gateway.sign(zhao, 'command-1'))],
    ['a missing token', (w: ReturnType<typeof world>) => w.gateway.verify(zhao, 'command-1', undefined)],
    ['nonsense', (w: ReturnType<typeof world>) => w.gateway.verify(zhao, 'command-1', 'gateway.x.y')],
    ['a stranger who calls himself gateway', (w: ReturnType<typeof world>) => w.gateway.verify(zhao, 'command-1', w.of('gateway', w.stranger).sign(zhao, 'command-1'))],
    ['a service speaking for a lawyer', (w: ReturnType<typeof world>) => w.gateway.verify(zhao, 'command-1', w.service.sign(zhao, 'command-1'))],
  ])('is refused for %s', (_what, attempt) => expect(() => attempt(world())).toThrow('actor token'))
  it('lapses on the very instant it ends', () => {
    const { gateway, later } = world()
    const token = gateway.sign(zhao, 'command-1')
    later(15 * 60_000 - 1)
    gateway.verify(zhao, 'command-1', token)
    later(1)
    expect(() => gateway.verify(zhao, 'command-1', token)).toThrow('expired')
  })
})

describe('a token within one process', () => {
  let now: Instant = start
  const tokens = processTokens(() => now)
  it('vouches for this actor and this command, and for nothing else', () => {
    const token = tokens.sign(zhao, 'command-1')
    tokens.verify(zhao, 'command-1', token)
    expect(() => tokens.verify(zhao, 'command-2', token)).toThrow('does not fit')
    expect(() => tokens.verify({ ...zhao, role: 'system' }, 'command-1', token)).toThrow('does not fit')
    expect(() => tokens.verify(zhao, 'command-1', token.replace(/^\d/, '9'))).toThrow('does not fit')
    expect(() => tokens.verify(zhao, 'command-1', undefined)).toThrow('is missing')
    expect(() => tokens.verify(zhao, 'command-1', 'x.y')).toThrow('is malformed')
  })
  it('is worth nothing in another process', () => {
    expect(() => processTokens(() => now).verify(zhao, 'command-1', tokens.sign(zhao, 'command-1'))).toThrow('does not fit')
  })
  it('lapses on the very instant it ends', () => {
    const token = tokens.sign(zhao, 'command-1')
    now = plus(start, 15 * 60_000)
    expect(() => tokens.verify(zhao, 'command-1', token)).toThrow('expired')
  })
})
