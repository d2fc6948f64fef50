// The whole platform in simulated worlds: seeds that must hold, seeds that once failed, and proof that the rules notice.
// More of them: npm run -s zhijian -- simulate --seed 1..1000 --faults many
import type { StoredEvent } from '@zhijian/event-store'
import { plus, type Instant, type JsonObject } from '@zhijian/kernel'
import { checkLog, recordWorld, simulate, type FaultLevel, type SimulationOptions, type WorldRecord } from '@zhijian/simulation'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostServices } from '../src/compose.ts'

const small = { counsel: 12, regional: 15, national: 25 }

/** Fails with what a person needs: the first breach and what happened in its stream. */
const holds = async (options: SimulationOptions): Promise<void> => {
  const { breaches, story } = await simulate(options, hostServices)
  const [first] = breaches
  const told = first ? [`seed ${options.seed}: ${first.rule} ${first.stream}@${first.version}: ${first.says}`, ...story].join('\n') : ''
  expect(told).toBe('')
}

describe('an hour of the county', () => {
  it.each([[1, 'none'], [2, 'some'], [3, 'some'], [4, 'many'], [5, 'many'], [6, 'many']] as const)(
    'holds every rule, and is the same to the byte when run again: seed %i with %s faults',
    (seed, faults) => holds({ seed, hours: 1, faults: faults as FaultLevel }))
})

describe('a longer time', () => {
  it('a day with some faults holds', () => holds({ seed: 7, hours: 24, faults: 'some', scale: { ...small, questionsPerHour: 0.4 } }))
})

describe('a seed that once failed', () => {
  it('a process that held older states of other processes’ streams sent reviews to the dead letters (2000)', () =>
    holds({ seed: 2000, hours: 1, faults: 'many', scale: { ...small, questionsPerHour: 4 } }))
  it('a reaction was let go on while its view was still the one of the log before it was restored (8)', () => holds({ seed: 8, hours: 1, faults: 'many' }))
})

describe('the rules notice', () => {
  let record: WorldRecord
  beforeAll(async () => {
    record = await recordWorld({ seed: 11, hours: 2, faults: 'none', scale: { ...small, questionsPerHour: 10 } }, hostServices)
  })

  const broken = (change: (log: StoredEvent[]) => StoredEvent[]): readonly string[] =>
    [...new Set(checkLog(change([...record.log]), record.until, record).breaches.map((breach) => breach.rule))]
  const named = (event: StoredEvent, name: string): boolean => event.type.startsWith(`${name}.`)
  const without = (name: string) => (log: StoredEvent[]): StoredEvent[] => {
    const place = log.findIndex((event) => named(event, name))
    expect(place, `no ${name} in this world`).toBeGreaterThan(0)
    return log.toSpliced(place, 1)
  }
  const changed = (name: string, change: (data: JsonObject) => JsonObject, of: (event: StoredEvent) => boolean = () => true) => (log: StoredEvent[]): StoredEvent[] => {
    const place = log.findIndex((event) => named(event, name) && of(event))
    expect(place, `no ${name} in this world`).toBeGreaterThan(0)
    return log.with(place, { ...log[place]!, data: { ...log[place]!.data, ...change(log[place]!.data) } })
  }
  const mandateEnded = (log: StoredEvent[]): StoredEvent[] => {
    const given = log.find((event) => named(event, 'MandateGiven'))!
    return [...log, { ...given, type: 'MandateExpired.v1', version: 1 }]
  }
  const later = (at: unknown, ms: number): Instant => plus(at as Instant, ms)

  it('nothing in a world that is as it should be', () => expect(broken((log) => log)).toEqual([]))
  it.each([
    ['an answer that was lost', without('AnswerGiven'), 'kept-by-an-answer-in-time'],
    ['a promise that nobody kept the record of', without('PromiseKept'), 'the-first-answer-keeps-the-promise'],
    ['a mandate that the directory does not have', without('MandateGiven'), 'agents-have-a-mandate-of-the-directory'],
    ['a question that was not told of the end of a mandate', mandateEnded, 'the-end-of-a-mandate-dismisses'],
    ['a quorum that was not told', without('QuorumMet'), 'the-quorum-is-told'],
    ['a window that ends late', changed('TierOpened', (data) => ({ closesAt: later(data.closesAt, 1000) })), 'windows-as-in-the-terms'],
    ['an audience of nobody knows whom', without('AudienceRecorded'), 'operators-hear-of-a-missing-audience'],
    ['a lawyer the register does not know', changed('AnswerGiven', () => ({ lawyerId: 'somebody' })), 'only-who-may-acts'],
    ['an answer without substance', changed('AnswerGiven', () => ({ substance: { textChars: 3, clipMs: 0, callMs: 0 } }), ({ data }) => data.form === 'text'), 'answers-have-substance'],
    ['a push to somebody outside the ranks', changed('PushesPlanned', ({ pushes }) => ({ pushes: [...pushes as never[], { recipient: 'somebody', channel: 'in-app' }] })), 'told-within-the-ranks'],
    ['somebody who was told twice', changed('PushesPlanned', ({ pushes }) => ({ pushes: [...pushes as never[], (pushes as never[])[0]!] }), ({ data }) => (data.pushes as unknown[]).length > 0), 'told-once'],
    ['somebody who was neither told nor held back', changed('PushesPlanned', () => ({ pushes: [], held: [] }), ({ data }) => (data.pushes as unknown[]).length > 0), 'everybody-is-accounted-for'],
    ['a push without receipt', without('ReceiptsRecorded'), 'every-push-has-a-receipt'],
    ['a policy that is not the one named', changed('ConsultationOpened', ({ policy }) => ({ policy: { ...policy as JsonObject, claimLeaseMs: 61_000 } })), 'the-policy-is-the-one-named'],
    ['a claim that lasts too long', changed('ClaimTaken', ({ expiresAt }) => ({ expiresAt: later(expiresAt, 1000) })), 'a-lease-is-the-policy’s'],
    ['a follow-up to who never answered', changed('FollowUpAsked', () => ({ lawyerId: 'somebody' })), 'asked-of-who-answered'],
    ['words of danger that nobody heard of', (log: StoredEvent[]) => {
      const opening = log.find((event) => named(event, 'ConsultationOpened') && (event.data.dangerCodes as unknown[]).length === 0 && event.data.isProbe === false)!
      return log.with(log.indexOf(opening), { ...opening, data: { ...opening.data, dangerCodes: ['suicide'] } })
    }, 'danger-is-heard-of'],
    ['a command that landed twice', (log: StoredEvent[]) => {
      const twice = log.findLast((event) => event.meta.command !== undefined)!
      return [...log, { ...twice, version: twice.version + 1 }]
    }, 'a-command-lands-once'],
  ] as const)('%s', (_what, change, rule) => expect(broken(change)).toContain(rule))
})
