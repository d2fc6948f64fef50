import { chainHash, encode, GENESIS, type NewEvent, type StoredEvent } from '@zhijian/event-store'
import { instant, plus, type Instant, type JsonObject } from '@zhijian/kernel'
import { createExecutor } from '@zhijian/runtime'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle, putOn, takeOff } from '@zhijian/testkit/kettle'
import { beforeEach, describe, expect, it } from 'vitest'
import { createVerifier, stateAt, verify, type RawEvent } from '../src/index.ts'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)

/** Two kettles: one boils and is taken off, one is taken off in time, both are put on again. */
const history = async (): Promise<readonly StoredEvent[]> => {
  const clock = virtualClock(at('09:00:00'))
  const store = memoryStore()
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
  let serial = 0
  const tell = (stream: string, command: JsonObject & { readonly type: string }) => executor.execute(kettle, stream, () => command, {
    commandId: `command-${String(serial++).padStart(10, '0')}`, actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: stream,
  })
  await tell('kettle-a', putOn())
  clock.advance({ minutes: 1 })
  await tell('kettle-b', putOn(5))
  await tell('kettle-b', takeOff)
  clock.advance({ minutes: 5 })
  await tell('kettle-a', takeOff)
  await tell('kettle-a', putOn(3))
  await tell('kettle-b', putOn(1))
  clock.advance({ minutes: 4 })
  await executor.settle(kettle, 'kettle-a')
  return store.log
}

const rowsOf = (log: readonly StoredEvent[]): RawEvent[] =>
  log.map((event) => ({ position: event.position, stream: event.stream, version: event.version, text: encode(event.stream, event.version, event), hash: event.hash }))

/** What a forger with the code can do: change the facts and hash every stream anew. */
const rehashed = (log: readonly (NewEvent & { stream: string })[]): RawEvent[] => {
  const heads = new Map<string, { version: number; hash: string }>()
  return log.map((event, place) => {
    const before = heads.get(event.stream) ?? { version: -1, hash: GENESIS }
    const version = before.version + 1
    const text = encode(event.stream, version, event)
    const hash = chainHash('sha256', before.hash, text)
    heads.set(event.stream, { version, hash })
    return { position: String(place + 1).padStart(16, '0'), stream: event.stream, version, text, hash }
  })
}

const read = async function* (rows: readonly RawEvent[]) {
  yield rows
}
const audit = async (rows: readonly RawEvent[]) => verify(read(rows), { aggregates: [kettle] })
const kinds = async (rows: readonly RawEvent[]) => (await audit(rows)).findings.map((finding) => `${finding.kind} ${finding.stream}@${finding.version}`)

