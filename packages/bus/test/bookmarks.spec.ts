// A model of one consumer over a broker that forgets: events come in order to groups, some are set aside and taken up again,
// instances note how far they are, die and come back, and the broker loses everything whenever the run wants it. Whatever the
// order, every event is done in the order of its stream, and what comes again lies behind a note.
import type { Position } from '@zhijian/event-store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asideAgain, isOfThisLog, orBehind, placeBy, type Bookmark } from '../src/bookmarks.ts'
import { BEGINNING, type HeldOnNats, type Mark } from '../src/nats-held.ts'

const GROUPS = 2
const STREAMS = 4
const INSTANCES = 2
const at = (n: number): Position => String(n).padStart(6, '0') as Position
const groupOf = (stream: number): number => stream % GROUPS
const groupOfName = (stream: string): number => groupOf(Number(stream.slice(1)))

interface Event { readonly stream: string; readonly version: number; readonly position: Position }

/** What the consumer does (nats-consumer.ts), without a wire: the broker is maps, and a loss empties them. */
const world = () => {
  const log: Event[] = []
  const versions = new Map<string, number>()
  const handled: string[] = []
  const discarded = new Set<string>()
  let comesAgain = 0
  let held = new Map<string, HeldOnNats>()
  /** By group, in this life of the broker: where its consumer stands. */
  let groups = new Map<number, Mark>()
  const notes: (Bookmark | null)[] = Array.from({ length: INSTANCES }, () => null)
  const nameOf = ({ stream, version }: Event): string => `${stream}@${version}`

  const done = (event: Event): void => {
    if (handled.includes(nameOf(event))) comesAgain += 1
    handled.push(nameOf(event))
  }
  const begin = (instance: number, group: number): Mark => {
    const there = groups.get(group)
    if (there !== undefined) return there
    const note = notes[instance] ?? null
    const place = note === null ? null : placeBy(note, group, GROUPS)
    const mark = place === null ? BEGINNING : orBehind(BEGINNING, place)
    if (note !== null && place !== null) for (const entry of note.aside) held.set(entry.stream, asideAgain(held.get(entry.stream) ?? null, entry))
    groups.set(group, mark)
    return mark
  }
  const entry = (event: Event, passed: number, isLetter: boolean): HeldOnNats => ({
    consumer: 'c', stream: event.stream, next: event.version, attempts: 1, filter: {}, passed,
    parked: isLetter ? { eventId: nameOf(event), position: event.position, type: 't', code: 'bug', message: '', parkedAt: '' } : null,
  })
  /** One event of one group, to this instance. */
  const take = (instance: number, group: number, outcome: 'done' | 'later' | 'never'): void => {
    const mark = begin(instance, group)
    const event = log.find((each) => groupOfName(each.stream) === group && each.position > (mark.position ?? ''))
    if (event === undefined) return
    const aside = held.get(event.stream)
    if (aside !== undefined) {
      if (event.version >= aside.next) held.set(event.stream, { ...aside, passed: Math.max(aside.passed, event.version) })
    } else if (outcome === 'done') done(event)
    else held.set(event.stream, entry(event, event.version, outcome === 'never'))
    groups.set(group, { ...mark, position: event.position, epoch: 'e' })
  }
  const catchUp = (stream: string, outcome: 'done' | 'later' | 'never'): void => {
    const aside = held.get(stream)
    if (aside === undefined || aside.parked !== null) return
    const event = log.find((each) => each.stream === stream && each.version >= aside.next && each.version <= aside.passed)
    if (event === undefined) held.delete(stream)
    else if (outcome === 'done') {
      done(event)
      held.set(stream, { ...aside, next: event.version + 1, parked: null })
    } else held.set(stream, entry(event, aside.passed, outcome === 'never'))
  }
  const api = {
    append(stream: number): void {
      const name = `s${stream}`
      const version = versions.get(name) ?? 0
      versions.set(name, version + 1)
      log.push({ stream: name, version, position: at(log.length + 1) })
    },
    take,
    catchUp,
    discard(stream: string): void {
      const aside = held.get(stream)
      if (!aside?.parked) return
      discarded.add(aside.parked.eventId)
      held.set(stream, { ...aside, next: aside.next + 1, parked: null })
    },
    note(instance: number): void {
      for (let group = 0; group < GROUPS; group += 1) begin(instance, group)
      const places = Array.from({ length: GROUPS }, (_, group) => groups.get(group)!.position)
      notes[instance] = JSON.parse(JSON.stringify({ consumer: 'c', epoch: 'e', places, aside: [...held.values()] })) as Bookmark
    },
    /** Whoever takes from a group first begins it, by its own note. */
    lose(): void {
      held = new Map()
      groups = new Map()
    },
    /** Nobody is away any more, and operators have looked at every letter. */
    settle(): void {
      for (let turn = 0; turn < 10 * log.length + 10; turn += 1) {
        for (let group = 0; group < GROUPS; group += 1) take(0, group, 'done')
        for (const stream of [...held.keys()]) {
          api.discard(stream)
          catchUp(stream, 'done')
        }
      }
    },
    log, handled, discarded,
    again: () => comesAgain,
    held: () => held,
  }
  return api
}

