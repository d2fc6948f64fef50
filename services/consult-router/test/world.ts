// consult-router on a runtime of its own, on a virtual clock; lawyer-pool and directory are only what they would answer when asked.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import {
  callbackEvents, callEvents, consultationEvents, dangerEvents, lawyerEvents, mandateEvents, policyEvents, reviewEvents,
  type AttestedMandate, type Actor, type AttestedByPool, type CommandReply, type LawyerId, type PersonId, type Role, type Sealed,
} from '@zhijian/contracts'
import { Fault, instant, timersOf, type Json, type JsonObject } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { createConsultRouter } from '../src/index.ts'

export const COUNTY = '150921'
/** Served too. */
export const OTHER_COUNTY = '370322'
export const VILLAGE = '150921106001'
export const nine = instant('2026-12-01T01:00:00.000Z')
export const actor = (id: string, role: Role): Actor => ({ id: id as PersonId, role })
export const WANG = actor('wang', 'citizen')
export const SYSTEM = actor('system', 'system')
export const sealedFor = (person: string): Sealed => ({ person, box: 'c2VhbGVk', commitment: 'A'.repeat(43) }) as unknown as Sealed

const card = (over: Partial<AttestedByPool>): Omit<AttestedByPool, 'lawyerId'> => ({
  personId: null, status: 'active', counselOf: [], regionCode: '15', nationwide: false, enterprise: false, conflict: false, isProbe: false, poolVersion: '1', ...over,
})

/** The question of a citizen, as the gateway sends it. */
export const question = (consultationId: string, over: JsonObject = {}): JsonObject => ({
  consultationId, countyCode: COUNTY, villageCode: null, channel: 'citizen', via: 'phone', topic: { code: '03' }, language: 'zh', text: sealedFor('wang') as unknown as Json,
  redacted: null, attachments: [], opponents: [], askerParties: [], consentBeyondCounty: true, wake: ['in-app'], dangerCodes: [], ...over,
})
export const answer = (consultationId: string, lawyerId: string, over: JsonObject = {}): JsonObject => ({
  consultationId, lawyerId, answerId: `a-${consultationId}-${lawyerId}`, form: 'text', text: sealedFor('wang') as unknown as Json, clip: null,
  substance: { textChars: 80, clipMs: 0, callMs: 0 }, statutes: [], flags: [], ...over,
})

export const world = async () => {
  const clock = virtualClock(nine)
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens,
    families: [callbackEvents, callEvents, consultationEvents, dangerEvents, lawyerEvents, mandateEvents, policyEvents, reviewEvents], log: silentLog, metrics: createMetrics(),
  })
  const router = runtime.host(createConsultRouter)
  const lawyers = new Map<string, Omit<AttestedByPool, 'lawyerId'>>()
  const attested: JsonObject[] = []
  await bus.respond('qry.lawyer-pool.attest', async (body) => {
    const { data } = body as { data: JsonObject }
    attested.push(data)
    const found = lawyers.get(data.lawyerId as string)
    if (!found) throw new Fault('no-such-lawyer', 'there is no such lawyer', { retry: 'never' })
    return { lawyerId: data.lawyerId, ...found } as unknown as Json
  })
  const specialties = new Map<string, readonly string[]>()
  await bus.respond('qry.lawyer-pool.lawyer', async (body) => {
    const { lawyerId } = (body as { data: { lawyerId: string } }).data
    return lawyers.has(lawyerId) ? { lawyerId, specialties: specialties.get(lawyerId) ?? [] } as Json : null
  })
  const conflicts = new Map<string, string>()
  await bus.respond('qry.lawyer-pool.conflicting', async (body) => {
    const { lawyerId, consultations } = (body as { data: { lawyerId: string; consultations: { consultationId: string; opponents: string[] }[] } }).data
    return consultations.filter(({ opponents }) => opponents.includes(conflicts.get(lawyerId) ?? '')).map(({ consultationId }) => consultationId)
  })
  const mandates = new Map<string, AttestedMandate>()
  await bus.respond('qry.directory.attest-mandate', async (body) =>
    (mandates.get((body as { data: { mandateId: string } }).data.mandateId) ?? null) as unknown as Json)
  await bus.respond('qry.directory.misplaced', async (body) => {
    const { codes } = (body as { data: { codes: string[] } }).data
    if (codes.some((code) => ![COUNTY, OTHER_COUNTY].includes(code.slice(0, 6)))) return 'county-not-served'
    return codes.some((code) => code.length > 6 && code !== VILLAGE) ? 'no-such-division' : null
  })
  await runtime.start()
  let commands = 0
  return {
    clock, store, runtime, attested,
    lawyer(lawyerId: string, over: Partial<AttestedByPool> = {}): LawyerId {
      lawyers.set(lawyerId, card(over))
      return lawyerId as LawyerId
    },
    /** What he is good at, by codes of topics. */
    knows: (lawyerId: string, ...topics: readonly string[]): void => void specialties.set(lawyerId, topics),
    /** He acts for this party. */
    actsFor: (lawyerId: string, party: string): void => void conflicts.set(lawyerId, party),
    /** What the directory says from now on of the clerk's mandate for a question of wang. */
    mandate(mandateId: string, over: Partial<AttestedMandate> = {}): string {
      mandates.set(mandateId, {
        mandateId, principalId: 'wang', agentId: 'clerk', matter: { kind: 'consultation', consultationId: 'q1' }, kind: 'written', recordRef: 'window/7',
        countyCode: COUNTY, villageCode: null, from: null, until: '2027-05-01T00:00:00.000Z', end: null,
        basis: { kind: 'office', officeId: 'window', role: 'desk', organisationId: 'bureau', region: COUNTY }, ...mandates.get(mandateId), ...over,
      } as AttestedMandate)
      return mandateId
    },
    async send(by: Actor, name: string, data: JsonObject, commandId = `command-${String(commands++).padStart(20, '0')}`, requestedAt = clock.now(), causationId?: string): Promise<CommandReply> {
      const reply = await router.handleCommand(name, { commandId, data, actor: by, token: tokens.sign(by, commandId), requestedAt, correlationId: 'test', ...(causationId === undefined ? {} : { causationId }) })
      await runtime.idle()
      return reply
    },
    async ask<T = JsonObject>(by: Actor, name: string, data: JsonObject): Promise<T> {
      return await router.handleQuery(name, { data, actor: by, token: tokens.sign(by, 'query') }) as T
    },
    /** Lets time pass, second by second deadlines included, and everything that follows from it. */
    async pass(seconds: number): Promise<void> {
      clock.advance({ seconds })
      await runtime.idle()
    },
    /** Event names of a stream, in order. */
    async told(stream: string): Promise<string[]> {
      return (await store.read(stream)).map((event) => event.type.replace(/\.v\d+$/, ''))
    },
    async happens(stream: string, type: string, data: JsonObject): Promise<void> {
      const time = clock.now()
      await store.append(stream, [{
        id: `${stream}-${type}`, type: `${type}.v1`, data,
        meta: { source: '/other', time, recordedat: time, cause: 'command:X', actorid: 'a', actorrole: 'system', correlationid: stream, hashalg: 'sha256' },
      }], 'no-stream')
      await runtime.idle()
    },
    async stop(): Promise<void> {
      await runtime.drain()
      await bus.close()
    },
  }
}
