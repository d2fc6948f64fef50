// From what came in at a door to geofence-monitor: read, converted, sealed with the person's key, handed over. The answer comes when the positions are
// on the disk. What a position says is in no log, no error and no trace.
import type { PersonId } from '@zhijian/contracts'
import { epochMs, instantAt, type Instant, type Json } from '@zhijian/kernel'
import { MARKS, packable, packed, unpacked, type Heard, type KeptFix, type Problem, type Reception } from '@zhijian/positions'
import { z } from 'zod'
import { zhRules } from './i18n/zh-CN.ts'
import type { Gateway } from './gateway.ts'
import { EDGE } from './ids.ts'
import { ProblemError, type FieldError } from './problems.ts'
import { done, type Answer } from './route.ts'

const MONITOR = 'geofence-monitor'
const Door = z.object({ superviseeId: z.string(), person: z.string() }).nullable()
const Marks = z.partialRecord(z.enum(MARKS), z.int())
const Answered = z.object({ kept: z.int(), withoutBasis: z.int(), marks: Marks })

export const PositionsTaken = z.object({
  kept: z.int(), withoutBasis: z.int().describe('taken while it may not be known where she is: counted, and not kept'), marks: Marks.describe('what was noticed about those that were kept'),
  problems: z.array(z.object({ item: z.int(), field: z.string(), code: z.string(), text: z.string() })).describe('items that say no position; the others were taken'),
})

/** What fits in a sealed text. */
const OF_BOX = 400

/** Whose device it is. @throws ProblemError `no-such-device`: nobody's, or one that was taken away */
export const holderOf = async (gateway: Pick<Gateway, 'ask'>, device: string | null): Promise<{ readonly superviseeId: string; readonly person: PersonId }> => {
  const held = device === null ? null : Door.parse(await gateway.ask(MONITOR, 'position-door', { deviceId: device }, EDGE))
  if (held === null) throw new ProblemError('no-such-device')
  return { superviseeId: held.superviseeId, person: held.person as PersonId }
}

const REFUSED = { malformed: 'malformed-json', 'too-large': 'body-too-large', 'too-many': 'too-many-positions', 'nothing-there': 'no-positions', 'no-device': 'no-such-device', 'unknown-datum': 'unknown-datum' } as const
const textOf = ({ code }: Problem): string => zhRules[code] ?? zhRules['rule']!
const errorOf = (problem: Problem): FieldError => ({ in: 'body', field: problem.field === '' ? String(problem.item) : `${problem.item}.${problem.field}`, rule: problem.code, text: textOf(problem) })

export type Received = Extract<Reception, { kind: 'received' }>
/** @throws ProblemError where nothing of it can be taken */
export const received = (reception: Reception): Received => {
  if (reception.kind === 'refused') throw new ProblemError(REFUSED[reception.code])
  if (reception.heard.length === 0) throw new ProblemError('not-valid', { errors: reception.problems.slice(0, 20).map(errorOf) })
  return reception
}

/** @param deviceId null: the person herself, by her own telephone */
export const takePositions = async (
  gateway: Pick<Gateway, 'ask' | 'clock' | 'sealer'>, to: { readonly superviseeId: string; readonly person: PersonId }, deviceId: string | null, { heard, problems }: Pick<Received, 'heard' | 'problems'>,
): Promise<Answer<z.input<typeof PositionsTaken>>> => {
  const receivedAt = gateway.clock.now()
  const fixes = heard.flatMap(({ fix }): readonly KeptFix[] => (fix === null ? [] : [{ ...packable(fix), receivedAt: epochMs(receivedAt) }])).sort((a, b) => a.at - b.at)
  const boxes: Json[] = []
  for (let from = 0; from < fixes.length; from += OF_BOX) boxes.push(await gateway.sealer.seal(to.person, Buffer.from(packed(fixes.slice(from, from + OF_BOX))).toString('base64')) as unknown as Json)
  const last = heard.reduce<Heard | null>((latest, each) => (latest === null || each.at > latest.at ? each : latest), null)
  const life = last === null ? null : { at: Math.min(last.at, epochMs(receivedAt)), battery: last.battery, isCharging: last.isCharging }
  const taken = Answered.parse(await gateway.ask(MONITOR, 'take-positions', { superviseeId: to.superviseeId, deviceId, boxes, life, unreadable: problems.length }, EDGE, undefined, 30_000))
  return done({ ...taken, problems: problems.slice(0, 100).map((each) => ({ ...each, text: textOf(each) })) })
}

/** @throws Fault `person-erased` (never) */
export const openedBoxes = async (gateway: Pick<Gateway, 'sealer'>, boxes: readonly unknown[]): Promise<readonly KeptFix[]> => {
  const fixes: KeptFix[] = []
  for (const box of boxes) fixes.push(...unpacked(Buffer.from(await gateway.sealer.open(box as never), 'base64')))
  return fixes
}

export const ShownFix = z.object({ at: z.string(), receivedAt: z.string(), place: z.array(z.number()).length(2).describe('[lng, lat], WGS-84'), errorM: z.number().nullable(), source: z.string() })
export const shownFix = ({ at, receivedAt, lng, lat, errorM, source }: KeptFix): z.input<typeof ShownFix> =>
  ({ at: instantAt(at) satisfies Instant, receivedAt: instantAt(receivedAt), place: [lng, lat], errorM, source })
