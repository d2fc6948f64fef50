// What goes wrong in a world, and how often. Probabilities are per operation, times per hour of the world.
import type { Bus, EventHandler } from '@zhijian/bus'
import { Fault, plus, type Clock } from '@zhijian/kernel'
import type { StoreFaults } from '@zhijian/testkit'
import type { Random } from './random.ts'

export interface FaultRates {
  /** A request or its answer is lost; the request may have landed. */
  readonly lostRequest: number
  /** An event is handled twice. */
  readonly doubledEvent: number
  /** An event's handler fails at first. */
  readonly failedHandler: number
  /** An event comes late, by up to this many seconds; others overtake it where their order is free. */
  readonly lateEvent: number
  readonly lostBroadcast: number
  /** A write is refused. */
  readonly failedWrite: number
  /** A write lands and looks as if it had not. */
  readonly unclearWrite: number
  readonly crashesPerHour: number
  /** The process stands still for minutes or hours. */
  readonly jumpsPerHour: number
  readonly restoresPerHour: number
  /** Clocks of the two instances differ by up to so many milliseconds. */
  readonly skewMs: number
  /** The disk is full for a minute or two. */
  readonly fullDisksPerHour: number
}

const none: FaultRates = {
  lostRequest: 0, doubledEvent: 0, failedHandler: 0, lateEvent: 0, lostBroadcast: 0, failedWrite: 0, unclearWrite: 0,
  crashesPerHour: 0, jumpsPerHour: 0, restoresPerHour: 0, skewMs: 0, fullDisksPerHour: 0,
}

export const FAULTS = {
  none,
  /** A bad day. */
  some: {
    ...none, lostRequest: 0.01, doubledEvent: 0.02, failedHandler: 0.01, lateEvent: 0.02, lostBroadcast: 0.02, failedWrite: 0.005,
    unclearWrite: 0.005, crashesPerHour: 0.5, skewMs: 500,
  },
  /** More than a platform meets in years. */
  many: {
    lostRequest: 0.05, doubledEvent: 0.1, failedHandler: 0.05, lateEvent: 0.1, lostBroadcast: 0.2, failedWrite: 0.03, unclearWrite: 0.03,
    crashesPerHour: 4, jumpsPerHour: 1, restoresPerHour: 0.2, skewMs: 2000, fullDisksPerHour: 1,
  },
} as const satisfies Record<string, FaultRates>
export type FaultLevel = keyof typeof FAULTS

export const storeFaults = (rates: FaultRates, random: Random, isDiskFull: () => boolean): StoreFaults => ({
  before() {
    if (isDiskFull()) return new Fault('store-full', 'the disk is full', { retry: 'later' })
    return random.chance(rates.failedWrite) ? new Fault('store-unavailable', 'the write did not go through', { retry: 'later' }) : null
  },
  after: () => (random.chance(rates.unclearWrite) ? new Fault('store-unavailable', 'the connection was lost', { retry: 'later' }) : null),
})

/** A bus on which messages are lost, doubled and late; durable ones come at least once all the same. */
export const faultyBus = (bus: Bus, rates: FaultRates, random: Random, clock: Clock): Bus => {
  const unwell = (handler: EventHandler): EventHandler => async (event, delivery) => {
    if (delivery.attempt === 1 && random.chance(rates.failedHandler)) throw new Fault('handler-failed', 'once', { retry: 'later' })
    if (random.chance(rates.lateEvent)) {
      const due = plus(clock.now(), random.int(1, 20_000))
      await new Promise<void>((resolve) => clock.at(due, resolve))
    }
    await handler(event, delivery)
    if (random.chance(rates.doubledEvent)) await handler(event, { attempt: delivery.attempt + 1 })
  }
  return {
    ...bus,
    async request(subject, body, options) {
      if (subject.startsWith('cmd.') && random.chance(rates.lostRequest / 2)) throw new Fault('request-timeout', 'lost on the way', { retry: 'later' })
      const reply = await bus.request(subject, body, options)
      if (subject.startsWith('cmd.') && random.chance(rates.lostRequest / 2)) throw new Fault('request-timeout', 'the answer was lost', { retry: 'later' })
      return reply
    },
    subscribe: (options, handler) => bus.subscribe(options, unwell(handler)),
    broadcast(subject, body) {
      if (!random.chance(rates.lostBroadcast)) bus.broadcast(subject, body)
    },
  }
}
