// One world from one seed: a county with its people, its platform in one or two processes, and what goes wrong. Time stands
// still until everything that can happen at an instant has happened; then it goes on to the next thing that is due.
// W1 The same seed gives the same log, to the byte: all chance is split from it, and nothing waits for the machine.
// W2 At the end everything is healed and given time, so that what must come in the end has come.
import { earliest, epochMs, hours, instantAt, minutes, plus, type Instant, type Json } from '@zhijian/kernel'
import { createSealer, type Lookup, type Sealer } from '@zhijian/privacy'
import { virtualClock } from '@zhijian/testkit'
import type { BlobStore } from '@zhijian/privacy'
import { createActing, after, type Acknowledged, type Acting, type Answered } from './acting.ts'
import { createAgenda } from './agenda.ts'
import { createProviders, type Providers } from './channels.ts'
import { createCitizens } from './citizens.ts'
import { turn, type County } from './county.ts'
import { createFaults, type FaultRates, type Faults } from './faults.ts'
import type { Host } from './instance.ts'
import { createLawyers } from './lawyers.ts'
import { memoryBlobs, memoryKeyRing } from './memory-privacy.ts'
import { createProcesses, type Processes } from './processes.ts'
import { randomFrom, type Random } from './random.ts'
import { createSight, type Sight } from './sight.ts'
import { createStaff } from './staff.ts'
import { simulatedTokens } from './tokens.ts'

/** What people of the world have at hand. */
export interface People extends Pick<Acting, 'send' | 'ask'> {
  readonly county: County
  readonly random: Random
  readonly sight: Sight
  readonly sealer: Sealer
  readonly lookup: Lookup
  now(): Instant
  /** @param ms of the world's time */
  wait(ms: number): Promise<void>
  /** Something that goes on beside everything else. */
  begin(work: Promise<void>): void
  /** People act no more; what was begun is finished. */
  isOver(): boolean
  /** A question that could not be asked. */
  disappointed(command: string, answer: Answered): void
  /** What a query showed to somebody who had just written. */
  sawOwnWrite(commandId: string, seen: Json | undefined): void
}

export interface Problem {
  readonly rule: string
  readonly says: string
}

export interface WorldOptions {
  readonly seed: number
  readonly hours: number
  readonly rates: FaultRates
  /** Over one log. */
  readonly processes: 1 | 2
  /** What is due within so many milliseconds happens before anybody looks again: 1 is every instant by itself. */
  readonly tickMs: number
}

export interface Outcome {
  readonly county: County
  readonly processes: Processes
  readonly blobs: BlobStore
  readonly providers: Providers
  readonly acknowledged: ReadonlyMap<string, Acknowledged>
  readonly faults: Faults
  /** What was noticed while it went on. */
  readonly problems: readonly Problem[]
  readonly begunAt: Instant
  readonly until: Instant
}

const beginOf = (random: Random): Instant => plus('2026-03-02T00:00:00.000Z' as Instant, random.int(0, 7 * 24 * 3600) * 1000)

