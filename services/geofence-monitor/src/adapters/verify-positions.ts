// For whoever audits a platform with its keys: what was decided on positions, held against the positions that are still kept. Nothing is written, and no
// place leaves this.
import { superviseeEvents, type AssessmentNumbers, type PersonId } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { KeyRing, Sealer } from '@zhijian/privacy'
import { historyOf, type History } from '../ingest/history.ts'
import { verifyTrack, type TrackFinding } from '../ingest/verify-track.ts'
import { digesting } from './fix-digest.ts'
import type { PositionLook } from './position-log.file.ts'
import { followedUnder, openedAreas } from './position-orders.ts'

/** Why a person's track is not looked at: her correction is over and her track destroyed, her key is destroyed, her data may only be kept, or a shape or a stream cannot be read. */
export const NOT_LOOKED_AT = ['over', 'erased', 'restricted', 'unreadable'] as const
export type NotLookedAt = (typeof NOT_LOOKED_AT)[number]

export interface PositionsVerdict {
  readonly persons: number
  readonly fixes: number
  readonly readings: number
  readonly transitions: number
  readonly findings: readonly (TrackFinding & { readonly stream: string })[]
  /** Streams. */
  readonly notLookedAt: Readonly<Record<NotLookedAt, readonly string[]>>
  /** Streams of those whose first positions are no longer kept. */
  readonly cut: readonly string[]
}
interface StreamEvent {
  readonly type: string
  readonly data: JsonObject
  readonly version: number
}
export interface VerifyPositions {
  readonly streams: AsyncIterable<string> | Iterable<string>
  readonly read: (stream: string) => Promise<readonly StreamEvent[]>
  readonly positions: PositionLook
  readonly keyring: Pick<KeyRing, 'existingKey' | 'status'>
  readonly sealer: Pick<Sealer, 'openOrNull'>
  /** Figures of those of whom nothing was decided yet. */
  readonly usual: AssessmentNumbers
}

/** @throws Fault as the streams, the positions and the keys */
export const verifyPositions = async ({ streams, read, positions, keyring, sealer, usual }: VerifyPositions): Promise<PositionsVerdict> => {
  const notLookedAt: Record<NotLookedAt, string[]> = { over: [], erased: [], restricted: [], unreadable: [] }
  const [findings, cut]: [PositionsVerdict['findings'][number][], string[]] = [[], []]
  const sum = { persons: 0, fixes: 0, readings: 0, transitions: 0 }
  for await (const stream of streams) {
    const history = historyIn(await read(stream))
    if (history === 'unreadable') notLookedAt.unreadable.push(stream)
    if (history === null || history === 'unreadable') continue
    const { person, superviseeId } = history
    const why = await whyClosed(keyring, person)
    if (why !== null) {
      notLookedAt[why].push(stream)
      continue
    }
    const kept = await positions.read({ person, superviseeId }, 0, Infinity)
    if (history.isOver) {
      if (kept.length === 0) notLookedAt.over.push(stream)
      else findings.push({ stream, code: 'track-left', version: history.versionAt(Infinity), values: { count: kept.length } })
      continue
    }
    const zones = await openedAreas(sealer, history.zones).catch(() => null)
    const names = [...history.bindings, ...history.leaves].flatMap((each) => each.zones)
    if (zones === null || names.some((name) => !zones.has(name))) {
      notLookedAt.unreadable.push(stream)
      continue
    }
    const fixes = kept.length === 0 ? [] : kept.map(digesting(await keyring.existingKey(person)))
    const verdict = verifyTrack({ history, fixes, zones, keptFrom: positions.keptFrom, usual, under: followedUnder })
    findings.push(...verdict.findings.map((each) => ({ stream, ...each })))
    if (verdict.isCut) cut.push(stream)
    sum.persons += 1
    sum.fixes += fixes.length
    sum.readings += verdict.readings
    sum.transitions += verdict.transitions
  }
  return { ...sum, findings, notLookedAt, cut }
}

/** What does not read at all is for the strict replay to say. */
const historyIn = (events: readonly StreamEvent[]): History | null | 'unreadable' => {
  try {
    return historyOf(events.flatMap(({ type, data, version }) => {
      const event = superviseeEvents.read(type, data)
      return event === null ? [] : [{ event, version }]
    }))
  } catch {
    return 'unreadable'
  }
}
/** A key that was never made has nothing under it. */
const whyClosed = async (keyring: Pick<KeyRing, 'status'>, person: PersonId): Promise<'erased' | 'restricted' | null> => {
  const status = await keyring.status(person)
  return status === 'erased' || status === 'restricted' ? status : null
}
