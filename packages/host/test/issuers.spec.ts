import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, PersonId } from '@zhijian/contracts'
import { instant } from '@zhijian/kernel'
import { createActorTokens } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EDGE, issuerTokens, openIssuerKey } from '../src/issuers.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'zhijian-issuers-')), 'issuers')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const now = () => instant('2026-03-02T01:00:00.000Z')
const of = (service: string, isEdge = false) => issuerTokens({ folder, service, isEdge, now })
const system: Actor = { id: 'system' as PersonId, role: 'system' }
const lawyer: Actor = { id: 'zhao' as PersonId, role: 'lawyer' }

describe('who vouches for whom', () => {
  it('a service for the system, to services that started before it did', () => {
    const early = of('consult-router')
    const late = of('notifier')
    early.verify(system, 'command-1', late.sign(system, 'command-1'))
  })
  it('a service for nobody else', () => {
    const token = of('notifier').sign(lawyer, 'command-1')
    expect(() => of('consult-router').verify(lawyer, 'command-1', token)).toThrow('speaks for a role its issuer may not')
  })
  it('the edge for people, and as a service for the system while somebody proves who he is', () => {
    const gateway = of('gateway', true)
    const router = of('consult-router')
    router.verify(lawyer, 'command-1', gateway.sign(lawyer, 'command-1'))
    router.verify(system, 'command-2', gateway.sign(system, 'command-2'))
    expect(readdirSync(folder).sort()).toEqual(['consult-router.key', 'consult-router.pub', 'edge.key', 'edge.pub', 'gateway.key', 'gateway.pub'])
  })
  it('the edge never for the system by its own name', () => {
    const gateway = of('gateway', true)
    const edge = createActorTokens({ issuer: EDGE, privateKey: openIssuerKey(folder, EDGE), trusted: [], now })
    expect(() => gateway.verify(system, 'command-1', edge.sign(system, 'command-1'))).toThrow('speaks for a role its issuer may not')
  })
  it('nobody whose name is not in the folder, or is no name', () => {
    const router = of('consult-router')
    const [, ...rest] = router.sign(system, 'command-1').split('.')
    for (const name of ['stranger', '../issuers/consult-router', '']) {
      expect(() => router.verify(system, 'command-1', [name, ...rest].join('.'))).toThrow('has an unknown issuer')
    }
  })
})

describe('an issuer’s key', () => {
  it('is made once, for its owner alone; its public half is for all', () => {
    const token = of('notifier').sign(system, 'command-1')
    of('notifier').verify(system, 'command-1', token)
    expect(statSync(join(folder, 'notifier.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'notifier.pub')).mode & 0o777).toBe(0o644)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })
  it('that others can read, or that is none, stops the start', () => {
    of('notifier')
    chmodSync(join(folder, 'notifier.key'), 0o644)
    expect(() => of('notifier')).toThrow('chmod 600')
    writeFileSync(join(folder, 'notifier.key'), 'nothing')
    chmodSync(join(folder, 'notifier.key'), 0o600)
    expect(() => of('notifier')).toThrow('put it back from its backup')
  })
})
