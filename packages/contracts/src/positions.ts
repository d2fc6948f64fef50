// What deciders may know of positions: how far a fix lay from a zone's border and how wrong it may be, never where it was. Whoever has this
// decides again for ever, without a key. The arithmetic is in packages/positions. Only whole numbers are stored: centimetres, percent,
// milliseconds since 1970.
import { z } from 'zod'
import { PersonId, Sealed } from './common.ts'

const Ms = z.int().min(0)
const Cm = z.int().min(-1e10).max(1e10)
/** Of a fix's content: names it without telling where it was. */
export const FixDigest = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
export const FixSource = z.enum(['satellite', 'wifi', 'cell', 'unknown'])
export type FixSource = z.infer<typeof FixSource>

/** `area` is what all allowed ones are together, and `leave-…` what a leave allows. */
export const ZoneId = z.string().regex(/^(?!area$|leave-)[A-Za-z0-9_-]{1,64}$/).brand<'ZoneId'>()
export type ZoneId = z.infer<typeof ZoneId>
/** A zone, or a condition, in one of its versions: `home@3`. */
export const Versioned = z.string().regex(/^[A-Za-z0-9_-]{1,80}@[1-9]\d{0,5}$/)

/** By the clock on the wall of the country, in minutes since midnight; `until` is exclusive, and of the next day where it is not after `from`. */
export const WeeklySpan = z.strictObject({ day: z.int().min(1).max(7), from: z.int().min(0).max(1439), until: z.int().min(0).max(1440) })
/** Null: always. */
export const WeeklySchedule = z.array(WeeklySpan).min(1).max(28).nullable()

/** One sound fix, seen from the zones of an order. */
export const FixReadings = z.strictObject({ at: Ms, digest: FixDigest, source: FixSource, errorCm: z.int().min(0).max(1e10).nullable(), distancesCm: z.record(Versioned, Cm) })
export type FixReadings = z.infer<typeof FixReadings>

const Side = z.enum(['inside', 'outside'])
const Assessed = z.strictObject({
  side: Side.nullable(),
  candidate: z.strictObject({ to: Side, since: Ms, first: FixDigest, nearestCm: Cm, lately: z.array(FixDigest.nullable()).max(20), far: z.array(z.boolean()).max(20).optional() }).nullable(),
  lastAt: Ms.nullable(),
})
/** What is remembered of one condition before the first of the readings. */
export const ConditionWatch = z.strictObject({ bound: Assessed, bare: Assessed, bareSince: Ms.nullable() })
/** Of the conditions that are decided on here, each in its version; of others nothing is said. */
export const Anchor = z.record(Versioned, ConditionWatch)
/** In any order. Enough to decide on those conditions from the anchor on, and no more. */
export const Readings = z.array(FixReadings).min(1).max(2000)

const FloorM = z.strictObject({ satellite: z.int().min(0), wifi: z.int().min(0), cell: z.int().min(0), unknown: z.int().min(0) })
/** A numbered set; figures that differ have another number. */
export const AssessmentNumbers = z.strictObject({
  number: z.int().min(1), widenPercent: z.int().min(100).max(1000), floorM: FloorM, exitM: z.int().min(0).max(10_000), enterM: z.int().min(0).max(10_000), dwellMs: z.int().min(0).max(86_400_000),
  confirmations: z.int().min(1).max(20), of: z.int().min(1).max(20), gapMs: z.int().min(60_000).max(7 * 86_400_000),
  /** Of readings near a border; absent in the first set: all readings count the same. */
  near: z.strictObject({ times: z.record(z.enum(['satellite', 'wifi', 'cell', 'unknown']), z.int().min(1).max(100)), confirmations: z.int().min(1).max(20), of: z.int().min(1).max(20) }).optional(),
})
export type AssessmentNumbers = z.infer<typeof AssessmentNumbers>
export const SilenceNumbers = z.strictObject({
  remindAfterMs: z.int().min(60_000), warnAfterMs: z.int().min(60_000), alarmAfterMs: z.int().min(60_000), lostAfterMs: z.int().min(60_000), lowPercent: z.int().min(0).max(100),
})
export type SilenceNumbers = z.infer<typeof SilenceNumbers>

export const FindingKind = z.enum(['Kept', 'OutOfArea', 'InForbiddenZone', 'LeaveOverrun'])
export const LastHeard = z.strictObject({ fixAt: Ms, lifeAt: Ms, batteryPercent: z.int().min(0).max(100).nullable(), isCharging: z.boolean(), isStopped: z.boolean(), isNetworkWeak: z.boolean() })
export const SilenceRung = z.enum(['heard', 'reminded', 'warned', 'alarmed', 'lost'])
export const SilenceReason = z.enum(['power', 'network', 'app', 'unknown'])
/** Of a check-in that was missed or failed, or a check that nobody answered. */
export const CheckSign = z.enum(['check-in-missed', 'check-in-failed', 'does-not-answer'])
export type CheckSign = z.infer<typeof CheckSign>
/** Signs for whoever calls her; no finding, and no alarm. */
export const PositionHint = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('separation'), signs: z.array(z.enum(['does-not-move', ...CheckSign.options])).min(2).max(4) }),
  z.strictObject({ kind: z.literal('mock'), digests: z.array(FixDigest).min(1).max(100) }),
  z.strictObject({ kind: z.literal('impossible-speed'), digests: z.array(FixDigest).min(1).max(100) }),
])