const outcome = fc.constantFrom('done', 'done', 'later', 'later', 'never') as fc.Arbitrary<'done' | 'later' | 'never'>
const stream = fc.nat(STREAMS - 1)
const instance = fc.nat(INSTANCES - 1)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('append' as const), stream }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('take' as const), instance, group: fc.nat(GROUPS - 1), outcome }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('catchUp' as const), stream, outcome }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('discard' as const), stream }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('note' as const), instance }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const) }) },
)

describe('a consumer that goes by its notes', () => {
  it('does every event, in the order of its stream, whenever the broker loses everything', () => {
    let losses = 0
    fc.assert(fc.property(fc.array(step, { minLength: 20, maxLength: 150 }), (steps) => {
      const model = world()
      for (const each of steps) {
        if (each.kind === 'append') model.append(each.stream)
        else if (each.kind === 'take') model.take(each.instance, each.group, each.outcome)
        else if (each.kind === 'catchUp') model.catchUp(`s${each.stream}`, each.outcome)
        else if (each.kind === 'discard') model.discard(`s${each.stream}`)
        else if (each.kind === 'note') model.note(each.instance)
        else {
          losses += 1
          model.lose()
        }
      }
      model.settle()
      expect(model.held().size).toBe(0)
      for (let n = 0; n < STREAMS; n += 1) {
        const own = model.log.filter((event) => event.stream === `s${n}`).map(({ stream: name, version }) => `${name}@${version}`)
        const first = [...new Set(model.handled.filter((name) => name.startsWith(`s${n}@`)))].filter((name) => !model.discarded.has(name))
        expect(first).toEqual(own.filter((name) => !model.discarded.has(name)))
      }
    }), { numRuns: 2_000, seed: 107 })
    expect(losses).toBeGreaterThan(2_000)
  })

  it('does again only what came behind the note that it goes by, and what was set aside then', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 60 }), fc.nat(20), (before, after) => {
      const model = world()
      const all = (count: number): void => {
        for (let n = 0; n < count; n += 1) model.append(n % STREAMS)
        for (let n = 0; n < count; n += 1) for (let group = 0; group < GROUPS; group += 1) model.take(n % INSTANCES, group, 'done')
      }
      all(before)
      model.note(0)
      all(after)
      model.lose()
      model.settle()
      expect(model.again()).toBe(after)
    }), { numRuns: 100, seed: 107 })
  })
})

describe('a note', () => {
  const note: Bookmark = { consumer: 'c', epoch: 'e', places: [at(5), at(9), at(7)], aside: [] }
  it('counts for its own groups one by one, and for another number of groups by its hindmost', () => {
    expect([0, 1, 2].map((group) => placeBy(note, group, 3)?.position)).toEqual([at(5), at(9), at(7)])
    expect(placeBy(note, 3, 4)).toEqual({ position: at(5), epoch: 'e' })
    expect(placeBy({ ...note, places: [at(5), null] }, 0, 3)).toBeNull()
    expect(placeBy({ ...note, places: [at(5), null] }, 1, 2)).toBeNull()
  })
  it('is believed of the log that it was made of, as long as that is not shorter', async () => {
    const store = (epoch: string, head: Position | null) => ({ epoch, head: async () => head })
    expect(await isOfThisLog(note, store('e', at(9)))).toBe(true)
    expect(await isOfThisLog(note, store('e', at(8)))).toBe(false)
    expect(await isOfThisLog(note, store('e', null))).toBe(false)
    expect(await isOfThisLog(note, store('another', at(9)))).toBe(false)
  })
  it('never takes a mark back, and is not compared with one of another log', () => {
    const mark: Mark = { position: at(6), epoch: 'e', sequence: 4, streamMade: 'monday' }
    expect(orBehind(mark, { position: at(9), epoch: 'e' })).toEqual({ ...mark, position: at(9) })
    expect(orBehind(mark, { position: at(5), epoch: 'e' })).toEqual(mark)
    expect(orBehind(mark, { position: at(9), epoch: 'another' })).toEqual(mark)
    expect(orBehind(BEGINNING, { position: at(9), epoch: 'e' })).toEqual({ ...BEGINNING, position: at(9), epoch: 'e' })
  })
})
