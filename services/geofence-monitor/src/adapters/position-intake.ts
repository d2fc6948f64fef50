// Who takes positions: one person after the other's fix, each person's in turn. What is here: the order in which things are done; what follows
// from a fix is decided elsewhere.
// N1 Nothing is kept that was not taken within a basis of the person's own stream, as the log has it when the fix comes, nor what comes when that basis is
//    over: it is counted, and that is all. A track's fixes are those of the device that is tracked.
// N2 What is acknowledged is on the disk. What follows from it may come later, also after a crash: whoever begins with a person compares what follows from
//    her fixes with what was said.
// N3 In memory there is of each person what the next fix needs, as text; of everything else the log is asked.
import type { Actor, CheckSign, PersonId, Sealed, SuperviseeId } from '@zhijian/contracts'
import { epochMs, Fault, isFault, type Cancel, type Clock, type Json, type JsonObject, type Timers } from '@zhijian/kernel'
import {
  basisAt, Follower, inFixOrder, MARK_RULES, marked, movedOf, packable, packed, separationOf, silenceOf, UNFOLLOWED, unpacked, type Followed, type KeptFix, type LastHeard, type Mark, type MarkedFix, type PreparedOrder, type ReceivedFix,
} from '@zhijian/positions'
import type { KeyRing, Sealer } from '@zhijian/privacy'
import { describeError, type Log, type ServicePorts } from '@zhijian/runtime'
import { silenceRulesOf, storedReadings, storedWatch } from '../evidence.ts'
import type { PositionLog, Track } from '../ingest/position-log.ts'
import { reassess } from '../ingest/reassess.ts'
import { digesting, digestOf } from './fix-digest.ts'
import { createPositionCounts, type RegionCounts } from './position-counts.ts'
import { createPositionOrders, type KnownOrder } from './position-orders.ts'
import type { Supervision } from './supervision-terms.ts'

export interface PositionParts {
  readonly positions: PositionLog
  readonly keyring: KeyRing
  readonly sealer: Sealer
  /** The platform's time. */
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  /** Of each fix, what became of it: `kept`, `without-basis`, `unreadable`, and each mark. */
  readonly count?: (outcome: 'kept' | 'without-basis' | 'unreadable' | Mark, number: number) => void
  closing<T extends { close(): Promise<void> | void }>(thing: T): T
}

/** What came of a device, or of the person herself (`deviceId` null). */
export interface Arrived {
  readonly superviseeId: SuperviseeId
  readonly deviceId: string | null
  /** `packed` fixes as base64, sealed. */
  readonly boxes: readonly Sealed[]
  /** Its last sign of life. */
  readonly life: { readonly at: number; readonly battery: number | null; readonly isCharging: boolean | null } | null
  /** Besides, of which the door could read no position: counted. */
  readonly unreadable: number
}
export interface Taken {
  readonly kept: number
  /** Counted and not kept. */
  readonly withoutBasis: number
  readonly marks: Readonly<Partial<Record<Mark, number>>>
}

const DAY = 86_400_000
/** Fixes that are older when they come change nothing any more (`MARK_RULES.ancientMs`, seven days), and what is remembered begins before them. */
const ANCHOR_MS = 7.25 * DAY
/** An anchor that is older than this is moved: evidence of more than eight days is refused. */
const OLDEST_ANCHOR_MS = 7.75 * DAY
const SWEEP_MS = 30_000
/** So often the log is told how many came. */
const COUNTED_MS = 5 * 60_000
/** Rounds in which evidence that is longer than one command is told. */
const ROUNDS = 20
const ITSELF: Actor = { id: 'geofence-monitor' as PersonId, role: 'system' }

interface Remembered {
  readonly followed: Followed
  readonly anchorAt: number
  readonly key: string
  readonly last: LastHeard
  /** When a hint of each kind was told last. */
  readonly hinted: Readonly<Record<string, number>>
}
/** A hint of one kind is told once in a while: one device can send thousands of such fixes. */
const HINT_AGAIN_MS = DAY / 4
/** Looking for a separation reads a day of fixes. */
const LOOK_AGAIN_MS = DAY / 24
const UNHEARD: LastHeard = { fixAt: 0, lifeAt: 0, battery: null, isCharging: false, isStopped: false, isNetworkWeak: false }
/** A fix that comes so much later than it was taken says that the network was away. */
const WEAK_MS = 10 * 60_000

