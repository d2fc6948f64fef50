// What goes wrong in a world, and how often. Probabilities are per operation, the others per hour of the world.
import type { Bus, EventHandler } from '@zhijian/bus'
import { Fault, plus, type Clock } from '@zhijian/kernel'
import type { StoreFaults } from '@zhijian/testkit'
import type { Random } from './random.ts'

export interface FaultRates {
  /** A request is lost before it arrives. */
  readonly lostRequest: number
  /** It arrived, and its answer is lost. */
  readonly lostAnswer: number
  /** Somebody sends the same command twice at once. */
  readonly doubledCommand: number
  /** An event is handled twice. */
  readonly doubledEvent: number
  /** An event's handler fails at first. */
  readonly failedHandler: number
  /** An event comes late, by up to 20 s; others overtake it where their order is free. */
  readonly lateEvent: number
  readonly lostBroadcast: number
  /** A write is refused: the log's, a view's, a consumer's place. */
  readonly failedWrite: number
  /** A write lands and looks as if it had not. */
  readonly unclearWrite: number
  /** A provider is away, and nothing left. */
  readonly failedPush: number
  /** A provider does not say whether it sent. */
  readonly unclearPush: number
  /** A process dies at one of its writes, before it or after. */
  readonly crashesPerHour: number
  /** A process is told to stop, finishes what it has in hand, and comes again. */
  readonly stopsPerHour: number
  /** Everything stands still for minutes, or once in a while for a night. */
  readonly jumpsPerHour: number
  /** The log is brought back from a backup a few minutes old. */
  readonly restoresPerHour: number
  /** The disk is full for a minute or two. */
  readonly fullDisksPerHour: number
  /** Clocks of the two instances differ by up to so many milliseconds. */
  readonly skewMs: number
}
type Chance = Exclude<keyof FaultRates, `${string}PerHour` | 'skewMs'>

const none: FaultRates = {
  lostRequest: 0, lostAnswer: 0, doubledCommand: 0, doubledEvent: 0, failedHandler: 0, lateEvent: 0, lostBroadcast: 0, failedWrite: 0,
  unclearWrite: 0, failedPush: 0, unclearPush: 0, crashesPerHour: 0, stopsPerHour: 0, jumpsPerHour: 0, restoresPerHour: 0, fullDisksPerHour: 0, skewMs: 0,
}

export const FAULTS = {
  none,
  /** A bad day. */
  some: {
    ...none, lostRequest: 0.005, lostAnswer: 0.005, doubledCommand: 0.01, doubledEvent: 0.02, failedHandler: 0.01, lateEvent: 0.02,
    lostBroadcast: 0.02, failedWrite: 0.005, unclearWrite: 0.005, failedPush: 0.001, unclearPush: 0.001, crashesPerHour: 0.5, stopsPerHour: 0.2, skewMs: 500,
  },
  /** More than a platform meets in years. */
  many: {
    lostRequest: 0.025, lostAnswer: 0.025, doubledCommand: 0.05, doubledEvent: 0.1, failedHandler: 0.05, lateEvent: 0.1, lostBroadcast: 0.2,
    failedWrite: 0.03, unclearWrite: 0.03, failedPush: 0.003, unclearPush: 0.003, crashesPerHour: 2, stopsPerHour: 0.5, jumpsPerHour: 1, restoresPerHour: 0.3,
    fullDisksPerHour: 1, skewMs: 2000,
  },
} as const satisfies Record<string, FaultRates>
export type FaultLevel = keyof typeof FAULTS

/** The dice of one world: what it throws is counted, and it can be healed. */
export interface Faults {
  readonly rates: FaultRates
  happens(kind: Chance): boolean
  note(kind: string): void
  readonly counts: Readonly<Record<string, number>>
  isDiskFull: boolean
  /** Nothing goes wrong any more. */
  heal(): void
}

export const createFaults = (rates: FaultRates, random: Random): Faults => {
  const counts: Record<string, number> = {}
  let now = rates
  const note = (kind: string): void => void (counts[kind] = (counts[kind] ?? 0) + 1)
  return {
    get rates() {
      return now
    },
    counts,
    note,
    happens(kind) {
      const rate = now[kind]
      if (rate === 0 || !random.chance(rate)) return false
      note(kind)
      return true
    },
    isDiskFull: false,
    heal() {
      now = { ...none, skewMs: rates.skewMs }
      this.isDiskFull = false
    },
  }
}

const later = (code: string, message: string): Fault => new Fault(code, message, { retry: 'later' })

/** Of one write that is refused, or seems to be. */
export const writeFaults = (faults: Faults): StoreFaults => ({
  before() {
    if (faults.isDiskFull) {
      faults.note('writeOnFullDisk')
      return later('store-full', 'the disk is full')
    }
    return faults.happens('failedWrite') ? later('store-unavailable', 'the write did not go through') : null
  },
  after: () => (faults.happens('unclearWrite') ? later('store-unavailable', 'the connection was lost') : null),
})

/** A bus on which messages are lost, doubled and late; durable ones come at least once all the same. */
export const faultyBus = (bus: Bus, faults: Faults, random: Random, clock: Clock): Bus => {
  const unwell = (handler: EventHandler): EventHandler => async (event, delivery) => {
    if (delivery.attempt === 1 && faults.happens('failedHandler')) throw later('handler-failed', 'once')
    if (faults.happens('lateEvent')) {
      const due = plus(clock.now(), random.int(1, 20_000))
      await new Promise<void>((resolve) => void clock.at(due, resolve))
    }
    await handler(event, delivery)
    if (faults.happens('doubledEvent')) await handler(event, { attempt: delivery.attempt + 1 })
  }
  return {
    ...bus,
    async request(subject, body, options) {
      const isCommand = subject.startsWith('cmd.')
      if (isCommand && faults.happens('lostRequest')) throw later('request-timeout', 'lost on the way')
      const reply = await bus.request(subject, body, options)
      if (isCommand && faults.happens('lostAnswer')) throw later('request-timeout', 'the answer was lost')
      return reply
    },
    subscribe: (options, handler) => bus.subscribe(options, unwell(handler)),
    broadcast(subject, body) {
      if (!faults.happens('lostBroadcast')) bus.broadcast(subject, body)
    },
  }
}
