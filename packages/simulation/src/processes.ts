// The processes of a world over one log, and what befalls them: they die at a write, are stopped and come again, stand
// still, and wake up over a log that was brought back from a backup.
import type { Bus } from '@zhijian/bus'
import type { StoredEvent } from '@zhijian/event-store'
import { isFault, minutes, plus, seconds, type Clock } from '@zhijian/kernel'
import { memoryStore, type MemoryStore } from '@zhijian/testkit'
import type { County } from './county.ts'
import { writeFaults, type Faults } from './faults.ts'
import { skewed, startInstance, type Host, type Instance, type Outside, type Remains } from './instance.ts'
import { createLife, type Life } from './life.ts'
import type { Random } from './random.ts'

interface Slot {
  readonly ordinal: number
  readonly skewMs: number
  readonly remains: Remains
  life: Life | null
  instance: Instance | null
}

export interface Processes {
  readonly store: MemoryStore
  buses(): readonly Bus[]
  readonly slots: readonly Slot[]
  /** One of them dies at one of its next writes. */
  crash(): void
  /** One of them is told to stop, and comes again. */
  stop(): void
  /** All of them die, and the log loses what came after a place. @returns how many events it keeps */
  restore(log: readonly StoredEvent[]): void
  /** Sees to it that all are up from now on, without delay. */
  heal(): void
}

export const createProcesses = (parts: {
  readonly county: County
  readonly host: Host
  readonly clock: Clock
  readonly outside: Outside
  readonly faults: Faults
  readonly random: Random
  readonly instances: number
  readonly onPush: (recipient: string, notice: string) => void
  readonly report: (code: string, message: string) => void
}): Processes => {
  const { county, clock, faults, random, instances } = parts
  let epochs = 1
  let store = memoryStore({ epoch: 'first', from: county.log, faults: writeFaults(faults) })
  let isHealed = false
  let lives = 0

  const slots: Slot[] = Array.from({ length: instances }, (_, ordinal) => ({
    ordinal, remains: county.remains(), life: null, instance: null,
    skewMs: faults.rates.skewMs === 0 ? 0 : random.int(-faults.rates.skewMs, faults.rates.skewMs),
  }))

  const later = (ms: number, then: () => void): void => void clock.at(plus(clock.now(), Math.round(ms)), then)
  const downtime = (): number => (isHealed ? seconds(1) : random.chance(0.2) ? random.exponential(minutes(4)) : random.exponential(seconds(20)))

  const start = (slot: Slot): void => {
    const life = createLife(random.split(`life ${lives += 1}`))
    slot.life = life
    life.onEnd(() => {
      if (slot.life !== life) return
      slot.instance = null
      slot.life = null
      later(downtime(), () => start(slot))
    })
    startInstance({
      store, clock: skewed(clock, slot.skewMs), remains: slot.remains, outside: parts.outside, faults, random: random.split(`bus ${lives}`), life,
      ordinals: { ordinal: slot.ordinal, instances, graceMs: 2000 }, host: parts.host, report: parts.report,
    }).then(async (instance) => {
      await instance.bus.listen('push.>', (body, subject) => {
        parts.onPush(subject.slice('push.'.length), (body as { readonly notice: string }).notice)
      })
      if (slot.life === life) slot.instance = instance
    }).catch((error: unknown) => {
      if (!isFault(error) || error.retry === 'never') parts.report('bug', `a process did not start: ${String(error)}`)
      life.kill()
    })
  }
  for (const slot of slots) start(slot)

  const somebody = (): Slot | null => {
    const up = slots.filter((slot) => slot.instance !== null)
    return up.length === 0 ? null : random.pick(up)
  }

  return {
    get store() {
      return store
    },
    slots,
    buses: () => slots.flatMap((slot) => (slot.instance === null ? [] : [slot.instance.bus])),
    crash() {
      const slot = somebody()
      if (!slot) return
      const { life } = slot
      life!.doom(random.int(0, 40))
      later(seconds(90), () => life!.kill())
    },
    stop() {
      const slot = somebody()
      if (!slot) return
      const { life, instance } = slot
      slot.instance = null
      later(seconds(90), () => life!.kill())
      void instance!.drain().then(() => life!.kill(), () => life!.kill())
    },
    restore(log) {
      for (const slot of slots) slot.life?.kill()
      store = memoryStore({ epoch: `restored-${epochs += 1}`, from: log, faults: writeFaults(faults) })
    },
    heal() {
      isHealed = true
      for (const slot of slots) if (slot.life === null) start(slot)
    },
  }
}
