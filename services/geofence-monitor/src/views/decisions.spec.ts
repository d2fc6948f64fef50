import { alarmEvents, boundaryEvents, superviseeEvents, tallyEvents } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { describe, expect, it } from 'vitest'
import { began, HEAD, OFFICER, officeAssigned, on, superviseeId } from '../supervisee.fixtures.ts'
import { decisions, NO_DECISIONS, type DecisionsDocument } from './decisions.ts'

const stored = ({ type, data }: { readonly type: string; readonly data: object }): StoredEvent => ({ type: `${type}.v1`, data, meta: { actorid: OFFICER } }) as unknown as StoredEvent
const fold = (...events: readonly { readonly type: string; readonly data: object }[]): ReadonlyMap<string, DecisionsDocument> => {
  const documents = new Map<string, DecisionsDocument>()
  for (const event of events.map(stored)) {
    for (const key of decisions.keys(event)) documents.set(key, decisions.evolve(documents.get(key) ?? null, event, key)!)
  }
  return documents
}
const T = on('02-01 09:00')
const about = (type: string, data: object, by = OFFICER) => ({ type, data: { superviseeId, ...data, by, at: T } })
const alarm = (type: string, data: object, by = OFFICER) => ({ type, data: { alarmId: 'a-1', ...data, by, at: T } })
const raised = alarm('AlarmRaised', { superviseeId, region: '150921100', kind: 'silent' })

describe('decisions of correction', () => {
  it('every event of this service is one, or is said to be none and why', () => {
    const none = Object.values(NO_DECISIONS).flat() as string[]
    const known = [superviseeEvents, alarmEvents, boundaryEvents, tallyEvents].flatMap(({ names }) => names)
    const shown = (decisions.on.types ?? []).filter((type) => type !== 'AlarmRaised')
    expect([...shown, ...none].toSorted()).toEqual(known.toSorted())
  })
  it('every event that is one makes a row of its own', () => {
    const data = { superviseeId, alarmId: 'a-1', region: '150921100', verdict: 'accepted', reason: 'stopped', by: OFFICER, at: T }
    for (const type of decisions.on.types!.filter((each) => !['AlarmRaised', 'SupervisionBegan'].includes(each))) {
      const isOfAlarm = alarmEvents.names.includes(type)
      const { superviseeId: _s, ...ofAlarm } = data
      const { alarmId: _a, ...ofPerson } = data
      const document = fold(began(), raised, { type, data: isOfAlarm ? ofAlarm : ofPerson }).get(isOfAlarm ? 'alarm.a-1' : superviseeId)!
      expect([type, document.decisions.length]).toEqual([type, isOfAlarm ? 1 : 2])
    }
  })
  it('a zone that was proposed is there with what became of it, and with who decided', () => {
    const proposal = { proposalId: 'zp-1', zoneId: 'z-1' }
    const document = fold(began(), about('ZoneProposed', { ...proposal, kind: 'stay', content: 'SEALED' }), about('ZoneProposalRejected', { ...proposal, reason: 'SEALED' }, HEAD)).get(superviseeId)!
    expect(document.decisions).toMatchObject([{ what: 'zone-rejected', about: 'z-1', by: HEAD }, { what: 'zone-proposed', about: 'z-1', kind: 'stay', by: OFFICER }, { what: 'enrolled' }])
    expect(JSON.stringify(document)).not.toContain('SEALED')
  })
  it('an alarm on which nobody decided is not shown; its findings are, with what was found and its kind', () => {
    expect(fold(raised).get('alarm.a-1')).toMatchObject({ isDecided: false, decisions: [] })
    expect(fold(raised, alarm('AlarmFindingProposed', { finding: 'breach', note: 'SEALED' }), alarm('AlarmClosed', { finding: 'breach', proposedBy: OFFICER }, HEAD)).get('alarm.a-1')).toMatchObject({
      isDecided: true, superviseeId, sentence: null, alarm: 'silent', decisions: [{ what: 'alarm-closed', ground: 'breach', kind: 'silent', by: HEAD }, { what: 'finding-proposed', ground: 'breach', by: OFFICER }],
    })
  })
  it('a track that somebody stopped says who; one that stopped with its ground is in the row of the ground', () => {
    const stop = (reason: string) => fold(began(), { type: 'TrackingStopped', data: { superviseeId, basisId: 'b', deviceId: 'd', reason, at: T } }).get(superviseeId)!.decisions
    expect(stop('stopped')).toMatchObject([{ what: 'tracking-stopped', by: OFFICER }, {}])
    expect(stop('basis-over')).toHaveLength(1)
  })
  it('verdicts of every day push out no decision that is made once', () => {
    const verdicts = Array.from({ length: 400 }, (_, n) => about('CheckInJudged', { checkInId: `c-${n}`, verdict: 'accepted' }))
    const { decisions: rows } = fold(began(), ...verdicts).get(superviseeId)!
    expect([rows.length, rows[0]!.about, rows.at(-1)!.what]).toEqual([61, 'c-399', 'enrolled'])
  })
  it('goes where the person goes', () => {
    expect(fold(began(), officeAssigned(T, '150921101')).get(superviseeId)).toMatchObject({ town: '150921101', region: '150921101' })
  })
})
