// Compares this machine's clock with those of the other processes, the broker and the view database. Each is asked, and its
// answer counts with half of the way there and back taken off: an answer that was long on its way says nothing of a clock.
// W1 Who is found wrong is not ready, and neither stamps nor settles; he asks on, and goes on once his clock is right again.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Bus, Subscription } from '@zhijian/bus'
import { isInstant, seconds, type Cancel, type Instant, type Json, type Timers } from '@zhijian/kernel'
import type { Log, Metrics } from '@zhijian/runtime'
import { Gauge } from 'prom-client'
import { verdictOf, type Reading, type Verdict } from './clock-votes.ts'

export interface ClockWatch {
  verdict(): Verdict
  /** Asks now. Resolves when whoever is there has had the time to answer. */
  look(): Promise<void>
  stop(): Promise<void>
}

/** A server that says what time it has. Rejects when it is away. */
export interface TimeServer {
  readonly name: string
  readonly time: () => Promise<Instant>
}

export const ASKED = 'clock.asked'
/** Behind it: who asked, and who tells; service and ordinal of either. The broker lets nobody tell in another's name. */
export const TOLD = 'clock.told'

const LOOK_EVERY_MS = seconds(5)
const LOOK_AGAIN_MS = seconds(1)
/** Service and ordinal. */
const INSTANCE = /^[a-z][a-z-]{0,49}\.\d{1,3}$/
/** An answer that took longer says too little. */
const LONGEST_WAY_MS = 200
/** A reading counts until there is a newer one, but no longer than this. */
const READING_LASTS_MS = seconds(30)

/** Of the kernel: containers of one machine read one clock. */
const machineOf = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return hostname()
  }
}

interface Told { readonly machine: string; readonly at: Instant; readonly round: number }

const toldIn = (body: Json): Told | null => {
  const { machine, at, round } = (body ?? {}) as Partial<Record<keyof Told, unknown>>
  return typeof machine === 'string' && typeof at === 'string' && isInstant(at) && typeof round === 'number' ? { machine, at, round } : null
}

export const watchClock = async (options: {
  readonly bus: Pick<Bus, 'broadcast' | 'listen'>
  readonly service: string
  readonly ordinal: number
  readonly servers: readonly TimeServer[]
  /** Wall time of this machine, which may be wrong. */
  readonly wallNow: () => Instant
  readonly timers: Timers
  readonly log: Log
  /** Whose clock this process reads. */
  readonly machine?: string
  /** Elapsed time, ms. */
  readonly elapsed?: () => number
}): Promise<ClockWatch> => {
  const { bus, service, ordinal, servers, wallNow, timers, log, machine = machineOf(), elapsed = () => performance.now() } = options
  const me = `${service}.${ordinal}`
  const readings = new Map<string, Reading & { readonly readAt: number }>()
  let [round, askedAt] = [0, 0]
  let verdict: Verdict = { kind: 'agrees', aheadMs: 0 }
  let cancel: Cancel = () => {}
  let isStopped = false

  const read = (who: string, by: string, clock: string, theirs: Instant, since: number): void => {
    const now = elapsed()
    if (now - since > LONGEST_WAY_MS) return
    readings.set(who, { clock, by, aheadMs: Date.parse(theirs) + (now - since) / 2 - Date.parse(wallNow()), readAt: now })
  }
  const decide = (): void => {
    for (const [who, { readAt }] of readings) if (elapsed() - readAt > READING_LASTS_MS) readings.delete(who)
    const before = verdict.kind
    verdict = verdictOf(machine, [...readings.values()])
    if (verdict.kind === before) return
    if (verdict.kind === 'agrees') log.info('clock-agrees')
    else log.error(`clock-${verdict.kind}`, verdict.kind === 'minority' ? { aheadMs: verdict.aheadMs } : {})
  }

  const subscriptions: readonly Subscription[] = [
    await bus.listen(ASKED, (body) => {
      const { by, round: asked } = (body ?? {}) as { by?: unknown; round?: unknown }
      if (typeof by !== 'string' || typeof asked !== 'number' || by === me || !INSTANCE.test(by)) return
      bus.broadcast(`${TOLD}.${by}.${me}`, { machine, at: wallNow(), round: asked })
    }),
    await bus.listen(`${TOLD}.${me}.*.*`, (body, subject) => {
      const told = toldIn(body)
      const who = subject.slice(`${TOLD}.${me}.`.length)
      if (told?.round === round) read(who, who.split('.')[0]!, told.machine, told.at, askedAt)
    }),
  ]

  const look = async (): Promise<void> => {
    round += 1
    askedAt = elapsed()
    bus.broadcast(ASKED, { by: me, round })
    const asked = servers.map(async ({ name, time }) => {
      const since = elapsed()
      read(`server ${name}`, `server ${name}`, name, await time(), since)
    })
    const waited = new Promise<void>((resolve) => { timers.after(LONGEST_WAY_MS, resolve) })
    // A server that is away has no vote; that it is away is said by whoever needs it.
    await Promise.allSettled(asked.map((each) => Promise.race([each, waited])))
    await waited
    decide()
  }
  const goOn = (): void => {
    if (isStopped) return
    cancel = timers.after(verdict.kind === 'agrees' ? LOOK_EVERY_MS : LOOK_AGAIN_MS, () => void look().finally(goOn))
  }
  await look()
  goOn()

  return {
    verdict: () => verdict,
    look,
    async stop() {
      isStopped = true
      cancel()
      await Promise.all(subscriptions.map((subscription) => subscription.drain()))
    },
  }
}

export const measureClocks = (registry: Metrics['registry'], watch: Pick<ClockWatch, 'verdict'>): void => {
  new Gauge({
    name: 'zhijian_clock_behind_most_seconds', help: 'How far most clocks that are compared are ahead of this machine\'s', registers: [registry],
    collect() {
      const verdict = watch.verdict()
      this.set(verdict.kind === 'no-majority' ? 0 : verdict.aheadMs / 1000)
    },
  })
  new Gauge({
    name: 'zhijian_clock_without_majority', help: '1 where clocks differ and no majority agrees', registers: [registry],
    collect() {
      this.set(watch.verdict().kind === 'no-majority' ? 1 : 0)
    },
  })
}
