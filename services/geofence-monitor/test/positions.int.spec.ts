// The way of a position through the service: taken, kept, followed, told. A runtime of its own, a virtual clock, positions in a folder.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { alarmEvents, superviseeEvents, type Actor, type CommandReply, type PersonId } from '@zhijian/contracts'
import { epochMs, fold, instant, instantAt, timersOf, type Json } from '@zhijian/kernel'
import { packable, type KeptFix } from '@zhijian/positions'
import { createSealer } from '@zhijian/privacy'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { USUAL } from '../src/adapters/supervision-terms.ts'
import { sealedBoxes } from '../src/adapters/position-intake.ts'
import { openInFolder } from '../src/adapters/position-log.fixtures.ts'
import { createGeofenceMonitor, lookIntoPositions, verifyPositions } from '../src/index.ts'
import { supervisee } from '../src/supervisee.ts'

const actor = (id: string, role: Actor['role']): Actor => ({ id: id as PersonId, role })
const [OFFICER, HEAD, SYSTEM] = [actor('wu', 'correction-officer'), actor('bao', 'bureau-head'), actor('gateway', 'system')]
const BATU = 'batu' as PersonId
const BEGIN = instant('2026-03-01T01:00:00.000Z')
const minute = (n: number): number => epochMs(BEGIN) + n * 60_000
const HOME = { lng: 112.57, lat: 40.89 }
/** Metres east of home. */
const fixAt = (n: number, eastM: number, more: Partial<KeptFix> = {}): KeptFix =>
  packable({ at: minute(n), receivedAt: minute(n) + 1000, lng: HOME.lng + eastM / 84_300, lat: HOME.lat, errorM: 8, source: 'satellite', isMock: false, ...more })

