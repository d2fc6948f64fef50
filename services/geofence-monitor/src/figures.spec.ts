// The figures of a district from events, as the followers of the views sum them; and how fixes are counted until the log knows.
import { alarmEvents, superviseeEvents, type AlarmEvent, type SuperviseeEvent, type SuperviseeId } from '@zhijian/contracts'
import { plus, type Instant } from '@zhijian/kernel'
import { moved, movesOf, type Sum, type View } from '@zhijian/runtime'
import { describe, expect, it } from 'vitest'
import { createPositionCounts } from './adapters/position-counts.ts'
import { figuresOf, percentile } from './figures.ts'
import { basisEnded, began, BEGIN, checkAnswered, checkOpened, checksPermitted, correctionEnded, END, officeAssigned, OFFICER, on, person1, positioningApproved, SEALED, trackingStarted } from './supervisee.fixtures.ts'
import { alarms } from './views/alarms.ts'
import { figures, monthOf, type FiguresSum } from './views/figures.ts'

type Told = SuperviseeEvent | AlarmEvent
/** As the follower of a view writes it, a few at a time. */
const sumsOf = (view: View, told: readonly Told[]): readonly Sum[] => {
  const documents = new Map<string, never>()
  const sums = new Map<string, Sum>()
  for (let from = 0; from < told.length; from += 3) {
    const before = new Map(documents)
    for (const event of told.slice(from, from + 3)) {
      const family = event.type.startsWith('Alarm') ? alarmEvents : superviseeEvents
      const stored = { type: family.storedType(event.type as never), data: event.data } as never
      for (const id of view.keys(stored)) {
        const document = view.evolve(documents.get(id) ?? null, stored, id)
        if (document !== null) documents.set(id, document as never)
      }
    }
    const changes = [...documents].filter(([id, document]) => before.get(id) !== document).map(([id, document]) => ({ id, document }))
    for (const { id, document } of moved(sums, movesOf(view.shares!, before, changes))) document === null ? sums.delete(id) : sums.set(id, document)
  }
  return [...sums.values()]
}
/** The same life of somebody else. */
const of = (name: string, events: readonly SuperviseeEvent[]): readonly SuperviseeEvent[] => events.map((event) => ({ ...event, data: { ...event.data, superviseeId: name as SuperviseeId } }) as SuperviseeEvent)
const inMarch = on('03-10 09:00')
const one = [
  began(), checksPermitted(BEGIN, END), checkOpened(inMarch, plus(inMarch, 900_000), 'c1'), checkAnswered(plus(inMarch, 1000), 'c1'),
  { type: 'CheckInDue', data: { superviseeId: 'supervisee-1', checkInId: 'ci-1', number: '0001', way: 'photo', dueAt: inMarch, at: inMarch } }, { type: 'CheckInMissed', data: { superviseeId: 'supervisee-1', checkInId: 'ci-1', at: inMarch } },
] as readonly SuperviseeEvent[]
const all = [
  ...one, ...of('supervisee-2', [began(), positioningApproved(BEGIN, on('04-01 00:00')), trackingStarted(on('02-01 00:00')), officeAssigned(on('03-01 00:00'), '150921101'), ...one.slice(4)]),
  ...of('supervisee-3', [began(), checksPermitted(BEGIN, END), basisEnded(on('02-01 00:00'), 'basis-1')]), ...of('supervisee-4', [began(), correctionEnded(on('03-31 23:30'), 'revoked', OFFICER)]),
]
const alarm = (id: string, at: Instant, more: readonly AlarmEvent[] = []): readonly AlarmEvent[] => [
  { type: 'AlarmRaised', data: { alarmId: id, superviseeId: 'supervisee-2', region: '150921101', kind: 'out-of-area', level: 'warning', cause: id, since: at, officers: [], clocks: { warningMs: 1, alarmMs: 1, lostMs: 1 }, acknowledgeDue: plus(at, 1), at } } as unknown as AlarmEvent,
  ...more,
]
const heard = (alarmId: string, at: Instant): AlarmEvent => ({ type: 'AlarmAcknowledged', data: { alarmId, by: OFFICER, waitMs: 0, at } } as unknown as AlarmEvent)
const proposed = (alarmId: string, finding: string, at: Instant): AlarmEvent => ({ type: 'AlarmFindingProposed', data: { alarmId, finding, note: SEALED, by: OFFICER, at } } as unknown as AlarmEvent)
const closed = (alarmId: string, finding: string, at: Instant): AlarmEvent => ({ type: 'AlarmClosed', data: { alarmId, finding, proposedBy: OFFICER, by: person1, at } } as unknown as AlarmEvent)

