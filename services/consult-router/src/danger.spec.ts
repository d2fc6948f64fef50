// Words of danger: who is called, for how long, and that the first to acknowledge stops it.
import type {
  ConsultationId, DangerCommand, DangerEvent, DangerId, DangerRank, DangerRefusal, PersonId,
} from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { play, scenario } from '@zhijian/testkit'
import { at, COUNTY, DAY } from './consultation.fixtures.ts'
import { danger } from './danger.ts'

const dangerId = 'c1' as DangerId
const [zhang, ma] = ['zhang', 'ma'] as PersonId[] as [PersonId, PersonId]
const of = { consultationId: 'c1' as ConsultationId, countyCode: COUNTY, followUpId: null, codes: ['suicide' as const], isProbe: false, acknowledgeMs: 120_000 }
const raise = (s = 0): DangerCommand => ({ type: 'RaiseDanger', at: at(s), dangerId, ...of })
const acknowledge = (s: number, by = zhang): DangerCommand => ({ type: 'AcknowledgeDanger', at: at(s), dangerId, by })
const resolve = (s: number, outcome: 'safe' | 'police-informed' = 'safe'): DangerCommand => ({ type: 'ResolveDanger', at: at(s), dangerId, by: zhang, outcome })
const given = (...commands: readonly DangerCommand[]) => {
  const events = play(danger, commands).events.map(({ event }) => event)
  return scenario(danger)(...events)
}
const escalated = (rank: DangerRank, s: number): DangerEvent => ({ type: 'DangerEscalated', data: { dangerId, rank, acknowledgeDue: at(s + 120), at: at(s) } })
const unheard: DangerEvent = { type: 'DangerUnheard', data: { dangerId, at: at(360) } }
const acknowledged = (rank: DangerRank, s: number): DangerEvent => ({ type: 'DangerAcknowledged', data: { dangerId, by: zhang, rank, waitMs: s * 1000, at: at(s) } })

describe('a danger', () => {
  it('is raised once per text, to the duty officer', () => {
    given().when(raise()).then({ type: 'DangerRaised', data: { dangerId, ...of, rank: 'duty-officer', acknowledgeDue: at(120), at: at(0) } })
    given(raise()).when(raise(5)).thenNothing()
  })
  it('goes to the deputy at the second minute, to the head at the fourth, and stays open after the sixth', () => {
    given(raise()).whenTimePasses(at(119.999)).thenNothing()
    given(raise()).whenTimePasses(at(120)).then(escalated('deputy', 120))
    given(raise()).whenTimePasses(at(DAY)).then(escalated('deputy', 120), escalated('head', 240), unheard)
    given(raise()).when(acknowledge(DAY)).then(escalated('deputy', 120), escalated('head', 240), unheard, acknowledged('head', DAY))
  })
  it('is acknowledged by whoever comes first; at the very end of his time the next is called all the same', () => {
    given(raise()).when(acknowledge(119.999)).then(acknowledged('duty-officer', 119.999))
    given(raise()).when(acknowledge(120)).then(escalated('deputy', 120), acknowledged('deputy', 120))
    given(raise(), acknowledge(5)).when(acknowledge(6)).thenNothing()
    given(raise(), acknowledge(5)).whenTimePasses(at(DAY)).thenNothing()
  })
  it('is resolved by whoever of the line is on watch then, who took it over or not: watches change, and the event says who', () => {
    given(raise(), acknowledge(5)).when({ ...resolve(60), by: ma } as DangerCommand)
      .then({ type: 'DangerResolved', data: { dangerId, by: ma, outcome: 'safe', at: at(60) } })
  })
  it('is resolved once', () => {
    given(raise(), acknowledge(5)).when(resolve(60)).then({ type: 'DangerResolved', data: { dangerId, by: zhang, outcome: 'safe', at: at(60) } })
    given(raise(), acknowledge(5), resolve(60)).when(resolve(61)).thenNothing()
    given(raise(), acknowledge(5), resolve(60)).when(acknowledge(61)).thenNothing()
    expect(danger.nextDeadline(given(raise(), acknowledge(5), resolve(60)).state)).toBeNull()
  })
  const REFUSED: Readonly<Record<DangerRefusal, readonly [readonly DangerCommand[], DangerCommand]>> = {
    'no-such-danger': [[], acknowledge(5)],
    'already-acknowledged': [[raise(), acknowledge(4)], acknowledge(5, ma)],
    'not-acknowledged': [[raise()], resolve(5)],
    'danger-resolved': [[raise(), acknowledge(4), resolve(5)], resolve(6, 'police-informed')],
  }
  it.each(Object.entries(REFUSED))('is refused: %s', (code, [history, command]) => {
    given(...history).when(command).thenRefused(code)
  })
})