const openWorld = async () => {
  const clock = virtualClock(BEGIN)
  const store = memoryStore()
  const folder = await openInFolder()
  const sealer = createSealer(folder.keyring)
  const tokens = processTokens(() => clock.now())
  const readStore = memoryReadStore()
  let sent = 0
  /** A process that takes positions, on the same log and the same folder as the one before. */
  const process = async () => {
    const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
    const runtime = createRuntime({
      store, bus, readStore, clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens, families: [superviseeEvents, alarmEvents], log: silentLog, metrics: createMetrics(),
    })
    const closers: (() => Promise<void> | void)[] = []
    const positions = await folder.again()
    runtime.host((ports) => createGeofenceMonitor(ports, USUAL, {
      positions, keyring: folder.keyring, sealer, clock, timers: timersOf(clock), log: silentLog,
      closing(thing) {
        closers.push(() => thing.close())
        return thing
      },
    }))
    await runtime.start()
    return {
      bus, runtime, positions,
      async stop() {
        await runtime.drain()
        for (const close of closers) await close()
        await bus.close()
      },
    }
  }
  let running = await process()
  const ask = (by: Actor, query: string, data: object = {}): Promise<Json> => running.bus.request(`qry.geofence-monitor.${query}`, { data, actor: { ...by }, token: tokens.sign(by, 'query') } as unknown as Json)
  return {
    clock, ask, sealer, keyring: folder.keyring,
    /** Straight into the folder: acknowledged by somebody who died before anything followed. */
    keep: (fixes: readonly KeptFix[]) => running.positions.append({ person: BATU, superviseeId: 's1' as never }, fixes),
    compact: () => running.positions.compact(),
    expire: (before: number) => running.positions.expire(before),
    kept: () => running.positions.read({ person: BATU, superviseeId: 's1' as never }, 0, Infinity),
    /** Somebody with the folder and the key takes fixes out of it. */
    async remove(isGone: (fix: KeptFix) => boolean): Promise<void> {
      const track = { person: BATU, superviseeId: 's1' as never }
      const left = (await running.positions.read(track, 0, Infinity)).filter((fix) => !isGone(fix))
      await running.positions.forget(track)
      await running.positions.append(track, left)
    },
    /** Beside the running process. @param forged what somebody has made of an event's text */
    async audit(forged: (text: string) => string | null = (text) => text) {
      const positions = await lookIntoPositions(folder.folder, folder.keyring)
      try {
        return await verifyPositions({
          streams: await store.streams('supervisee'), positions, keyring: folder.keyring, sealer, usual: USUAL.assessment,
          read: async (stream) => (await store.read(stream)).flatMap(({ type, data, version }) => {
            const text = forged(JSON.stringify({ type, data, version }))
            return text === null ? [] : [JSON.parse(text)]
          }),
        })
      } finally {
        await positions.close()
      }
    },
    idle: () => running.runtime.idle(),
    async send(by: Actor, command: string, data: object = {}): Promise<CommandReply> {
      const commandId = `command-${String(sent += 1).padStart(12, '0')}`
      const reply = await running.bus.request(`cmd.geofence-monitor.${command}`, {
        commandId, data: { superviseeId: 's1', ...data }, actor: { ...by }, token: tokens.sign(by, commandId), requestedAt: clock.now(), correlationId: 'test',
      } as unknown as Json)
      await running.runtime.idle()
      return reply as unknown as CommandReply
    },
    async take(fixes: readonly KeptFix[], deviceId: string | null = 'd1', superviseeId = 's1'): Promise<Json> {
      const taken = await ask(SYSTEM, 'take-positions', { superviseeId, deviceId, boxes: await sealedBoxes(sealer, BATU, fixes), life: null })
      await running.runtime.idle()
      return taken
    },
    log: async (stream = 'supervisee-s1') => (await store.read(stream)).map(({ type }) => type.replace('.v1', '')),
    said: async () => fold(supervisee, (await store.read('supervisee-s1')).map(({ type, data }) => superviseeEvents.read(type, data)!)).said.map(({ kind, since, knownAt, condition }) => `${condition} ${kind} ${(since - minute(0)) / 60_000} ${(knownAt - minute(0)) / 60_000}`),
    async again() {
      await running.stop()
      running = await process()
    },
    async close() {
      await running.stop()
      await folder.dispose()
    },
  }
}
let world: Awaited<ReturnType<typeof openWorld>>
const sealedText = (text: string) => world.sealer.seal(BATU, text)
const enrolled = async (): Promise<void> => {
  const { send } = world
  const accepted = async (by: Actor, command: string, data: object) => expect(await send(by, command, data)).toMatchObject({ outcome: 'accepted' })
  await accepted(OFFICER, 'begin-supervision', { person: BATU, name: await sealedText('巴图'), region: '150921100', office: 'office-1', officers: ['wu'], sentence: 'probation', from: '2026-01-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' })
  await accepted(HEAD, 'approve-positioning', { basisId: 'b1', ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: BEGIN, until: instantAt(minute(48 * 60)) })
  for (const deviceId of ['d1', 'd2']) await accepted(OFFICER, 'bind-device', { deviceId, kind: 'dedicated', serial: await sealedText('1') })
  const zone = async (zoneId: string, kind: string, eastM: number, radiusM: number) => accepted(OFFICER, 'set-zone', {
    zoneId, kind, schedule: null, lies: 'within', form: 'circle', points: 1,
    content: await sealedText(JSON.stringify({ label: zoneId, shapes: [{ kind: 'circle', centre: { lng: HOME.lng + eastM / 84_300, lat: HOME.lat }, radiusM }] })),
  })
  await zone('town', 'allowed', 0, 1000)
  await zone('school', 'forbidden', 500, 100)
  await accepted(OFFICER, 'start-tracking', { deviceId: 'd1' })
}
beforeEach(async () => {
  world = await openWorld()
  await enrolled()
})
afterEach(() => world.close())

const every = (minutes: readonly number[], eastM: number): readonly KeptFix[] => minutes.map((n) => fixAt(n, eastM))

