// The adapters of the Clock port that read the machine's clock. The only file of the runtime that does.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { assert, elapsedMs, epochMs, instantAt, isInstant, plus, type Cancel, type Clock, type Instant } from '@zhijian/kernel'

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

/** The machine's clock, kept from going back within the process; a start behind `notBefore` is the caller's to refuse. */
export const systemClock = (): Clock => {
  let last = wallNow()
  const now = (): Instant => {
    const wall = wallNow()
    if (wall > last) last = wall
    return last
  }
  return { now, at: (due, wake) => wakeAt(now, 1, due, wake) }
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
  const anchor = JSON.parse(text) as Anchor
  assert(isInstant(anchor.logical) && isInstant(anchor.wall) && anchor.speed > 0, `${file} is not a clock anchor; restore it from a backup`)
  return anchor
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
 * Logical time that runs `speed` times as fast as the wall: for demonstrations. It starts where the wall stands on the
 * first start, goes on from where it was after a stop (time that passed meanwhile counts once, at the new speed's 1:1),
 * and never goes back.
 * @param notBefore the newest time in the log: a clock behind its own log would order new facts before old ones
 */
export const scaledClock = (options: { readonly file: string; readonly speed: number; readonly notBefore: Instant | null }): Clock & { persist(): void } => {
  assert(options.speed >= 1 && options.speed <= 10_000, 'a speed lies between 1 and 10,000')
  const before = readAnchor(options.file)
  const wall = wallNow()
  const resumed = before === null ? wall : plus(before.logical, Math.max(0, elapsedMs(before.wall, wall)))
  const logical = options.notBefore !== null && options.notBefore > resumed ? options.notBefore : resumed
  const anchor: Anchor = { logical, wall, speed: options.speed }
  let last = logical
  const now = (): Instant => {
    const at = plus(anchor.logical, Math.max(0, Math.floor((Date.now() - epochMs(anchor.wall)) * anchor.speed)))
    if (at > last) last = at
    return last
  }
  const persist = (): void => writeAnchor(options.file, { logical: now(), wall: wallNow(), speed: options.speed })
  persist()
  return { now, persist, at: (due, wake) => wakeAt(now, options.speed, due, wake) }
}
