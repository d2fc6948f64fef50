// How much a process works on for whoever asks. Without a bound everything that comes is begun, all of it ends after its askers
// gave up, they ask again, and the platform stays down when the load that began it has gone (docs/adr/0068).
// W1 So many at once for each kind of question to a service, and so many that wait; what comes above that is refused at once.
// W2 Nobody waits here for more than half of his patience: he is refused while he still listens, and what is begun has the other
//    half to be done in.
// W3 Nothing is begun for somebody who has gone.
// W4 Kinds and services have places of their own: commands and queries do not starve each other, an operator is heard when
//    both are full, and a command that asks another service of the same process does not wait for its own place.
import { elapsedMs, Fault, type Instant, type Timers } from '@zhijian/kernel'
import { DEFAULT_REQUEST_TIMEOUT_MS, LONGEST_REQUEST_MS, type Report } from './retry.ts'
import { atMostOncePerMinute } from './windowed.ts'

export interface LoadLimits {
  /** At once. */
  readonly working: number
  /** In turn behind them. */
  readonly waiting: number
}

/**
 * One process computes one thing at a time; the others in hand wait for a disk or for another service. 64 keep both busy where
 * each waits 50 ms and computes 1 ms. 512 more are what a process that is ten times slower than that still takes up within half
 * of five seconds; it would keep more only to refuse it later.
 */
export const DEFAULT_LOAD: LoadLimits = { working: 64, waiting: 512 }

export interface Asked {
  /** Its first two tokens say whose places it takes: `cmd.notifier`. */
  readonly subject: string
  /** How long its asker waits, from now. */
  readonly patienceMs: number
  work(): Promise<void>
  /** He is told why not. */
  refuse(why: Fault): void
  /** He has gone; nobody is told. */
  passOver(): void
}

export type Admit = (asked: Asked) => void
/** Told of each refusal, for counting. */
export type OnBusy = (asked: string) => void

/** What an asker says of his patience, as far as it can be believed. */
export const patienceOf = (said: string | undefined): number => {
  const ms = Number(said)
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_REQUEST_MS) : DEFAULT_REQUEST_TIMEOUT_MS
}

/** @param onBusy each refusal, by the first two tokens of what was asked: `cmd.notifier` */
export const openAdmission = (timers: Timers, report: Report, { limits = DEFAULT_LOAD, onBusy }: { readonly limits?: LoadLimits; readonly onBusy?: OnBusy } = {}): Admit => {
  const lanes = new Map<string, Admit>()
  const tellLog = atMostOncePerMinute(timers, report)
  const tell = (name: string): void => {
    onBusy?.(name)
    tellLog({ where: name, code: 'busy', message: 'more is asked than can be answered in time: some of it is refused' })
  }
  return (asked) => {
    const name = asked.subject.split('.', 2).join('.')
    let lane = lanes.get(name)
    if (!lane) lanes.set(name, lane = openLane(name, timers, limits, () => tell(name)))
    lane(asked)
  }
}

interface Waiting extends Asked {
  readonly since: Instant
  /** Of the wait. */
  readonly cancel: () => void
}

const openLane = (name: string, timers: Timers, { working, waiting: most }: LoadLimits, tell: () => void): Admit => {
  /** When each was begun; the oldest first. */
  const inHand = new Map<symbol, Instant>()
  const waiting = new Set<Waiting>()

  const refuse = (asked: Asked): void => {
    tell()
    asked.refuse(new Fault('busy', `${name} has more to do than it can do in time; nothing of this was begun`, { retry: 'later' }))
  }

  const begin = (asked: Asked): void => {
    const place = Symbol(name)
    inHand.set(place, timers.now())
    void asked.work().finally(() => {
      if (inHand.delete(place)) takeNext()
    })
  }

  const takeNext = (): void => {
    for (const next of waiting) {
      if (!hasPlace()) return
      waiting.delete(next)
      next.cancel()
      // The timer of his wait fires late in a process that could not turn to it.
      const waitedMs = elapsedMs(next.since, timers.now())
      if (waitedMs >= next.patienceMs) next.passOver()
      else if (waitedMs >= next.patienceMs / 2) refuse(next)
      else begin(next)
    }
  }

  /** What never ends must not take its place for ever. */
  const hasPlace = (): boolean => {
    if (inHand.size < working) return true
    for (const [place, since] of inHand) {
      if (elapsedMs(since, timers.now()) < LONGEST_REQUEST_MS) return false
      inHand.delete(place)
      return true
    }
    return false
  }

  return (asked) => {
    takeNext()
    if (waiting.size === 0 && hasPlace()) return begin(asked)
    if (waiting.size >= most) return refuse(asked)
    const cancel = timers.after(asked.patienceMs / 2, () => {
      if (waiting.delete(entry)) refuse(entry)
    })
    const entry: Waiting = { ...asked, since: timers.now(), cancel }
    waiting.add(entry)
  }
}