describe('strict replay', () => {
  let log: readonly StoredEvent[]
  beforeEach(async () => {
    log = await history()
  })

  it('is not ended by the deciders of a release that know a command less: they cannot derive the batch', async () => {
    // A build of its own has a class of its own.
    const AssertionFailed = class extends Error {
      override readonly name = 'AssertionFailed'
    }
    const older = {
      ...kettle, decider: { ...kettle.decider, decide: (): never => { throw new AssertionFailed('unreachable case') } },
    }
    expect(await verify(read(rowsOf(log)), { aggregates: [older] })).toMatchObject({ ok: false, findings: [{ kind: 'decides-otherwise', code: 'underivable' }, { code: 'underivable' }] })
  })

  it('finds nothing in an honest log, and says what it looked at', async () => {
    expect(await audit(rowsOf(log))).toMatchObject({ ok: true, events: 8, streams: 2, commands: 6, deadlines: 2, findings: [] })
  })
  it('does not mind when events were recorded, or under which trace', async () => {
    const other = log.map((event) => ({ ...event, meta: { ...event.meta, recordedat: at('23:00:00'), traceparent: '00-1-2-01' } }))
    expect((await audit(rehashed(other))).ok).toBe(true)
  })

  it('catches a text that was edited', async () => {
    const rows = rowsOf(log)
    rows[1] = { ...rows[1]!, text: rows[1]!.text.replace('"litres":5', '"litres":6') }
    expect(await kinds(rows)).toContain('edited kettle-b@0')
  })
  it('catches an event that was removed', async () => {
    expect(await kinds(rowsOf(log).filter((_row, place) => place !== 3))).toContain('gap kettle-a@2')
  })
  it('catches an event that was removed and the rest hashed anew', async () => {
    expect(await kinds(rehashed(log.filter((event) => event.type !== 'Boiled.v1')))).toEqual(['left-unsettled kettle-a@1'])
  })
  it('catches events whose order was changed', async () => {
    const rows = rowsOf(log)
    const [a, b] = [rows[4]!, rows[5]!]
    rows[4] = b
    rows[5] = a
    expect(await kinds(rows)).toEqual(expect.arrayContaining([expect.stringMatching(/^out-of-order|^gap/)]))
  })
  it('catches an event that was inserted, hashed or not', async () => {
    const forged = { ...log[2]!, id: '01890000-0000-7000-8000-000000000000', meta: { ...log[2]!.meta, commandid: 'command-forged-0001' } }
    const list = [...log.slice(0, 3), forged, ...log.slice(3)]
    expect(await kinds(rowsOf(list as StoredEvent[]))).not.toEqual([])
    expect(await kinds(rehashed(list))).toEqual(['decides-otherwise kettle-b@2'])
  })
  it('catches a deadline that was shifted by a second', async () => {
    const shifted = log.map((event) => (event.type !== 'PutOn.v1' ? event
      : { ...event, data: { ...event.data, boilsAt: plus(event.data.boilsAt as Instant, 1000) } }))
    expect(await kinds(rehashed(shifted))).toEqual(['decides-otherwise kettle-a@0', 'decides-otherwise kettle-b@0'])
  })
  it('catches a deadline that passed at another second', async () => {
    const shifted = log.map((event) => (event.type !== 'Boiled.v1' ? event
      : { ...event, data: { at: plus(event.meta.time, 1000) }, meta: { ...event.meta, time: plus(event.meta.time, 1000) } }))
    expect(await kinds(rehashed(shifted))).toContain('decides-otherwise kettle-a@1')
  })
  it('catches a command that was altered', async () => {
    const altered = log.map((event, place) => (place !== 1 ? event
      : { ...event, meta: { ...event.meta, command: { ...event.meta.command, litres: 50 } } }))
    expect(await kinds(rehashed(altered))).toEqual(['decides-otherwise kettle-b@0'])
  })
  it('catches what no writer writes, a broken number or half a character, although the decider passes it on', async () => {
    const short = { ...log[1]!, data: { ...log[1]!.data, note: 'slow' }, meta: { ...log[1]!.meta, command: { ...log[1]!.meta.command, note: 'slow' } } }
    const [honest] = rehashed([short])
    expect(await kinds([honest!])).toEqual([])
    for (const [from, to] of [['"litres":5', '"litres":5.5'], ['"note":"slow"', '"note":"\\ud83d"']] as const) {
      const text = honest!.text.replaceAll(from, to)
      expect(await kinds([{ ...honest!, text, hash: chainHash('sha256', GENESIS, text) }])).toEqual(['decides-otherwise kettle-b@0'])
    }
  })
  it('is not deceived by a member of the name that every object answers to', async () => {
    const noted = { ...log[1]!, data: { ...log[1]!.data, note: 'slow' }, meta: { ...log[1]!.meta, command: { ...log[1]!.meta.command, note: 'slow' } } }
    const text = rehashed([noted])[0]!.text.replace('"note":"slow"', '"note":{"__proto__":{}}').replace('"note":"slow"', '"note":{"a":1}')
    expect(await kinds([{ ...rehashed([noted])[0]!, text, hash: chainHash('sha256', GENESIS, text) }])).toEqual(['decides-otherwise kettle-b@0'])
  })
  it('gives the same verdict to whoever has checked and parsed the rows already', async () => {
    const rows = rowsOf(log)
    const verifier = createVerifier({ aggregates: [kettle] })
    rows.forEach((row, place) => verifier.take(row, log[place]!))
    expect(verifier.end()).toEqual(await audit(rows))
  })
  it('catches an actor that was changed in one event of a batch only', async () => {
    const changed = log.map((event) => (event.type !== 'Boiled.v1' ? event : { ...event, meta: { ...event.meta, actorid: 'qian' } }))
    expect(await kinds(rehashed(changed))).toContain('decides-otherwise kettle-a@1')
  })
  it('catches the end of a batch that was cut off', async () => {
    const cut = rehashed(log.slice(0, 4))
    expect(await kinds(cut)).toEqual(['unfinished-batch kettle-a@1'])
  })
  it('says so when it does not know the deciders of a category', async () => {
    expect(await kinds(rehashed([{ ...log[0]!, stream: 'teapot-a' }]))).toEqual(['unknown-category teapot-a@0'])
  })
  it('names what differs and quotes no value', async () => {
    const altered = log.map((event, place) => (place !== 0 ? event : { ...event, data: { ...event.data, note: 'a private matter' } }))
    const [finding] = (await audit(rehashed(altered))).findings
    expect(finding!.says).not.toContain('private')
  })
})

describe('the state at an instant', () => {
  const boilingFrom = async (): Promise<readonly StoredEvent[]> => {
    const clock = virtualClock(at('09:00:00'))
    const store = memoryStore()
    await createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' }).execute(kettle, 'kettle-a', () => putOn(), {
      commandId: 'command-0000000000', actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: 'a',
    })
    return store.log
  }
  it('is what was recorded by then', async () => {
    const log = await boilingFrom()
    expect(stateAt(kettle, log, at('08:59:59'))).toMatchObject({ version: -1, state: { phase: 'cold' }, passed: [] })
    expect(stateAt(kettle, log, at('09:02:59'))).toMatchObject({ version: 0, state: { phase: 'heating' }, passed: [] })
  })
  it('counts a deadline that had passed, though nothing ran to write it down; at its very instant it has', async () => {
    for (const moment of ['09:03:00', '12:00:00']) {
      expect(stateAt(kettle, await boilingFrom(), at(moment))).toEqual({
        version: 0, state: { phase: 'hot', boilsAt: null, boils: 1 }, passed: [{ due: at('09:03:00'), type: 'Boiled', data: { at: at('09:03:00') } }],
      })
    }
  })
})
