// Fixes of one person, packed: of each what differs from the one before, in as few bytes as it takes. Pure bytes: whoever stores a block seals it
// with the person's key, so that a track is forgotten with the key.
// B1 What is read is what was written, after `packable` took off what is finer than a millisecond, a millionth of a degree (0.1 m) and a decimetre of
//    radius: it is done before a fix is looked at or named, so that the same decisions follow from what is kept.
// B2 A block that is cut short, has bytes too many or is of another version is refused, never half read.
//
//   version (1) · count · for each: flags (1) · at · lng · lat · [radius] · received after     numbers as varints, signed ones zigzag, all but the last as differences,
//   of instants as the difference of differences: phones are regular
//   flags: source (2 bits) · mock · radius as before · radius not said
import { SOURCES, type Fix, type ReceivedFix } from './fix.ts'

export type KeptFix = Omit<ReceivedFix, 'digest'>

const VERSION = 1
const [MOCK, SAME_RADIUS, NO_RADIUS] = [4, 8, 16]

const whole = (value: number, parts: number): number => Math.round(value * parts)
/** B1 */
export const packable = <T extends Fix>(fix: T): T => ({
  ...fix, at: Math.round(fix.at), lng: whole(fix.lng, 1e6) / 1e6, lat: whole(fix.lat, 1e6) / 1e6, errorM: fix.errorM === null ? null : whole(fix.errorM, 10) / 10,
})

const START = { at: 0, stepMs: 0, lng: 0, lat: 0, radius: 0 }

/** @param fixes `packable` ones, in any order; by time they take least */
export const packed = (fixes: readonly KeptFix[]): Uint8Array => {
  const bytes: number[] = [VERSION]
  // Numbers have up to 53 bits: operations on bits would cut them to 32.
  const put = (value: number): void => {
    let rest = value
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(rest % 128 + 128)
    bytes.push(rest)
  }
  const putSigned = (value: number): void => put(value < 0 ? -2 * value - 1 : 2 * value)
  put(fixes.length)
  let last = START
  for (const fix of fixes) {
    const now = { at: fix.at, stepMs: fix.at - last.at, lng: whole(fix.lng, 1e6), lat: whole(fix.lat, 1e6), radius: fix.errorM === null ? last.radius : whole(fix.errorM, 10) }
    const radius = fix.errorM === null ? NO_RADIUS : now.radius === last.radius ? SAME_RADIUS : 0
    bytes.push(SOURCES.indexOf(fix.source) + (fix.isMock ? MOCK : 0) + radius)
    putSigned(now.stepMs - last.stepMs)
    putSigned(now.lng - last.lng)
    putSigned(now.lat - last.lat)
    if (radius === 0) putSigned(now.radius - last.radius)
    putSigned(fix.receivedAt - fix.at)
    last = now
  }
  return Uint8Array.from(bytes)
}

/** @throws RangeError B2 */
export const unpacked = (bytes: Uint8Array): readonly KeptFix[] => {
  let place = 0
  const byte = (): number => {
    const next = bytes[place]
    if (next === undefined) throw new RangeError('a block of fixes is cut short')
    place += 1
    return next
  }
  const take = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      if (factor > 2 ** 49) throw new RangeError('a number in a block of fixes has too many bytes')
      const next = byte()
      value += (next % 128) * factor
      if (next < 128) return value
    }
  }
  const takeSigned = (): number => {
    const value = take()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }
  if (byte() !== VERSION) throw new RangeError('a block of fixes is of another version')
  const count = take()
  const fixes: KeptFix[] = []
  let last = START
  for (let n = 0; n < count; n += 1) {
    const flags = byte()
    if (flags >= 32) throw new RangeError('a block of fixes has unknown flags')
    const stepMs = last.stepMs + takeSigned()
    const [at, lng, lat] = [last.at + stepMs, last.lng + takeSigned(), last.lat + takeSigned()]
    const radius = (flags & (SAME_RADIUS | NO_RADIUS)) === 0 ? last.radius + takeSigned() : last.radius
    fixes.push({
      at, lng: lng / 1e6, lat: lat / 1e6, errorM: (flags & NO_RADIUS) === 0 ? radius / 10 : null, source: SOURCES[flags & 3]!, isMock: (flags & MOCK) !== 0, receivedAt: at + takeSigned(),
    })
    last = { at, stepMs, lng, lat, radius }
  }
  if (place !== bytes.length) throw new RangeError('a block of fixes has bytes too many')
  return fixes
}