describe('a position', () => {
  it('is kept, and what follows from several is in the log, with an alarm; a late one takes it back, and both stay', async () => {
    const { take, clock, said, log } = world
    clock.advance({ minutes: 120 })
    expect(await take(every([1, 10, 20, 30], 0))).toEqual({ kept: 4, withoutBasis: 0, marks: {} })
    expect(await said()).toEqual(['area Kept 1 10', 'school Kept 1 10'])
    await take(every([40, 50], 2000))
    expect(await said()).toEqual(['area Kept 1 10', 'school Kept 1 10', 'area OutOfArea 40 50'])
    expect(await log('alarm-s1-t3')).toEqual(['AlarmRaised'])
    await take([fixAt(42, 0, { receivedAt: minute(60) }), fixAt(44, 0, { receivedAt: minute(60) })])
    expect(await said()).toEqual(['area Kept 1 10', 'school Kept 1 10'])
    expect((await log()).filter((type) => type.startsWith('Transition')).slice(-2)).toEqual(['TransitionFound', 'TransitionWithdrawn'])
    expect(await log('alarm-s1-t3')).toEqual(['AlarmRaised', 'AlarmWithdrawn'])
  })
  it('says nothing that was not said before: only what changes is told', async () => {
    const { take, log, clock } = world
    clock.advance({ minutes: 400 })
    await take(every([1, 10, 20], 0))
    const before = (await log()).length
    for (let n = 30; n < 300; n += 10) await take(every([n], n % 7))
    expect((await log()).length).toBe(before)
  })
  it('is counted and not kept from the very instant that the basis lapses, whoever sends it', async () => {
    const { take, clock, kept } = world
    clock.advance({ hours: 48 })
    const end = 48 * 60
    expect(await take([fixAt(end - 0.001, 0), fixAt(end, 0), fixAt(end + 1, 0)])).toMatchObject({ kept: 0, withoutBasis: 3 })
    await world.again()
    expect(await kept()).toEqual([])
  })
  it('out of a check is kept while that check is open, and counted when it comes after', async () => {
    const { take, clock, send, kept } = world
    clock.advance({ hours: 48 })
    const end = 48 * 60
    const sent = async (by: Actor, command: string, data: object) => expect(await send(by, command, data)).toMatchObject({ outcome: 'accepted' })
    await sent({ id: BATU, role: 'citizen' }, 'sign-letter', { letter: { text: await sealedText('承诺书'), identity: 'phone-code', device: await sealedText('手机') } })
    await sent(OFFICER, 'permit-checks', { basisId: 'b2', from: instantAt(minute(end)), until: instantAt(minute(end + 1440)) })
    await sent(OFFICER, 'open-check', { checkId: 'check-1' })
    clock.advance({ minutes: 2 })
    expect(await take([fixAt(end + 1, 0)], null)).toMatchObject({ kept: 1, withoutBasis: 0 })
    clock.advance({ minutes: 14 })
    expect(await take([fixAt(end + 2, 0)], null)).toEqual({ kept: 0, withoutBasis: 1, marks: {} })
    expect((await kept()).length).toBe(1)
  })
  it('of a device that is not tracked is counted and not kept; of one that nobody bound is refused', async () => {
    const { take, kept, clock } = world
    clock.advance({ minutes: 5 })
    expect([await take([fixAt(1, 0)], 'd2'), await take([fixAt(1, 0)], null)]).toEqual([{ kept: 0, withoutBasis: 1, marks: {} }, { kept: 0, withoutBasis: 1, marks: {} }])
    await expect(take([fixAt(1, 0)], 'd9')).rejects.toMatchObject({ code: 'no-such-device' })
    await expect(take([fixAt(1, 0)], 'd1', 's2')).rejects.toMatchObject({ code: 'no-such-supervisee' })
    expect(await kept()).toEqual([])
  })
  it('that looks wrong is kept and marked, and says nothing', async () => {
    const { take, kept, said, clock } = world
    clock.advance({ minutes: 60 })
    await take(every([1, 10], 0))
    const odd = [fixAt(20, 0, { lng: 0, lat: 0 }), fixAt(21, 3000, { isMock: true }), fixAt(22, 900_000), fixAt(23, 0), fixAt(70, 0, { receivedAt: minute(30) }), fixAt(23, 0, { receivedAt: minute(30) })]
    expect(await take(odd)).toMatchObject({ kept: 6, marks: { 'null-island': 1, mock: 1, 'impossible-speed': 1, future: 1, duplicate: 1 } })
    expect((await kept()).length).toBe(8)
    expect(await said()).toEqual(['area Kept 1 10', 'school Kept 1 10'])
    expect((await world.log()).filter((type) => type === 'HintNoted').length).toBe(2)
  })
  it('that is sealed for somebody else is refused', async () => {
    const { ask, sealer } = world
    const boxes = await sealedBoxes(sealer, 'li' as PersonId, [fixAt(1, 0)])
    await expect(ask(SYSTEM, 'take-positions', { superviseeId: 's1', deviceId: 'd1', boxes, life: null })).rejects.toMatchObject({ code: 'box-of-another' })
  })
})

