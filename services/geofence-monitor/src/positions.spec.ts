// Zones, and what follows from positions: the conditions that a fix is held against, what is said of it, and what is taken back.
import type { SuperviseeEvent } from '@zhijian/contracts'
import { epochMs, plus, type Instant } from '@zhijian/kernel'
import { ASSESSMENT_RULES, SILENCE_RULES, UNWATCHED } from '@zhijian/positions'
import { play, scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { numbersOf, readReadings, storedReadings, storedWatch } from './evidence.ts'
import { orderOf, zonesIn } from './order.ts'
import type { SuperviseeCommand } from './state.ts'
import { supervisee } from './supervisee.ts'
import { approve, ask, begin, bind, BEGIN, on, openCheck, permit, SEALED, setZone, sign, stopTracking, superviseeId, track } from './supervisee.fixtures.ts'

const DAY1 = on('02-01 08:00')
const numbers = numbersOf(ASSESSMENT_RULES)
const minutes = (count: number): Instant => plus(DAY1, count * 60_000)
const tracked: readonly SuperviseeCommand[] = [begin(BEGIN), approve(BEGIN, BEGIN, on('03-01 00:00')), bind(BEGIN), setZone(BEGIN, 'home'), track(BEGIN)]
const given = (...commands: readonly SuperviseeCommand[]) => scenario(supervisee)(play(supervisee, commands).events.map(({ event }) => event))

const fix = (minute: number, distanceCm: number, more: Readonly<Record<string, number>> = {}) =>
  ({ at: epochMs(minutes(minute)), digest: `fix-${String(minute).padStart(8, '0')}`, source: 'satellite' as const, errorCm: 800, distancesCm: { 'home@1': distanceCm, ...more } })
const assess = (minute: number, readings: readonly ReturnType<typeof fix>[], anchor: readonly string[] = ['area@1'], rules = numbers.number): SuperviseeCommand => ask('AssessPositions', minutes(minute), {
  rules, numbers, anchor: Object.fromEntries(anchor.map((name) => [name, storedWatch(UNWATCHED)])), readings: [...readings],
})
const OUT = [fix(0, 40_025), fix(6, 61_050)]
const types = (events: readonly SuperviseeEvent[]) => events.map(({ type, data }) => (type === 'TransitionFound' || type === 'TransitionWithdrawn' ? `${type} ${data.kind} ${data.transitionId}` : type))

describe('zones', () => {
  it('are one area where they are allowed, and conditions of their own where they are not', () => {
    const { bindings } = given(...tracked, setZone(minutes(1), 'work'), setZone(minutes(2), 'net-bar', { kind: 'forbidden' }), setZone(minutes(3), 'night', { kind: 'stay', schedule: [{ day: 1, from: 1320, until: 360 }] }), setZone(minutes(4), 'home')).state
    expect(bindings.map(({ id, version, kind, zones, until }) => `${id}@${version} ${kind} ${zones.join('+')}${until === null ? '' : ' over'}`)).toEqual([
      'area@1 stay-inside home@1 over', 'area@2 stay-inside home@1+work@1 over', 'net-bar@1 keep-out net-bar@1', 'night@1 stay-inside night@1', 'area@3 stay-inside work@1+home@2',
    ])
  })
  it('keep their kind, and what is allowed is allowed always', () => {
    given(...tracked).when(setZone(DAY1, 'home', { kind: 'forbidden' })).thenRefused('zone-kind-fixed')
    given(...tracked).when(setZone(DAY1, 'day', { schedule: [{ day: 1, from: 0, until: 60 }] })).thenRefused('zone-always-allowed')
    given(...tracked).when(ask('RetireZone', DAY1, { zoneId: 'work' as never })).thenRefused('no-such-zone')
  })
  it('that are retired bind nobody any more, and still did before', () => {
    const { state } = given(...tracked, ask('RetireZone', minutes(3), { zoneId: 'home' as never }))
    expect(state.bindings).toMatchObject([{ id: 'area', version: 1, until: epochMs(minutes(3)) }])
    scenario(supervisee)(play(supervisee, [...tracked, ask('RetireZone', minutes(3), { zoneId: 'home' as never })]).events.map(({ event }) => event))
      .when(ask('RetireZone', minutes(4), { zoneId: 'home' as never })).thenNothing()
  })
  it('that come back long after have a number that was never had', () => {
    const bar = (at: Instant): SuperviseeCommand => setZone(at, 'net-bar', { kind: 'forbidden' })
    const { bindings } = given(...tracked, bar(minutes(1)), bar(minutes(2)), ask('RetireZone', minutes(3), { zoneId: 'net-bar' as never }),
      setZone(on('02-12 08:00'), 'night', { kind: 'stay' }), setZone(on('02-22 08:00'), 'home'), bar(on('02-25 08:00'))).state
    expect(bindings.filter(({ id }) => id === 'net-bar').map(({ version, until }) => [version, until === null])).toEqual([[2, false], [3, true]])
  })
})

describe('positions', () => {
  it('are stored as they were, to the centimetre', () => {
    const reading = fix(3, -12_345)
    expect(storedReadings(readReadings(reading))).toEqual(reading)
  })
  it('that show her outside are decided on here again, with all that carries it', () => {
    const { events } = given(...tracked).when(assess(6, OUT))
    expect(types(events)).toEqual(['PositionsAssessed', 'TransitionFound OutOfArea t1'])
    expect(events[1]!.data).toMatchObject({
      condition: 'area', version: 1, zones: ['home@1'], basis: 'basis-2', leave: null, rules: 2, since: minutes(0), knownAt: minutes(6), evidence: OUT.map(({ digest }) => digest),
    })
    given(...tracked, assess(6, OUT)).when(assess(7, OUT)).thenNothing()
    given(...tracked).when(assess(6, [fix(0, -4000), fix(6, -5000)])).then(...given(...tracked).when(assess(6, [fix(0, -4000), fix(6, -5000)])).events)
  })
  it('say the same in any order, and twice the same is once', () => {
    const [a, b] = [OUT, [...OUT].reverse()].map((readings) => types(given(...tracked).when(assess(6, [...readings, readings[0]!])).events))
    expect(a).toEqual(b)
  })
  it('that come late take back what does not follow any more; both stay', () => {
    const { events } = given(...tracked, assess(6, OUT)).when(assess(20, [fix(0, 40_025), fix(2, -5000), fix(4, -5000), fix(6, 61_050)]))
    expect(types(events)).toEqual(['PositionsAssessed', 'TransitionWithdrawn OutOfArea t1'])
    expect(given(...tracked, assess(6, OUT), assess(20, [fix(0, 40_025), fix(2, -5000), fix(4, -5000), fix(6, 61_050)])).state.said).toEqual([])
  })
  it('are not looked at where one of them was taken without a basis', () => {
    given(...tracked, stopTracking(minutes(3))).when(assess(6, OUT)).thenRefused('fix-without-basis')
    given(begin(BEGIN), setZone(BEGIN, 'home')).when(assess(6, OUT)).thenRefused('fix-without-basis')
    const checked = [begin(BEGIN), sign(BEGIN), permit(BEGIN, BEGIN, on('03-01 00:00')), setZone(BEGIN, 'home'), openCheck(minutes(0), 'check-1')]
    expect(types(given(...checked).when(assess(10, OUT)).events)).toEqual(['PositionsAssessed', 'TransitionFound OutOfArea t1'])
    given(...checked).when(assess(20, [fix(0, 40_000), fix(16, 60_000)])).thenRefused('fix-without-basis')
  })
  it.each([
    ['rules-differ', assess(6, OUT, ['area@1'], 1)], ['no-such-condition', assess(6, OUT, ['area@7'])], ['evidence-too-old', assess(60 * 24 * 9, OUT)],
    ['reading-lacks-zone', assess(6, [{ ...fix(0, 1), distancesCm: {} as never }])],
  ])('are refused: %s', (code, command) => { given(...tracked).when(command).thenRefused(code) })

  it('of an approved leave are kept within what it allows, and who is out since then when it ends overruns it', () => {
    const leave = [
      ask('RequestLeave', minutes(-60), { leaveId: 'l1' as never, cause: 'family', from: minutes(0), until: minutes(30), reason: SEALED, destination: SEALED, proofs: [], isOfficer: false }, 'person-1' as never),
      ask('ApproveLeave', minutes(-50), { leaveId: 'l1' as never, area: SEALED, decision: null, byHead: false }),
    ]
    const there = { 'leave-l1@1': -50_000 }
    const { events } = given(...tracked, ...leave).when(assess(50, [fix(1, 9_000_000, there), fix(10, 9_000_000, there), fix(35, 9_000_000), fix(45, 9_000_000)]))
    expect(types(events)).toEqual(['LeaveOver', 'PositionsAssessed', 'TransitionFound Kept t1', 'TransitionFound LeaveOverrun t2'])
    given(...tracked, ...leave).when(assess(20, [fix(1, 9_000_000), fix(10, 9_000_000)])).thenRefused('reading-lacks-zone')
    expect(zonesIn(given(...tracked, ...leave).state)).toEqual(['home@1', 'leave-l1@1'])
  })
})

describe('silence', () => {
  const last = (minute: number) => ({ fixAt: epochMs(minutes(minute)), lifeAt: epochMs(minutes(minute)), batteryPercent: 40, isCharging: false, isStopped: false, isNetworkWeak: false })
  const { lowBattery: _, ...rungs } = SILENCE_RULES
  const note = (minute: number, heard: number) => ask('NoteSilence', minutes(minute), { last: last(heard), numbers: { ...rungs, lowPercent: 5 } })
  it('goes up its ladder once a rung, and ends when something is heard', () => {
    const before = given(...tracked)
    before.when(note(10, 0)).thenNothing()
    expect(before.when(note(40, 0)).events).toMatchObject([{ type: 'SilenceReached', data: { rung: 'reminded', spell: epochMs(minutes(0)) } }])
    given(...tracked, note(40, 0)).when(note(50, 0)).thenNothing()
    expect(given(...tracked, note(40, 0)).when(note(181, 0)).events).toMatchObject([{ type: 'SilenceReached', data: { rung: 'warned', spell: epochMs(minutes(0)) } }])
    expect(given(...tracked, note(40, 0)).when(note(50, 49)).events).toMatchObject([{ type: 'HeardAgain', data: { spell: epochMs(minutes(0)) } }])
  })
  it('is none where nobody need be heard', () => {
    given(...tracked, stopTracking(minutes(1))).when(note(400, 0)).thenNothing()
  })
  it('and hints are written down once a day, and decide nothing', () => {
    const hint = (minute: number) => ask('NoteHint', minutes(minute), { hint: { kind: 'mock', digests: ['fix-00000001'] } })
    expect(types(given(...tracked).when(hint(1)).events)).toEqual(['HintNoted'])
    given(...tracked, hint(1)).when(hint(2)).thenNothing()
  })
})

it('the order says all that whoever takes positions has to know', () => {
  const { state } = given(...tracked, assess(6, OUT))
  expect(orderOf(state, { 'home@1': SEALED }, { assessment: numbers, silence: {} as never })).toMatchObject({
    superviseeId, person: 'person-1', isOver: false, windows: [{ id: 'basis-2', kind: 'electronic-positioning', from: epochMs(BEGIN) }], conditions: [{ id: 'area', version: 1, zones: ['home@1'], until: null }],
    devices: [{ deviceId: 'device-1', kind: 'dedicated' }], tracked: 'device-1', said: [{ transitionId: 't1', kind: 'OutOfArea' }], rung: 'heard',
  })
})