export const runWorld = async ({ seed, hours: length, rates, processes: instances, tickMs }: WorldOptions, county: County, host: Host): Promise<Outcome> => {
  const random = randomFrom(`world ${seed}`)
  const begunAt = beginOf(random.split('begin'))
  const clock = virtualClock(begunAt)
  const agenda = createAgenda()
  const faults = createFaults(rates, random.split('faults'))
  const providers = createProviders(faults, clock.now)
  const blobs = memoryBlobs()
  const keyRandom = random.split('keys')
  const keyring = memoryKeyRing(keyRandom)
  const sealer = createSealer(keyring, { random: keyRandom.bytes })
  const lookup = county.lookup.copy()
  const tokens = simulatedTokens(() => clock.now())
  const sight = createSight()
  const problems: Problem[] = []
  const report = (rule: string, says: string): void => void problems.push({ rule, says })
  let until = plus(begunAt, hours(length))
  let isOver = false
  let failure: unknown = null

  const processes = createProcesses({
    county, host, clock, faults, random: random.split('processes'), instances,
    outside: { blobs, lookup, sealer, keyring, journal: providers.journal, channels: providers.channels, tokens },
    onPush: (recipient, notice) => void (citizens.tell(recipient) || lawyers.tell(recipient, notice) || staff.tell(recipient)),
    report: (code, message) => {
      if (code === 'bug' || code === 'internal') report('no-bug-is-met', message)
    },
  })

  const wait = (ms: number): Promise<void> => new Promise((resolve) => agenda.put(after(clock.now(), ms), resolve))
  const begin = (work: Promise<void>): void => void work.catch((error: unknown) => {
    failure ??= error
  })
  const acting = createActing({ now: clock.now, wait, buses: processes.buses, tokens, random: random.split('acting'), faults, report })
  const people = (name: string): People => ({
    county, sight, sealer, lookup, wait, begin, random: random.split(name), now: clock.now, send: acting.send, ask: acting.ask, isOver: () => isOver,
    disappointed(command, answer) {
      if (answer.outcome === 'refused') report('whoever-asks-is-heard', `${command} was refused with ${answer.code}`)
    },
    sawOwnWrite(commandId, seen) {
      // When the log was restored meanwhile, nothing is acknowledged any more.
      const own = acting.acknowledged.get(commandId)
      if (seen === null && own) report('own-writes-show', `${own.command} at ${own.position} did not show`)
    },
  })
  const citizens = createCitizens(people('citizens'))
  const lawyers = createLawyers(people('lawyers'))
  const staff = createStaff(people('staff'))

  /** Goes on to the next thing that is due, or to the end of its tick, and lets everything that follows at that instant happen. */
  const step = async (end: Instant): Promise<void> => {
    const first = earliest(agenda.next(), clock.next(), end)!
    const next = tickMs === 1 ? first : earliest(instantAt(Math.ceil(epochMs(first) / tickMs) * tickMs), end)!
    clock.advanceTo(next)
    await turn()
    for (let due = agenda.takeDue(clock.now()); due; due = agenda.takeDue(clock.now())) {
      sight.look(processes.store.log)
      // Who acts within one tick acts at once, and nobody sees what the others are about to do.
      for (let also: typeof due | null = due; also; also = tickMs === 1 ? null : agenda.takeDue(clock.now())) also()
      await turn()
    }
    if (failure !== null) throw failure
  }

  const befall = random.split('troubles')
  const every = (perHour: number, trouble: () => void): void => {
    if (perHour === 0) return
    const again = (): void => void clock.at(after(clock.now(), befall.exponential(hours(1) / perHour)), () => {
      if (isOver) return
      trouble()
      again()
    })
    again()
  }
  const noted = (kind: string, trouble: () => void) => () => {
    faults.note(kind)
    trouble()
  }
  let standstillMs = 0
  every(rates.crashesPerHour, noted('crash', processes.crash))
  every(rates.stopsPerHour, noted('stop', processes.stop))
  every(rates.jumpsPerHour, noted('jump', () => {
    standstillMs = befall.chance(0.1) ? hours(8) : Math.round(befall.exponential(minutes(5))) + 1000
  }))
  every(rates.fullDisksPerHour, noted('fullDisk', () => {
    faults.isDiskFull = true
    clock.at(after(clock.now(), befall.int(20, 120) * 1000), () => {
      faults.isDiskFull = false
    })
  }))
  every(rates.restoresPerHour, noted('restore', () => {
    const { log } = processes.store
    const since = plus(clock.now(), -befall.int(5, 600) * 1000)
    // A backup ends with a whole append, and never before the county was founded.
    let kept = log.length
    while (kept > county.log.length && (log[kept - 1]!.meta.recordedat > since || log[kept - 1]!.meta.due === undefined)) kept -= 1
    processes.restore(log.slice(0, kept))
    const last = log[kept - 1]!.position
    for (const [id, { position }] of acting.acknowledged) if (position > last) acting.acknowledged.delete(id)
    sight.forget()
  }))

  /** Whoever is away comes back, and is waited for: what an operator is called for is a bug, in this world as in any. */
  const inspect = async (): Promise<void> => {
    for (const bus of processes.buses()) {
      for (const { consumer, stream, version, code, message } of await bus.deadLetters.list()) {
        report('nothing-is-parked', `${consumer} ${stream}@${version}: ${code} ${message}`)
      }
    }
  }
  const rounds = async (): Promise<void> => {
    for (;;) {
      await wait(minutes(5))
      await inspect()
    }
  }

  await turn()
  begin(rounds())
  for (const each of [citizens, lawyers, staff]) each.begin()
  while (clock.now() < until) {
    await step(until)
    if (standstillMs > 0) {
      clock.jumpTo(plus(clock.now(), standstillMs))
      until = plus(until, standstillMs)
      standstillMs = 0
      await turn()
    }
  }

  // W2: at least ten minutes, and until nothing is being tried again.
  isOver = true
  faults.heal()
  processes.heal()
  const settledBy = plus(clock.now(), minutes(12))
  while (clock.now() < settledBy) await step(settledBy)
  for (let more = 0; more < 60; more += 1) {
    const held = (await Promise.all(processes.slots.map((slot) => slot.remains.busState.load()))).flatMap((state) => state.held)
    if (held.length === 0 && processes.slots.every((slot) => slot.instance !== null)) break
    const minute = plus(clock.now(), minutes(1))
    while (clock.now() < minute) await step(minute)
    if (more === 59) report('everything-is-delivered-in-the-end', held.map((each) => `${each.consumer} ${each.stream}@${each.next}`).join(', ') || 'a process did not come up')
  }
  sight.look(processes.store.log)
  return { county, processes, blobs, providers, acknowledged: acting.acknowledged, faults, problems, begunAt, until: clock.now() }
}