describe('a phone that speaks every second', () => {
  it('is told of when a way out lasts over thousands of fixes that say nothing', async () => {
    const { take, clock, said } = world
    clock.advance({ minutes: 240 })
    const wide = Array.from({ length: 2600 }, (_, n) => fixAt(20.1 + n / 60, 900, { errorM: 2000, source: 'wifi' }))
    await take([...every([1, 10], 0), fixAt(20, 3000), ...wide, ...every([65, 66], 3000)])
    expect((await said()).at(-1)).toBe('area OutOfArea 20 65')
    expect(await world.audit()).toMatchObject({ findings: [] })
  })
  it('takes back what was said before, with thousands of late fixes at once', async () => {
    const { take, clock, said } = world
    clock.advance({ minutes: 600 })
    await take([...every([1, 10], 0), ...every([20, 150], 3000)])
    expect((await said()).at(-1)).toBe('area OutOfArea 20 150')
    await take(Array.from({ length: 6000 }, (_, n) => fixAt(21 + n / 60, n % 5)))
    expect((await said()).at(-1)).toBe('school Kept 1 10')
    expect(await world.audit()).toMatchObject({ findings: [] })
  })
})

describe('the next process', () => {
  it('goes on where the one before ended, also where that one had not told what followed', async () => {
    const { take, clock, said, again } = world
    clock.advance({ minutes: 120 })
    await take(every([1, 10, 20], 0))
    await again()
    await take(every([40], 2000))
    expect((await said()).length).toBe(2)
    await world.keep([fixAt(50, 2000)])
    await again()
    await take(every([60], 2000))
    expect((await said()).at(-1)).toBe('area OutOfArea 40 50')
  })
})
describe('silence', () => {
  it('is reached on time where a track ought to be heard, and ends with the next position', async () => {
    const { take, clock, log, idle } = world
    await take(every([0], 0))
    for (let n = 0; n < 62; n += 1) {
      clock.advance({ seconds: 30 })
      await idle()
    }
    expect((await log()).filter((type) => type === 'SilenceReached').length).toBe(1)
    await take(every([31], 0))
    expect((await log()).at(-1)).toBe('HeardAgain')
  })
  it('begins with the track where nothing ever came', async () => {
    const { clock, log, idle } = world
    for (let n = 0; n < 64; n += 1) {
      clock.advance({ seconds: 30 })
      await idle()
    }
    expect((await log()).at(-1)).toBe('SilenceReached')
  })
})

describe('a device that seems to lie without her', () => {
  it('is a hint where a check-in was missed, no alarm by itself, and makes the next one that is missed a warning', async () => {
    const { take, clock, log, send, ask } = world
    expect(await send(OFFICER, 'plan-check-ins', { perDay: 4, from: 0, until: 1440, seed: 'a-seed-that-only-specs-have', way: 'photo' })).toMatchObject({ outcome: 'accepted' })
    const hints = async () => (await log()).filter((type) => type === 'HintNoted').length
    for (let hour = 0; hour < 18; hour += 1) {
      await take([fixAt(hour * 60, hour % 3)])
      clock.advance({ hours: 1 })
      await world.idle()
    }
    // Missed long ago; but eighteen hours in one place are not over yet.
    expect([(await log()).includes('CheckInMissed'), await hints()]).toEqual([true, 0])
    for (let hour = 18; hour < 30; hour += 1) {
      await take([fixAt(hour * 60, hour % 3)])
      clock.advance({ hours: 1 })
      await world.idle()
    }
    // Once a local day.
    expect(await hints()).toBe(1)
    const { items } = await ask(OFFICER, 'alarms', { region: '150921', isOpen: true, limit: 100 }) as unknown as { items: { kind: string; level: string; since: string; hints: { kind: string; signs: string[] }[] }[] }
    const { hints: noted } = await ask(OFFICER, 'supervisee', { superviseeId: 's1' }) as unknown as { hints: { kind: string; signs: string[]; at: string }[] }
    expect(noted).toMatchObject([{ kind: 'separation', signs: ['does-not-move', 'check-in-missed'] }])
    const firstAt = noted.at(-1)!.at
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['check-in-missed']))
    const levels = (isAfter: boolean) => new Set(items.filter(({ since }) => (since > firstAt) === isAfter).map(({ level }) => level))
    // Which nobody heard, and so was the county's.
    expect([levels(false), levels(true)]).toEqual([new Set(['notice']), new Set(['alarm'])])
    expect(items[0]!.hints).toEqual(noted)
  })
})

