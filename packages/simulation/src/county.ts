// The county a world begins with: its bureau, staff and lawyers, put in once through the real commands and then copied.
// I1 The same scale and host give the same log, to the byte.
import { createHash } from 'node:crypto'
import { TOPICS } from '@zhijian/topics'
import type { Actor, CommandReply } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { assert, instant, type Json, type JsonObject } from '@zhijian/kernel'
import { createSealer } from '@zhijian/privacy'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { createProviders } from './channels.ts'
import { createFaults, FAULTS } from './faults.ts'
import { copyOf, newRemains, startInstance, type Host, type Remains } from './instance.ts'
import { createLife } from './life.ts'
import { memoryBlobs, memoryKeyRing, memoryLookup, type MemoryLookup } from './memory-privacy.ts'
import { randomFrom, type Random } from './random.ts'
import { simulatedTokens } from './tokens.ts'

export interface Scale {
  /** Appointed counsel of the county. */
  readonly counsel: number
  /** Lawyers of its province. */
  readonly regional: number
  /** Lawyers of other provinces. */
  readonly national: number
  /** In the busiest hours of a day more, at night fewer. */
  readonly questionsPerHour: number
}
export const defaultScale: Scale = { counsel: 39, regional: 60, national: 150, questionsPerHour: 1 }

export interface Persona {
  readonly lawyerId: string
  readonly kind: 'counsel' | 'regional' | 'national' | 'probe'
  readonly nationwide: boolean
  readonly enterprise: boolean
}

export const STAFF = {
  desk: ['desk-1', 'desk-2', 'desk-3'], reviewer: ['reviewer-1', 'reviewer-2'], officer: 'officer-1', deputy: 'deputy-1', head: 'head-1',
  policyAdmins: ['policy-1', 'policy-2'],
} as const

export interface County {
  readonly code: string
  readonly scale: Scale
  readonly personas: readonly Persona[]
  readonly log: readonly StoredEvent[]
  readonly lookup: MemoryLookup
  remains(): Remains
}

/** Names of parties in dispute; some lawyers act for some of them. */
export const PARTIES = ['宏远建筑公司', '草原乳业公司', '李建国', '王秀兰', '天顺物流', '张铁柱', '蒙东矿业', '赵玉梅'] as const
const PROVINCES = ['11', '13', '14', '21', '31', '32', '37', '44', '51', '61']
const BEGUN = instant('2026-01-05T00:00:00.000Z')
const CHECKED_UNTIL = instant('2027-06-01T00:00:00.000Z')

const number = (n: number, width: number): string => String(n).padStart(width, '0')
const licence = (province: string, n: number): string => `1${province}012010110${number(n, 5)}`

/** The village that the n-th counsel serves. */
export const villageOf = (county: string, n: number): string => `${county}100${number(n, 3)}`

type Put = (service: string, command: string, data: JsonObject) => Promise<void>

const drawMap = (put: Put, county: string, scale: Scale): Promise<void> => put('directory', 'import-divisions', {
  county, name: '模拟县', cityName: '模拟市', provinceName: '模拟省', source: 'simulation', towns: [{ code: `${county}100`, name: '模拟镇', kind: '镇' }],
  villages: Array.from({ length: scale.counsel }, (_, n) => ({ code: villageOf(county, n + 1), name: `第${n + 1}村`, kind: '村' })),
})

const foundBureau = async (put: Put, county: string): Promise<void> => {
  const organisationId = `bureau-${county}`
  await put('directory', 'found-organisation', { organisationId, kind: 'bureau', name: '司法局', county, serves: [county] })
  const office = async (personId: string, ...roles: readonly string[]): Promise<void> => {
    await put('directory', 'add-staff', { personId, isSimulated: true })
    for (const role of roles) {
      await put('directory', 'take-office', { personId, office: { officeId: `${role}-${personId}`, role, organisationId, region: county, from: BEGUN, until: null } })
    }
  }
  for (const id of STAFF.desk) await office(id, 'desk')
  for (const id of STAFF.reviewer) await office(id, 'reviewer')
  for (const id of STAFF.policyAdmins) await office(id, 'policy-admin')
  await office(STAFF.officer, 'duty-officer')
  await office(STAFF.deputy, 'duty-officer')
  await office(STAFF.head, 'bureau-head')
  await put('directory', 'set-standing-watch', { organisationId, line: { officer: STAFF.officer, deputy: STAFF.deputy, head: STAFF.head } })
}

