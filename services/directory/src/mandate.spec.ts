import { readdirSync, readFileSync } from 'node:fs'
import { mandateEvents, type MandateEvent, type PersonId } from '@zhijian/contracts'
import { plus } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { day, mandateGiven as given_, recordMandate as record, revokeMandate as revoke, WANG } from './directory.fixtures.ts'
import { LONGEST_TERM_MS, mandate, USUAL_TERM_MS } from './mandate.ts'

const given = scenario(mandate)
const ended = (type: 'MandateRevoked' | 'MandateExpired', at = day(2), more: object = {}): MandateEvent => {
  const { mandateId, principalId, agentId, matter } = given_().data as never
  return { type, data: { mandateId, principalId, agentId, matter, ...more as object, at } } as MandateEvent
}

describe('a mandate', () => {
  it('says who, whom, what for, by what means, under which office and for how long', () => {
    given().when(record()).then(given_())
    given().when(record({ from: day(3), until: day(4) })).then(given_({ from: day(3), until: day(4) }))
  })
  it('recorded again is nothing; its id for something else is refused, also after its end', () => {
    given(given_()).when(record()).thenNothing()
    given(given_()).when(record({ principalId: 'liu' as PersonId })).thenRefused('mandate-exists')
    given(given_(), ended('MandateExpired')).when(record({ matter: { kind: 'consultation', consultationId: 'q2' as never } })).thenRefused('mandate-exists')
  })
  it('I1 needs an agent who reaches her place, and who is not she', () => {
    given().when(record({ basis: null })).thenRefused('agent-out-of-reach')
    given().when(record({ principalId: 'clerk' as PersonId })).thenRefused('own-mandate')
  })
  it('can be shown later: by paper, by a recording, or by somebody who is neither of the two', () => {
    const shown = (over: Parameters<typeof record>[0]) => given().when(record(over))
    expect(shown({ kind: 'recorded-call', witness: 'recording' }).events).toHaveLength(1)
    expect(shown({ witness: 'colleague', witnessId: 'clerk-2' as PersonId }).events).toHaveLength(1)
    for (const over of [
      { kind: 'recorded-call', witness: 'signature' }, { kind: 'written', witness: 'recording' }, { kind: 'written', witness: 'colleague', witnessId: 'clerk-2' },
      { witness: 'colleague' }, { witness: 'colleague', witnessId: 'clerk' }, { witness: 'colleague', witnessId: WANG },
    ]) shown(over as Parameters<typeof record>[0]).thenRefused('witness-missing')
  })
  it('I2 ends ahead, and not after more than a year', () => {
    given().when(record({ until: day(1) })).thenRefused('mandate-until-past')
    given().when(record({ from: day(3), until: day(3) })).thenRefused('mandate-until-past')
    given().when(record({ until: plus(day(1), LONGEST_TERM_MS + 1) })).thenRefused('term-too-long')
    expect(given().when(record({ until: plus(day(1), LONGEST_TERM_MS) })).events).toHaveLength(1)
  })
  it('I2 ends by itself on its instant, not before, and once', () => {
    const due = plus(day(1), USUAL_TERM_MS)
    given(given_()).whenTimePasses(plus(due, -1)).thenNothing()
    given(given_()).whenTimePasses(due).then(ended('MandateExpired', due))
    given(given_(), ended('MandateRevoked', day(2), { by: WANG, as: 'principal' })).whenTimePasses(due).thenNothing()
  })
  it('is revoked by her, given back by the agent, or ended by a desk of her place; by nobody else', () => {
    for (const [by, isDesk, as] of [[WANG, false, 'principal'], ['clerk', true, 'agent'], ['clerk-2', true, 'desk']] as const) {
      given(given_()).when(revoke(by, isDesk)).then(ended('MandateRevoked', day(2), { by, as }))
    }
    given(given_()).when(revoke('eve', false)).thenRefused('not-principal')
    given().when(revoke(WANG, false)).thenRefused('no-such-mandate')
  })
  it('I3 that has ended stays so', () => {
    const over = ended('MandateRevoked', day(2), { by: WANG, as: 'principal' })
    given(given_(), over).when(revoke(WANG, false)).thenNothing()
    given(given_(), over).when(record()).thenNothing()
    expect(given(given_(), over).when(record()).state).toMatchObject({ phase: 'ended', end: 'revoked', endedAt: day(2) })
  })
})

it('every stored sample folds', () => {
  const folder = new URL('../../../packages/contracts/golden/mandate/', import.meta.url)
  const read = (file: string): MandateEvent => {
    const { type, data } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    return mandateEvents.read(type, data)!
  }
  const begun = mandate.evolve(mandate.initial(), read('MandateGiven.v1.json'))
  const phases = readdirSync(folder).map((file) => mandate.evolve(begun, read(file)).phase)
  expect(phases.sort()).toEqual(['ended', 'ended', 'in-force'])
})
