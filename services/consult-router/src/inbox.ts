// What waits for a lawyer and he has not answered, in the order in which he should look at it; the screen shows it as it comes (ADR 0073).
//   1 his own county's questions (green channel) before all others
//   2 where an answer is still awaited in time, before those whose time is over
//   3 of his specialties by prediction or the asker's choice, then those whose second likely topic is one of them, then the rest
//   4 whose time is over soonest; of those that are over, who has waited longest
//   5 last, for counsel: questions of his county that have enough answers, newest first
// Here is which lists of the view hold that order, one after the other; the caller reads them.
// I1 A question belongs to one group, so it is listed once, whichever doors lead to it.
import { Fault } from '@zhijian/kernel'
import type { AttestedByPool } from '@zhijian/contracts'
import type { Collection, Condition } from '@zhijian/read-store'
import type { ConsultationView } from './views/consultations.ts'

type Door = Readonly<Record<string, Condition>>

/** Read in one order over all its doors; `holds`: what it is for, where a door shows more than that. */
export interface Group {
  readonly doors: readonly Door[]
  readonly sort: readonly [field: 'dueAt' | 'openedAt', direction: 'asc' | 'desc']
  holds(view: ConsultationView): boolean
}

/** 2: its topic, or the one the asker chose, is a specialty of his; 1: its second likely topic is; 0: none. As in an audience's rank. */
export const specialtyOf = ({ topic, asked, alternative }: Pick<ConsultationView, 'topic' | 'asked' | 'alternative'>, specialties: readonly string[]): 0 | 1 | 2 =>
  (specialties.includes(topic) || (asked !== null && specialties.includes(asked)) ? 2 : alternative !== null && specialties.includes(alternative) ? 1 : 0)

export const groupsOf = (by: AttestedByPool, specialties: readonly string[]): readonly Group[] => {
  if (by.isProbe) {
    return [{ doors: [{ openTo: { in: ['county', 'region', 'nation'] }, listing: 'probe' }], sort: ['openedAt', 'desc'], holds: () => true }]
  }
  const isLocal = ({ countyCode }: ConsultationView): boolean => by.counselOf.includes(countyCode)
  const region = by.regionCode.slice(0, 2)
  const own: readonly Door[] = by.counselOf.length === 0 ? [] : [{ countyCode: { in: [...by.counselOf] } }]
  // Together every question that is open to him, and each through one of them.
  const beyond: readonly Door[] = by.nationwide
    ? [{ regionCode: region, openTo: 'region' }, { openTo: 'nation' }]
    : [{ regionCode: region, openTo: { in: ['region', 'nation'] } }]
  const known = { in: [...specialties] }
  const topics: readonly (readonly Door[])[] = [[{ topic: known }, { asked: known }], [{ alternative: known }], [{}]]
  const awaited = [[own, true], [beyond, false]].flatMap(([doors, local]) => [false, true].flatMap((isOver) => topics.map((topic, i): Group => ({
    doors: (doors as readonly Door[]).flatMap((door) => topic.map((each) => ({ ...door, listing: 'sought', ...each, isOver }))), sort: ['dueAt', 'asc'],
    holds: (view) => isLocal(view) === local && specialtyOf(view, specialties) === 2 - i,
  }))))
  return [...awaited, { doors: own.map((door) => ({ ...door, listing: 'listed' })), sort: ['openedAt', 'desc'], holds: () => true }]
}

/** Is it for him, and not answered by him yet? What conflicts say of it the pool is asked afterwards. */
const isFor = (by: AttestedByPool) => ({ question, recused, askerId, answers }: ConsultationView): boolean =>
  (question.channel !== 'enterprise' || by.enterprise) && !recused.includes(by.lawyerId)
  && askerId !== by.personId && askerId !== String(by.lawyerId)
  && !answers.some(({ lawyerId, status }) => lawyerId === by.lawyerId && status !== 'withdrawn')

/** Where a page ended. */
export interface Place {
  readonly group: number
  readonly key: string
  readonly id: string
}
export const cursorOf = (group: number, { sort: [field] }: Group, view: ConsultationView): string =>
  Buffer.from(`${group}|${view[field]}|${view.consultationId}`).toString('base64url')
/** @throws Fault `bad-cursor` (never) */
export const placeOf = (cursor: string): Place => {
  const [, group, key, id] = /^(\d{1,2})\|(\d{4}-[\dT:.-]+Z)\|(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (group === undefined || key === undefined || id === undefined) throw new Fault('bad-cursor', 'this cursor is not one of this list', { retry: 'never' })
  return { group: Number(group), key, id }
}

const PAGE = 50
type Questions = Pick<Collection<ConsultationView>, 'find'>

const behind = async function* (questions: Questions, door: Door, { sort }: Group, from: Place | null): AsyncGenerator<ConsultationView> {
  const [field, direction] = sort
  const where = from === null ? door : { ...door, [field]: direction === 'asc' ? { gte: from.key } : { lte: from.key } }
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await questions.find({ where, sort: [sort], limit: PAGE, ...(cursor ? { cursor } : {}) })
    yield* page.items
    cursor = page.next
  }
}

/** One group's questions that are for him, in its order, from a place on. */
export const walk = async function* (questions: Questions, group: Group, by: AttestedByPool, from: Place | null): AsyncGenerator<ConsultationView> {
  const { sort: [field, direction] } = group
  const sign = direction === 'asc' ? 1 : -1
  const compare = (a: readonly [string, string], b: readonly [string, string]): number =>
    sign * (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)
  const keyOf = (view: ConsultationView): readonly [string, string] => [view[field], view.consultationId]
  const mayLook = isFor(by)
  const lists = group.doors.map((door) => behind(questions, door, group, from))
  let past: readonly [string, string] | null = from === null ? null : [from.key, from.id]
  const heads = await Promise.all(lists.map((list) => list.next()))
  for (;;) {
    let first = -1
    for (const [i, head] of heads.entries()) {
      if (!head.done && (first < 0 || compare(keyOf(head.value), keyOf(heads[first]!.value as ConsultationView)) < 0)) first = i
    }
    if (first < 0) return
    const view = heads[first]!.value as ConsultationView
    heads[first] = await lists[first]!.next()
    // Before the page, or come through another door already.
    if (past !== null && compare(keyOf(view), past) <= 0) continue
    past = keyOf(view)
    if (group.holds(view) && mayLook(view)) yield view
  }
}
