// Every stored sample of this service's events still folds: onto nothing where it begins a stream, otherwise onto one that has begun.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  callbackEvents, callEvents, consultationEvents, dangerEvents, policyEvents, reviewEvents, type EventFamily,
} from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { fold, type Decider, type DomainEvent, type JsonObject } from '@zhijian/kernel'
import { call } from './call.ts'
import { callback } from './callback.ts'
import { consultation } from './consultation.ts'
import { danger } from './danger.ts'
import { policyChange } from './policy-change.ts'
import { review } from './review.ts'

const GOLDEN = join(import.meta.dirname, '../../../packages/contracts/golden')

interface Kind {
  readonly decider: Decider<any, any, any>
  readonly family: EventFamily<DomainEvent>
  /** What a stream begins with, in order. */
  readonly beginning: readonly string[]
}
const KINDS: readonly Kind[] = [
  { decider: consultation, family: consultationEvents, beginning: ['ConsultationOpened', 'TierOpened', 'ClaimTaken', 'AnswerGiven', 'FollowUpAsked'] },
  { decider: callback, family: callbackEvents, beginning: ['CallbackRequested'] },
  { decider: call, family: callEvents, beginning: ['CallRung', 'CallTaken'] },
  { decider: review, family: reviewEvents, beginning: ['ReviewOpened'] },
  { decider: danger, family: dangerEvents, beginning: ['DangerRaised'] },
  { decider: policyChange, family: policyEvents, beginning: ['PolicyProposed'] },
]

describe.each(KINDS.map((kind) => [kind.decider.category, kind] as const))('%s', (category, { decider, family, beginning }) => {
  const read = (file: string): DomainEvent => {
    const { type, data } = JSON.parse(readFileSync(join(GOLDEN, category, file), 'utf8')) as { type: string; data: JsonObject }
    return family.read(type, data)!
  }
  const files = readdirSync(join(GOLDEN, category))
  const begun = fold(decider, beginning.map((name) => read(`${name}.v1.json`)))

  it.each(files)('%s', (file) => {
    const event = read(file)
    const state = decider.evolve(event.type === beginning[0] ? decider.initial() : begun, event)
    expect(decider.nextDeadline(state)).toSatisfy((due) => due === null || typeof due === 'string')
    expect(state).not.toEqual(decider.initial())
  })
  it('are all of them', () => expect(files.length).toBeGreaterThanOrEqual(family.names.length))
})