const registerLawyers = async (put: Put, county: string, scale: Scale, random: Random, lookup: MemoryLookup): Promise<readonly Persona[]> => {
  const personas: Persona[] = []
  const home = county.slice(0, 2)
  const topics = TOPICS.map((topic) => topic.code).filter((code) => code !== '99')
  const register = async (kind: Persona['kind'], n: number): Promise<void> => {
    const lawyerId = `${kind}-${number(n, 5)}`
    const province = kind === 'national' ? random.pick(PROVINCES.filter((each) => each !== home)) : home
    const persona: Persona = {
      lawyerId, kind, enterprise: kind === 'probe' || random.chance(0.4), nationwide: kind === 'probe' || (kind === 'national' && random.chance(0.9)),
    }
    await put('lawyer-pool', 'register-lawyer', {
      lawyerId, licence: licence(province, personas.length), isSimulated: true, isProbe: kind === 'probe', checkValidUntil: CHECKED_UNTIL,
      profile: {
        name: `律师${number(n, 5)}`, firm: '模拟律师事务所', kind: 'social', region: kind === 'counsel' ? county : province, county: null,
        specialties: [random.pick(topics), random.pick(topics)].filter((each, i, all) => all.indexOf(each) === i),
        enterprise: persona.enterprise, nationwide: persona.nationwide, languages: random.chance(0.2) ? ['zh', 'mn'] : ['zh'],
      },
    })
    if (kind === 'counsel') {
      await put('lawyer-pool', 'appoint-counsel', { lawyerId, counsel: { appointmentId: `appointed-${n}`, county, villages: [villageOf(county, n)], until: null } })
    }
    if (random.chance(0.15)) await put('lawyer-pool', 'set-quiet-hours', { lawyerId, quiet: { from: 22 * 60, to: 7 * 60 } })
    if (random.chance(0.06)) {
      const party = lookup.hmac('party-name', random.pick(PARTIES))
      await put('lawyer-pool', 'declare-conflict', { lawyerId, party, kind: random.chance(0.7) ? 'client' : 'opponent' })
    }
    personas.push(persona)
  }
  for (let n = 1; n <= scale.counsel; n += 1) await register('counsel', n)
  for (let n = 1; n <= scale.regional; n += 1) await register('regional', n)
  for (let n = 1; n <= scale.national; n += 1) await register('national', n)
  await register('probe', 1)
  return personas
}

/** One turn of the event loop: everything that can go on without time passing has gone on. */
export const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

const found = async (code: string, scale: Scale, host: Host): Promise<County> => {
  const random = randomFrom(`county ${code}`)
  const clock = virtualClock(BEGUN)
  const store = memoryStore({ epoch: 'first' })
  const lookup = memoryLookup(createHash('sha256').update(`lookup ${code}`).digest())
  const faults = createFaults(FAULTS.none, random)
  const providers = createProviders(faults, clock.now)
  const tokens = simulatedTokens(() => clock.now())
  const remains = newRemains()
  const keyring = memoryKeyRing(random)
  const { bus } = await startInstance({
    store, clock, remains, ordinals: { ordinal: 0, instances: 1, graceMs: 2000 }, faults, random, life: createLife(random), host,
    outside: { blobs: memoryBlobs(), lookup, keyring, sealer: createSealer(keyring, { random: random.bytes }), journal: providers.journal, channels: [], tokens },
    report: (problem, message) => assert(false, `the county was not founded: ${problem} ${message}`),
  })
  const actor: Actor = { id: 'system' as Actor['id'], role: 'system' }
  let sent = 0
  const put: Put = async (service, command, data) => {
    const commandId = `founding-${code}-${number(sent += 1, 8)}`
    const reply = await bus.request(`cmd.${service}.${command}`, {
      commandId, data, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'founding',
    } as unknown as Json) as unknown as CommandReply
    assert(reply.outcome === 'accepted', `${command} while the county was founded: ${reply.outcome === 'refused' ? reply.code : reply.outcome}`)
  }
  await drawMap(put, code, scale)
  await foundBureau(put, code)
  const personas = await registerLawyers(put, code, scale, random, lookup)
  // Places of consumers and views are written a moment later.
  for (let seconds = 0; seconds < 5; seconds += 1) {
    await turn()
    clock.advance({ seconds: 1 })
  }
  await turn()
  return { code, scale, personas, log: [...store.log], lookup, remains: () => copyOf(remains) }
}

const counties = new WeakMap<Host, Map<string, Promise<County>>>()

/** Founded once in a process for each host, county and scale. */
export const countyOf = (code: string, scale: Scale, host: Host): Promise<County> => {
  const known = counties.get(host) ?? new Map<string, Promise<County>>()
  counties.set(host, known)
  const key = `${code} ${scale.counsel} ${scale.regional} ${scale.national}`
  const made = known.get(key) ?? found(code, scale, host)
  known.set(key, made)
  return made.then((county) => ({ ...county, scale }))
}