describe('the end', () => {
  it('destroys the track', async () => {
    const { take, send, kept, clock } = world
    clock.advance({ minutes: 5 })
    await take(every([1], 0))
    expect((await kept()).length).toBe(1)
    expect(await send(OFFICER, 'end-correction', { reason: 'revoked' })).toMatchObject({ outcome: 'accepted' })
    await world.idle()
    expect(await kept()).toEqual([])
    // Which is certified in the stream, once: how many they were, and which, by their names.
    expect((await world.log()).slice(-2)).toEqual(['CorrectionEnded', 'TrackDestroyed'])
    expect(await world.ask(OFFICER, 'supervisee', { superviseeId: 's1' })).toMatchObject({ phase: 'over', end: { reason: 'revoked', track: { fixes: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } } })
    expect(await send(SYSTEM, 'note-track-destroyed', { fixes: 9, digest: null })).toMatchObject({ outcome: 'nothing' })
    expect(await send(OFFICER, 'set-zone', { zoneId: 'z', kind: 'allowed', schedule: null, lies: 'within', form: 'circle', points: 1, content: await sealedText('{}') })).toMatchObject({ code: 'correction-over' })
    expect(await take(every([2], 0))).toMatchObject({ kept: 0, withoutBasis: 1 })
  })
})

describe('ninety days', () => {
  it('are as long as a position is kept', async () => {
    const { take, kept, clock, idle } = world
    clock.advance({ minutes: 30 })
    await take(every([1], 0))
    clock.advance({ hours: 24 * 90 })
    await idle()
    expect((await kept()).length).toBe(1)
    clock.advance({ hours: 24 })
    await idle()
    await expect.poll(async () => (await kept()).length, { timeout: 60_000 }).toBe(0)
  })
})

describe('looking', () => {
  it('gives the track as it is kept, with marks, sealed, and where somebody is now', async () => {
    const { take, ask, clock, sealer } = world
    clock.advance({ minutes: 30 })
    await take([...every([1, 10], 0), fixAt(20, 900_000)])
    const track = await ask(OFFICER, 'track', { superviseeId: 's1', from: minute(0), until: minute(60) }) as unknown as { boxes: { person: PersonId }[]; marks: string[][] }
    expect(track.marks).toEqual([[], [], ['impossible-speed']])
    const { items } = await ask(OFFICER, 'latest-positions', { region: '150921', limit: 10 }) as unknown as { items: { superviseeId: string; box: never }[] }
    expect(items.map(({ superviseeId }) => superviseeId)).toEqual(['s1'])
    expect((await sealer.open(items[0]!.box)).length).toBeGreaterThan(10)
    await expect(ask(actor('deng', 'desk'), 'track', { superviseeId: 's1', from: 0, until: 1 })).rejects.toMatchObject({ code: 'role-not-allowed' })
  })
})