describe('figures of a district', () => {
  const people = sumsOf(figures, all) as readonly FiguresSum[]
  it('count people as they are now, by ground and office, and what came about by its month and the town that answered then', () => {
    const found = figuresOf({ people, alarms: [], positions: [] })
    expect(found.people).toEqual({ total: 3, positioning: 1, checks: 1, none: 1, tracked: 1, begun: 4, ended: 1, sentences: { probation: 3 } })
    const march = figuresOf({ people: people.filter(({ month }) => month === '2026-03'), alarms: [], positions: [] })
    expect([march.checks, march.checkIns, march.people.ended, march.people.begun]).toEqual([{ opened: 1, answered: 1, unanswered: 0 }, { due: 2, answered: 0, missed: 2, accepted: 0, rejected: 0 }, 1, 0])
    expect(people.filter(({ month, region }) => month === '2026-03' && region === '150921101').map(({ sum }) => sum)).toEqual([{ 'check-ins.due': 1, 'check-ins.missed': 1 }])
    expect(JSON.stringify(people)).not.toMatch(/supervisee-|person-/)
  })
  it('are of the months of China', () => { expect([monthOf('2026-03-31T15:59:59.999Z'), monthOf('2026-03-31T16:00:00.000Z')]).toEqual(['2026-03', '2026-04']) })
  it('say of alarms how they stand, how long somebody took to hear, and what two people found', () => {
    const at = on('03-10 12:00')
    const told = [
      ...alarm('a1', at, [heard('a1', plus(at, 4 * 60_000 - 1)), proposed('a1', 'no-breach', plus(at, 300_000)), closed('a1', 'no-breach', plus(at, 400_000))]),
      ...alarm('a2', at, [heard('a2', plus(at, 30 * 60_000)), proposed('a2', 'breach', plus(at, 2_000_000)), closed('a2', 'breach', plus(at, 2_100_000))]),
      ...alarm('a3', at, [{ type: 'AlarmWithdrawn', data: { alarmId: 'a3', cause: 'a3', at: plus(at, 1000) } } as unknown as AlarmEvent]),
      ...alarm('a4', at, [{ type: 'AlarmUnheard', data: { alarmId: 'a4', at: plus(at, 1000) } } as unknown as AlarmEvent]),
    ]
    expect(figuresOf({ people: [], alarms: sumsOf(alarms, told).map(({ sum }) => sum), positions: [] }).alarms).toEqual({
      raised: 4, unheard: 1, levels: { warning: 4 }, findings: { 'no-breach': 1, breach: 1 }, kinds: [{ kind: 'out-of-area', raised: 4, states: { closed: 2, withdrawn: 1, unheard: 1 } }],
      acknowledged: 2, p50Minutes: 4, p95Minutes: 30, withdrawn: { met: 1, of: 4 }, noBreach: { met: 1, of: 2 },
    })
    expect(figuresOf({ people: sumsOf(figures, [...all, ...told]) as readonly FiguresSum[], alarms: [], positions: [] }).offices).toMatchObject([{ office: 'office-1', total: 3, alarms: 4, missed: 2, overrun: 0 }])
  })
  it.each([[0.5, { 1: 1, 9: 1 }, 1], [0.5, { 1: 1, 5: 1, 9: 1 }, 5], [0.95, { 1: 95, 60: 5 }, 1], [0.95, { 1: 94, 60: 6 }, 60], [0.5, {}, null]])('of waits, the share %d of %j is within %j', (share, waited, minutes) => {
    expect(percentile(waited as unknown as Record<string, number>, share)).toBe(minutes)
  })
})

describe('fixes that came', () => {
  it('are added up by town and kind, told once, and told again under the same name when nobody answered', async () => {
    const counts = createPositionCounts(1000)
    const fix = (source: 'satellite' | 'cell') => ({ source })
    const sent: { readonly commandId: string; readonly counts: unknown }[] = []
    let answers = false
    const tell = (now: number): Promise<void> => counts.tell(now, async (batch) => {
      sent.push(batch)
      return answers
    })
    counts.add('150921100', [fix('satellite'), fix('satellite'), fix('cell')], 'kept')
    counts.add('150921100', [fix('cell')], 'dropped')
    const both = [{ source: 'satellite', kept: 2, dropped: 0 }, { source: 'cell', kept: 1, dropped: 1 }]
    expect(counts.untold()).toEqual([{ region: '150921100', counts: both }])
    await tell(1000)
    counts.add('150921100', [fix('cell')], 'dropped')
    expect(counts.untold()).toMatchObject([{ counts: both }, { counts: [{ source: 'cell', kept: 0, dropped: 1 }] }])
    answers = true
    await tell(1500)
    expect(sent.map(({ commandId, counts: of_ }) => [commandId, of_])).toEqual([['count-positions-150921100-1000', both], ['count-positions-150921100-1000', both]])
    expect(counts.untold()).toHaveLength(1)
    await tell(2000)
    expect([sent.length, counts.untold()]).toEqual([3, []])
  })
})