export const createPositionIntake = (ports: ServicePorts, parts: PositionParts, supervision: Supervision) => {
  const { positions, keyring, sealer, clock, timers, log, count = () => {} } = parts
  const orders = createPositionOrders({ ports, sealer, clock, supervision })
  const nowMs = (): number => epochMs(clock.now())

  /** N3 */
  const people = new Map<string, string>()
  const remembered = (superviseeId: string): Remembered | null => {
    const text = people.get(superviseeId)
    return text === undefined ? null : JSON.parse(text) as Remembered
  }
  const remember = (superviseeId: string, what: Remembered): void => void people.set(superviseeId, JSON.stringify(what))

  const turns = new Map<string, Promise<unknown>>()
  const inTurn = <T>(superviseeId: string, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(superviseeId) ?? Promise.resolve()).then(work, work)
    turns.set(superviseeId, mine)
    const over = (): void => {
      if (turns.get(superviseeId) === mine) turns.delete(superviseeId)
    }
    void mine.then(over, over)
    return mine
  }

  const counts = createPositionCounts(COUNTED_MS)
  const tellCounts = (): Promise<void> => counts.tell(nowMs(), async ({ commandId, region, counts: of }) => {
    await ports.tell('geofence-monitor', 'count-positions', { region, counts: of.map((each) => ({ ...each })) }, { commandId, actor: ITSELF, correlationId: commandId })
    return true
  })

  let told = 0
  const tell = async (command: string, data: JsonObject, superviseeId: string): Promise<boolean> => {
    told += 1
    const commandId = `${command}-${superviseeId}-${nowMs()}-${told}`
    const reply = await ports.tell('geofence-monitor', command, { superviseeId, ...data }, { commandId, actor: ITSELF, correlationId: commandId })
    if (reply.outcome === 'refused') log.warn('positions-refused', { command, code: reply.code })
    return reply.outcome !== 'refused'
  }

  const digests = async (person: PersonId): Promise<(fix: KeptFix) => ReceivedFix> => digesting(await keyring.keyFor(person))
  const openedBoxes = async (boxes: readonly Sealed[], person: string): Promise<readonly KeptFix[]> => {
    const fixes: KeptFix[] = []
    for (const box of boxes) {
      if (box.person !== person) throw new Fault('box-of-another', 'positions are sealed for somebody else', { retry: 'never' })
      fixes.push(...unpacked(Buffer.from(await sealer.open(box), 'base64')))
    }
    return fixes
  }

  /** From the log: what follows from all that may still change, and what has to be said of it. N2 */
  const begin = async (track: Track, { order, prepared, key }: KnownOrder & { readonly prepared: PreparedOrder }, last: LastHeard): Promise<Remembered> => {
    const note = await positions.note(track)
    const before = note === null ? { at: 0, followed: UNFOLLOWED } : JSON.parse(Buffer.from(note).toString()) as { readonly at: number; readonly followed: Followed }
    const digest = await digests(track.person)
    let known: KnownOrder = { order, prepared, key }
    for (let round = 0; ; round += 1) {
      const fixes = (await positions.read(track, before.at, Infinity)).map(digest).sort(inFixOrder)
      const anchorAt = nowMs() - ANCHOR_MS
      const done = reassess(known.prepared!, before.followed, fixes, known.order.said, Math.max(before.at, nowMs() - OLDEST_ANCHOR_MS), anchorAt)
      const isOld = fixes.length > 0 && Math.max(before.at, fixes[0]!.at) < nowMs() - OLDEST_ANCHOR_MS
      if (isOld) await positions.setNote(track, Buffer.from(JSON.stringify({ at: anchorAt, followed: done.anchor })))
      const now: Remembered = { followed: done.followed, anchorAt: isOld ? anchorAt : Math.max(before.at, fixes[0]?.at ?? nowMs()), key: known.key, last, hinted: remembered(track.superviseeId)?.hinted ?? {} }
      if (done.evidence === null || round >= ROUNDS) return now
      const { anchor, readings } = done.evidence
      if (!await tell('assess-positions', {
        rules: order.rules.number, anchor: Object.fromEntries(Object.entries(anchor).map(([name, watch]) => [name, storedWatch(watch)])) as unknown as Json, readings: readings.map(storedReadings) as unknown as Json,
      }, track.superviseeId)) return now
      const next = await orders.of(track.superviseeId)
      if (next === null || next.prepared === null) return now
      known = next
    }
  }

  const follow = async (track: Track, known: KnownOrder, fixes: readonly KeptFix[], last: LastHeard): Promise<Taken['marks']> => {
    const { superviseeId } = track
    const { prepared } = known
    const before = remembered(superviseeId)
    const digest = await digests(track.person)
    const received = fixes.map(digest).sort(inFixOrder)
    const marks: Partial<Record<Mark, number>> = {}
    const noted = (each: Mark): void => void (marks[each] = (marks[each] ?? 0) + 1)
    const isReady = before !== null && prepared !== null && before.key === known.key && before.anchorAt >= nowMs() - OLDEST_ANCHOR_MS
    if (isReady) {
      const follower = new Follower(prepared, before.followed)
      const isLate = received[0] !== undefined && follower.lastAt !== null && (received[0].at < follower.lastAt || (received[0].at === follower.lastAt && received[0].digest < follower.lastDigest))
      if (!isLate) {
        let isNews = false
        const hints = new Map<'mock' | 'impossible-speed', string[]>()
        for (const fix of received) {
          const taken = follower.take(fix)
          for (const each of taken.marks) {
            noted(each)
            if (each === 'mock' || each === 'impossible-speed') hints.set(each, [...hints.get(each) ?? [], fix.digest])
          }
          isNews ||= taken.findings.length > 0
        }
        const hinted: Record<string, number> = { ...before.hinted }
        for (const [kind, found] of hints) {
          if (nowMs() - (hinted[kind] ?? 0) < HINT_AGAIN_MS) continue
          hinted[kind] = nowMs()
          await tell('note-hint', { hint: { kind, digests: found.slice(0, 100) } }, superviseeId)
        }
        remember(superviseeId, { ...(isNews ? await begin(track, { ...known, prepared }, last) : { ...before, followed: follower.followed(), last }), hinted })
        return marks
      }
    }
    if (prepared === null) {
      // A zone that was drawn a moment ago is not in the view yet: the fixes are kept, and the next one begins anew.
      people.delete(superviseeId)
      return marks
    }
    remember(superviseeId, await begin(track, { ...known, prepared }, last))
    for (const { marks: each } of marked(received, prepared.markRules)) for (const mark of each) noted(mark)
    return marks
  }

  /** Where a check-in of late gives reason to look: whether the device has lain in one place since long before (a hint, and no more). */
  const lookForSeparation = async (track: Track, { order, prepared }: KnownOrder): Promise<void> => {
    const now = nowMs()
    const rules = supervision.separation
    const signs = order.signs.filter(({ at }) => at >= now - rules.signMs)
    const before = remembered(track.superviseeId)
    if (signs.length === 0 || order.tracked === null || before === null || now - (before.hinted['separation'] ?? 0) < LOOK_AGAIN_MS) return
    remember(track.superviseeId, { ...before, hinted: { ...before.hinted, separation: now } })
    const markRules = prepared?.markRules ?? MARK_RULES
    const digest = await digests(track.person)
    const fixes = marked((await positions.read(track, now - rules.stillMs - LOOK_AGAIN_MS, Infinity)).map(digest), markRules)
    const of = (sign: CheckSign): number => signs.filter((each) => each.sign === sign).length
    const { isSuspected, signs: found } = separationOf(movedOf(fixes, markRules.floorM, rules), { missed: of('check-in-missed'), failed: of('check-in-failed'), unanswered: of('does-not-answer') }, rules)
    if (isSuspected) await tell('note-hint', { hint: { kind: 'separation', signs: [...found] } }, track.superviseeId)
  }

  /** When somebody's silence is to be looked at. */
  const due = new Map<string, number>()
  const watchSilence = (superviseeId: string, { order }: KnownOrder, last: LastHeard): void => {
    const window = basisAt(order.windows.filter(({ kind }) => kind === 'electronic-positioning'), nowMs())
    const { nextAt } = order.tracked === null ? { nextAt: null } : silenceOf(last, window, nowMs(), silenceRulesOf(order.silenceRules))
    if (nextAt === null) due.delete(superviseeId)
    else due.set(superviseeId, nextAt)
  }
  const tellSilence = (superviseeId: string, { battery, ...last }: LastHeard): Promise<boolean> =>
    tell('note-silence', { last: { ...last, batteryPercent: battery === null ? null : Math.round(battery * 100) } }, superviseeId)
  const lookAtSilence = async (superviseeId: string): Promise<void> => {
    const known = await orders.of(superviseeId)
    due.delete(superviseeId)
    if (known === null || known.order.isOver || known.order.tracked === null) return
    const track: Track = { person: known.order.person, superviseeId: superviseeId as SuperviseeId }
    let last = remembered(superviseeId)?.last ?? null
    if (last === null) {
      const fix = (await positions.read(track, nowMs() - 2 * DAY, Infinity)).at(-1)
      last = fix === undefined ? UNHEARD : { ...UNHEARD, fixAt: fix.at, lifeAt: fix.receivedAt }
    }
    const window = basisAt(known.order.windows.filter(({ kind }) => kind === 'electronic-positioning'), nowMs())
    if (silenceOf(last, window, nowMs(), silenceRulesOf(known.order.silenceRules)).rung !== 'heard') await tellSilence(superviseeId, last)
    watchSilence(superviseeId, known, last)
  }
  let cancel: Cancel = () => {}
  let isClosed = false
  let expiredAt = 0
  const sweep = (): void => {
    cancel = timers.after(SWEEP_MS, () => {
      const now = nowMs()
      if (now - expiredAt >= DAY) {
        expiredAt = now
        void positions.expire(now - supervision.tracksMs).catch((error: unknown) => log.error('positions-not-expired', describeError(error)))
      }
      const those = [...due].filter(([, at]) => at <= now).map(([superviseeId]) => superviseeId)
      void (async () => {
        await tellCounts().catch((error: unknown) => log.warn('positions-not-counted', describeError(error)))
        for (const superviseeId of those) {
          await inTurn(superviseeId, () => lookAtSilence(superviseeId)).catch((error: unknown) => {
            log.warn('silence-not-looked-at', describeError(error))
            due.set(superviseeId, now)
          })
        }
      })().finally(() => { if (!isClosed) sweep() })
    })
  }
  sweep()

  return parts.closing({
    /** @throws Fault `no-such-supervisee` · `no-such-device` · as the position log */
    take: ({ superviseeId, deviceId, boxes, life, unreadable }: Arrived): Promise<Taken> => inTurn(superviseeId, async () => {
      const known = await orders.of(superviseeId)
      if (known === null) throw new Fault('no-such-supervisee', 'there is no such person', { retry: 'never' })
      const { order } = known
      if (deviceId !== null && !order.devices.some((each) => each.deviceId === deviceId)) throw new Fault('no-such-device', 'this device is not bound to her', { retry: 'never' })
      const track: Track = { person: order.person, superviseeId }
      const arrived = (await openedBoxes(boxes, order.person)).map((fix) => packable(fix))
      // N1
      const open = order.windows.filter(({ from, until }) => from <= nowMs() && nowMs() < until)
      const kept = arrived.filter((fix) => {
        const window = basisAt(order.windows, fix.at)
        if (window === null) return false
        if (window.kind === 'information-check') return open.some(({ id }) => id === window.id)
        return deviceId !== null && deviceId === order.tracked && open.some(({ kind }) => kind === 'electronic-positioning')
      })
      const withoutBasis = arrived.length - kept.length
      count('unreadable', unreadable)
      count('without-basis', withoutBasis)
      const isKept = new Set(kept)
      counts.add(order.region, arrived.filter((fix) => !isKept.has(fix)), 'dropped')
      const isTracked = deviceId !== null && deviceId === order.tracked
      if (kept.length === 0 && !(isTracked && life !== null)) return { kept: 0, withoutBasis, marks: {} }
      await positions.append(track, kept)
      count('kept', kept.length)
      counts.add(order.region, kept, 'kept')
      const before = remembered(superviseeId)?.last ?? UNHEARD
      const latest = kept.reduce<KeptFix | null>((last, fix) => (last === null || fix.at > last.at ? fix : last), null)
      const last: LastHeard = {
        fixAt: Math.max(before.fixAt, latest?.at ?? 0), lifeAt: Math.max(before.lifeAt, life?.at ?? 0, latest?.at ?? 0), battery: life?.battery ?? before.battery,
        isCharging: life?.isCharging ?? before.isCharging, isStopped: false, isNetworkWeak: latest === null ? before.isNetworkWeak : latest.receivedAt - latest.at > WEAK_MS,
      }
      // N2: what follows is no reason to have the device send again.
      const marks = await follow(track, known, kept, last).catch((error: unknown): Taken['marks'] => {
        people.delete(superviseeId)
        log.warn('positions-not-assessed', describeError(error))
        return {}
      })
      if (isTracked) await lookForSeparation(track, known).catch((error: unknown) => log.warn('positions-not-assessed', describeError(error)))
      for (const [mark, number] of Object.entries(marks)) count(mark as Mark, number)
      if (order.rung !== 'heard' && silenceOf(last, basisAt(order.windows, nowMs()), nowMs(), silenceRulesOf(order.silenceRules)).rung === 'heard') await tellSilence(superviseeId, last).catch(() => false)
      watchSilence(superviseeId, known, last)
      return { kept: kept.length, withoutBasis, marks }
    }),

    /** What is kept of somebody's track, sealed again for the way, with what was noticed. Null: there is no such person. */
    async track(superviseeId: SuperviseeId, from: number, until: number): Promise<{ readonly boxes: readonly Sealed[]; readonly marks: readonly (readonly Mark[])[]; readonly digests: readonly string[] } | null> {
      const known = await orders.of(superviseeId)
      if (known === null) return null
      const { person } = known.order
      const digest = await digests(person)
      const seen: readonly MarkedFix[] = marked((await positions.read({ person, superviseeId }, from, until)).map(digest), known.prepared?.markRules ?? MARK_RULES)
      return { boxes: await sealedBoxes(sealer, person, seen.map(({ fix }) => fix)), marks: seen.map(({ marks }) => marks), digests: seen.map(({ fix }) => fix.digest) }
    },
    /** Where somebody was last, of those fixes that nothing is wrong with; null: nothing is known while it may be known. */
    async latest(superviseeId: SuperviseeId): Promise<Sealed | null> {
      const known = await orders.of(superviseeId)
      const window = known === null ? null : basisAt(known.order.windows, nowMs())
      if (known === null || window === null) return null
      const { person } = known.order
      const digest = await digests(person)
      const fixes = (await positions.read({ person, superviseeId }, Math.max(window.from, nowMs() - DAY), Infinity)).map(digest)
      const last = marked(fixes, known.prepared?.markRules ?? MARK_RULES).findLast(({ marks }) => marks.length === 0)
      return last === undefined ? null : (await sealedBoxes(sealer, person, [last.fix]))[0]!
    },
    /** A track began: if nothing comes, that is silence. */
    async expect(superviseeId: string): Promise<void> {
      const known = await orders.of(superviseeId)
      if (known !== null) watchSilence(superviseeId, known, remembered(superviseeId)?.last ?? { ...UNHEARD, fixAt: nowMs() })
    },
    /** The correction is over: what was kept, and is not any more; null where nobody can read it. */
    forget: (superviseeId: SuperviseeId): Promise<{ readonly fixes: number | null; readonly digest: string | null }> => inTurn(superviseeId, async () => {
      people.delete(superviseeId)
      due.delete(superviseeId)
      const known = await orders.of(superviseeId)
      if (known === null) return { fixes: null, digest: null }
      const track: Track = { person: known.order.person, superviseeId }
      const names = await (async () => (await positions.read(track, 0, Infinity)).map(await digests(track.person)).map(({ digest }) => digest))().catch((error: unknown) => {
        if (isFault(error, 'person-erased')) return null
        throw error
      })
      await positions.forget(track)
      return names === null ? { fixes: null, digest: null } : { fixes: names.length, digest: digestOf(names) }
    }),
    /** What came, and the log was not told of yet. */
    uncounted: (): readonly RegionCounts[] => counts.untold(),
    /** Of how many people something is in memory, and how many characters that is. */
    held: (): { readonly people: number; readonly characters: number } => ({ people: people.size, characters: [...people.values()].reduce((sum, { length }) => sum + length, 0) }),
    async close(): Promise<void> {
      isClosed = true
      cancel()
      await Promise.allSettled(turns.values())
    },
  })
}
export type PositionIntake = ReturnType<typeof createPositionIntake>

/** What fits in a sealed text: 20,000 characters. */
const OF_BOX = 400
export const sealedBoxes = async (sealer: Pick<Sealer, 'seal'>, person: PersonId, fixes: readonly KeptFix[]): Promise<readonly Sealed[]> => {
  const boxes: Sealed[] = []
  for (let from = 0; from < fixes.length; from += OF_BOX) boxes.push(await sealer.seal(person, Buffer.from(packed(fixes.slice(from, from + OF_BOX))).toString('base64')))
  return boxes
}