describe('an audit with the keys', () => {
  const codes = async (forged?: (text: string) => string | null): Promise<readonly string[]> => (await world.audit(forged)).findings.map(({ code }) => code)
  /** Home, and out of the area, which a late fix shows to have been known earlier. */
  const left = async (): Promise<void> => {
    world.clock.advance({ minutes: 120 })
    await world.take(every([1, 10, 20, 30], 0))
    await world.take(every([40, 50], 2000))
    await world.take([fixAt(45, 2000, { receivedAt: minute(60) })])
  }
  const DISTANCE = /("at":\d+,[^{}]*"distancesCm":\{"town@1":)(\d{5,})/

  it('finds what was said to follow from what is kept, also from packs and after the next process began', async () => {
    await left()
    expect(await world.audit()).toMatchObject({ persons: 1, fixes: 7, transitions: 3, findings: [], cut: [], notLookedAt: { over: [], erased: [], restricted: [], unreadable: [] } })
    await world.compact()
    await world.again()
    expect(await world.audit()).toMatchObject({ persons: 1, fixes: 7, findings: [] })
  })
  it('names a distance that was changed by a centimetre, and no place', async () => {
    await left()
    let changed = 0
    const { findings } = await world.audit((text) => text.replace(DISTANCE, (_, before: string, cm: string) => {
      changed += 1
      return `${before}${Number(cm) + 1}`
    }))
    expect(changed).toBeGreaterThan(0)
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['reading-differs']))
    expect(findings[0]).toMatchObject({ stream: 'supervisee-s1', values: { count: 1, what: 'town@1' } })
    expect(JSON.stringify(findings)).not.toMatch(/112\.5|40\.8/)
  })
  it('names a fix that was taken out of the track, and what does not follow without it', async () => {
    await left()
    await world.remove(({ at }) => at === minute(50))
    expect(new Set(await codes())).toEqual(new Set(['fix-gone']))
    await world.remove(({ at }) => at === minute(45))
    expect(new Set(await codes())).toEqual(new Set(['fix-gone', 'transition-uncarried']))
  })
  it('names what was never told', async () => {
    await left()
    expect(await codes((text) => (text.includes('OutOfArea') ? null : text))).toEqual(['transition-untold'])
    await world.keep([fixAt(60, 0), fixAt(70, 0)])
    expect((await world.audit()).findings).toMatchObject([{ code: 'transition-untold', values: { kind: 'Kept', condition: 'area' } }])
    // It is told with the next fix.
    await world.again()
    await world.take(every([80], 0))
    expect(await codes()).toEqual([])
  })
  it('names what is kept without a basis', async () => {
    await left()
    await world.keep([fixAt(-30, 0), fixAt(48 * 60, 0)])
    expect((await world.audit()).findings).toMatchObject([{ code: 'fix-without-basis', values: { count: 2 } }])
  })
  it('says whom it could not look at, and what was left of one whose correction is over', async () => {
    await left()
    await world.send(OFFICER, 'end-correction', { reason: 'revoked' })
    expect(await world.audit()).toMatchObject({ persons: 0, findings: [], notLookedAt: { over: ['supervisee-s1'] } })
    await world.keep(every([55], 0))
    expect(await codes()).toEqual(['track-left'])
    await world.keyring.destroy(BATU, { reason: 'asked for', by: ['zhao', 'qian'], at: BEGIN })
    expect(await world.audit()).toMatchObject({ persons: 0, findings: [], notLookedAt: { over: [], erased: ['supervisee-s1'] } })
  })
  it('says nothing of what is older than the positions that are kept', async () => {
    await left()
    await world.expire(minute(45))
    expect(await world.audit()).toMatchObject({ persons: 1, fixes: 2, findings: [], cut: ['supervisee-s1'] })
  })
})

describe('fixes that are lost, late and come twice', () => {
  it('end in the same decisions, in whichever order they came', async () => {
    const days = fc.array(fc.tuple(fc.constantFrom(0, 0, 500, 2000, 1030), fc.integer({ min: 1, max: 6 })), { minLength: 2, maxLength: 8 })
    await fc.assert(fc.asyncProperty(days, fc.infiniteStream(fc.nat()), async (legs, chance) => {
      const draw = (below: number): number => chance.next().value % below
      let n = 0
      const fixes = legs.flatMap(([eastM, stays]) => Array.from({ length: stays }, () => fixAt(n += 7, eastM))).filter(() => draw(10) > 0)
      const ends: string[][] = []
      for (const isChaotic of [false, true]) {
        world = await (await world.close(), openWorld())
        await enrolled()
        world.clock.advance({ minutes: 400 })
        const list = isChaotic ? [...fixes, ...fixes.filter(() => draw(4) === 0)].map((fix) => ({ fix, by: draw(1000) })).sort((a, b) => a.by - b.by).map(({ fix }) => fix) : [...fixes]
        while (list.length > 0) {
          await world.take(list.splice(0, 1 + draw(4)))
          if (isChaotic && draw(12) === 0) await world.again()
        }
        ends.push((await world.said()).sort())
        expect(await world.audit()).toMatchObject({ persons: 1, findings: [] })
      }
      expect(ends[1]).toEqual(ends[0])
    }), { numRuns: 12, seed: 4711 })
  })
})