/** A span in which positions may be taken: an open check, or a track under a live approval. */
export const TakingWindow = z.strictObject({ id: z.string(), kind: z.enum(['information-check', 'electronic-positioning']), from: Ms, until: Ms })
/** A condition in one version, and while it bound; `until` null: it does. */
export const BindingCondition = z.strictObject({
  id: z.string(), version: z.int(), kind: z.enum(['stay-inside', 'keep-out']), zones: z.array(Versioned), schedule: z.array(WeeklySpan).nullable(), from: Ms, until: Ms.nullable(),
})
export const LeaveWindow = z.strictObject({ id: z.string(), from: Ms, until: Ms, conditions: z.array(z.string()), zones: z.array(Versioned) })
/** All that whoever takes positions has to know of one person: the answer to `position-order`. The last week of what is over is in it. */
export const PositionOrder = z.object({
  superviseeId: z.string(), person: PersonId, region: z.string(), isOver: z.boolean(), windows: z.array(TakingWindow), conditions: z.array(BindingCondition), leaves: z.array(LeaveWindow),
  /** Sealed `ZoneContent` as JSON, by name and version. A distance to a zone is the least to its shapes. */
  zones: z.record(Versioned, Sealed),
  rules: AssessmentNumbers, silenceRules: SilenceNumbers, rung: SilenceRung,
  /** Devices that may send, and which one is tracked now. */
  devices: z.array(z.object({ deviceId: z.string(), kind: z.enum(['dedicated', 'phone']) })), tracked: z.string().nullable(),
  /** Signs of late that she may not be where her device is. */
  signs: z.array(z.strictObject({ sign: CheckSign, at: Ms })).default([]),
  /** What was found and not withdrawn, in the form of packages/positions. */
  said: z.array(z.object({
    transitionId: z.string(), kind: FindingKind, condition: z.string(), version: z.int(), zones: z.array(z.string()), basis: z.string(), leave: z.string().nullable(), rules: z.int(), since: Ms,
    knownAt: Ms, evidence: z.array(z.string()),
  })),
})
export type PositionOrder = z.infer<typeof PositionOrder>

type Place = { readonly lng: number; readonly lat: number }
const MICRO = 1e6
const Point = z.strictObject({ lng: z.number(), lat: z.number() })
/** A line as it is written: millionths of a degree, longitude and latitude by turns, each as its difference to the one before. */
const Packed = z.array(z.int()).refine(({ length }) => length % 2 === 0).transform((numbers): z.infer<typeof Point>[] => {
  let [lng, lat] = [0, 0]
  return Array.from({ length: numbers.length / 2 }, (_, at) => {
    lng += numbers[2 * at]!
    lat += numbers[2 * at + 1]!
    return { lng: lng / MICRO, lat: lat / MICRO }
  })
})
const Line = z.union([z.array(Point), Packed])
/** WGS-84, as packages/geometry has it. */
export const ZoneShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circle'), centre: Point, radiusM: z.number() }),
  z.strictObject({ kind: z.literal('polygon'), parts: z.array(z.array(Line)) }),
  z.strictObject({ kind: z.literal('corridor'), line: Line, halfWidthM: z.number() }),
])
export type ZoneShape = z.infer<typeof ZoneShape>
/** What is under a zone's seal: its name for people, and where it lies. Several shapes are one area. */
export const ZoneContent = z.strictObject({ label: z.string().min(1).max(60), shapes: z.array(ZoneShape).min(1).max(8) })
export type ZoneContent = z.infer<typeof ZoneContent>

const packed = (line: readonly Place[]): readonly number[] => {
  let [x, y] = [0, 0]
  return line.flatMap(({ lng, lat }) => {
    const [east, north] = [Math.round(lng * MICRO), Math.round(lat * MICRO)]
    const step = [east - x, north - y]
    ;[x, y] = [east, north]
    return step
  })
}
/** In as few characters as it takes: a seal holds so many, and an outline has a thousand points. `ZoneContent` reads it. */
export const zoneText = ({ label, shapes }: ZoneContent): string => JSON.stringify({
  label, shapes: shapes.map((shape) => (shape.kind === 'polygon' ? { ...shape, parts: shape.parts.map((rings) => rings.map(packed)) } : shape.kind === 'corridor' ? { ...shape, line: packed(shape.line) } : shape)),
})
