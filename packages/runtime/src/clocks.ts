// The adapters of the Clock port that read the machine's clock. The only file of the runtime that does.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { assert, elapsedMs, Fault, instantAt, isInstant, latest, plus, type Cancel, type Clock, type Instant } from '@zhijian/kernel'

/** Wall time of this machine. */
export const wallNow = (): Instant => instantAt(Date.now())

/** setTimeout holds 31 bits of milliseconds; longer waits are taken in steps. */
const MAX_TIMER_MS = 2_000_000_000

const wakeAt = (now: () => Instant, speed: number, due: Instant, wake: () => void): Cancel => {
  let timer: NodeJS.Timeout
  const arm = (): void => {
    const ms = elapsedMs(now(), due) / speed
    // Timers may fire up to a millisecond early against the wall clock: looked at again, so that a wake is never before due.
    timer = setTimeout(() => (now() >= due ? wake() : arm()), Math.min(MAX_TIMER_MS, Math.max(0, Math.ceil(ms))))
  }
  arm()
  return () => clearTimeout(timer)
}

/**
 * Wall time as a clock, which goes back when the machine's does: for sessions, codes and limits. People’s second factors go by
 * the same wall, and a limit that waited for a clock to catch up would lock everybody out.
 */
export const wallClock: Clock = { now: wallNow, at: (due, wake) => wakeAt(wallNow, 1, due, wake) }

/** Milliseconds since 1970 as the machine says; tests say something else. */
export type WallMs = () => number

export interface SystemClock extends Clock {
  /** How far the machine's clock lies behind what this clock has shown or the log has recorded; 0 when it does not. */
  behindMs(): number
}

/**
 * The machine's clock, which never goes back: set back, it stands until the machine has caught up.
 * @param notBefore the newest time in the log, so that a restart does not order new facts before old ones
 */
export const systemClock = (options: { readonly notBefore?: Instant | null; readonly wallMs?: WallMs } = {}): SystemClock => {
  const wall = (): Instant => instantAt((options.wallMs ?? Date.now)())
  let last = latest(wall(), options.notBefore)
  const now = (): Instant => {
    last = latest(last, wall())
    return last
  }
  return { now, at: (due, wake) => wakeAt(now, 1, due, wake), behindMs: () => Math.max(0, elapsedMs(wall(), last)) }
}

interface Anchor {
  readonly logical: Instant
  readonly wall: Instant
  readonly speed: number
}

const readAnchor = (file: string): Anchor | null => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const anchor = JSON.parse(text) as Anchor
    assert(isInstant(anchor.logical) && isInstant(anchor.wall) && anchor.speed > 0, 'an anchor has two instants and a speed')
    return anchor
  } catch (error) {
    throw new Fault('clock-unreadable', `${file} is damaged; move it away: time then goes on from the newest time in the log`, { retry: 'never', cause: error, about: { file } })
  }
}

const writeAnchor = (file: string, anchor: Anchor): void => {
  const temporary = `${file}.new`
  const handle = openSync(temporary, 'w', 0o600)
  writeSync(handle, `${JSON.stringify(anchor)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(temporary, file)
}

/**
 * Logical time that runs `speed` times as fast as the wall: for demonstrations. It starts at `begin`, or where the wall stands, on the
 * first start, goes on from where it was after a stop (the time between counts once, at the wall's pace), and never goes
 * back, whatever the machine's clock or the speed does.
 * @param file remembers where it was; written by `persist`. @throws Fault `clock-unreadable` (never)
 * @param notBefore the newest time in the log, so that a kill before `persist` does not order new facts before old ones
 */
export const scaledClock = (options: {
  readonly file: string
  readonly speed: number
  readonly begin?: Instant | undefined
  readonly notBefore: Instant | null
  readonly wallMs?: WallMs
}): Clock & { persist(): void } => {
  assert(options.speed >= 1 && options.speed <= 10_000, 'a speed lies between 1 and 10,000')
  const wallMs = options.wallMs ?? Date.now
  const wall = instantAt(wallMs())
  const before = readAnchor(options.file)
  const resumed = before === null ? options.begin ?? wall : plus(before.logical, Math.max(0, elapsedMs(before.wall, wall)))
  const start = latest(resumed, options.notBefore)
  const startMs = wallMs()
  let last = start
  const at = (ms: number): Instant => {
    last = latest(last, plus(start, Math.max(0, Math.floor((ms - startMs) * options.speed))))
    return last
  }
  const now = (): Instant => at(wallMs())
  const persist = (): void => {
    const ms = wallMs()
    // Of one moment: whoever follows the file is on this very line.
    writeAnchor(options.file, { logical: at(ms), wall: instantAt(ms), speed: options.speed })
  }
  persist()
  return { now, persist, speed: options.speed, at: (due, wake) => wakeAt(now, options.speed, due, wake) }
}

/**
 * The time that a scaledClock of another process keeps in a file: so that several processes of one demonstration have one time.
 * The file is read once; what is written there later, until the next start, lies on the same line.
 * @param notBefore the newest time in the log: time stands there until the line has come so far
 * @throws Fault `clock-unreadable` (never)
 */
export const followedClock = (options: { readonly file: string; readonly notBefore: Instant | null; readonly wallMs?: WallMs }): SystemClock => {
  const anchor = readAnchor(options.file)
  if (anchor === null) throw new Fault('clock-unreadable', `${options.file} is not there; it is kept by whoever starts the processes of a demonstration`, { retry: 'never', about: { file: options.file } })
  const { logical, wall, speed } = anchor
  const line = (): Instant => plus(logical, Math.max(0, Math.floor(elapsedMs(wall, instantAt((options.wallMs ?? Date.now)())) * speed)))
  let last = latest(line(), options.notBefore)
  const now = (): Instant => {
    last = latest(last, line())
    return last
  }
  return { now, speed, at: (due, wake) => wakeAt(now, speed, due, wake), behindMs: () => Math.max(0, Math.ceil(elapsedMs(line(), last) / speed)) }
}
