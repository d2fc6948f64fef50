import { expect, it } from 'vitest'
import { knownAt, momentsOf, type Finding, type Fix } from '../src/correction/replay/known.ts'

const at = (minute: number): string => `2026-03-02T01:${String(minute).padStart(2, '0')}:00.000Z`
const fix = (digest: string, taken: number, came: number, marks: readonly string[] = []): Fix => ({ digest, at: at(taken), receivedAt: at(came), place: [112.5, 40.9], errorM: 10, source: 'satellite', marks })
const found = (transitionId: string, since: number, foundAt: number, withdrawn: number | null = null): Finding =>
  ({ transitionId, since: at(since), foundAt: at(foundAt), withdrawnAt: withdrawn === null ? null : at(withdrawn), evidence: [] })
const known = (minute: number, fixes: readonly Fix[], findings: readonly Finding[] = []) => knownAt(Date.parse(at(minute)), fixes, findings, [])

it('a fix that came late is not there before it came, and stands then where it was taken', () => {
  const fixes = [fix('a', 1, 1), fix('late', 2, 30), fix('c', 5, 5)]
  expect(known(10, fixes).fixes.map(({ digest }) => digest)).toEqual(['a', 'c'])
  expect(known(30, fixes).fixes.map(({ digest }) => digest)).toEqual(['a', 'late', 'c'])
  expect(known(30, fixes).last?.digest).toBe('c')
})

it('where somebody is last is told by a fix that nothing is wrong with', () => {
  expect(known(9, [fix('a', 1, 1), fix('mock', 2, 2, ['mock'])]).last?.digest).toBe('a')
  expect(known(0, [fix('a', 1, 1)]).last).toBeNull()
})

it('a finding is believed from the second it was made until the one in which it was taken back', () => {
  const findings = [found('t1', 3, 9, 20), found('t2', 12, 15)]
  const ids = (minute: number) => known(minute, [], findings).findings.map(({ transitionId }) => transitionId)
  expect([8, 9, 19, 20].map(ids)).toEqual([[], ['t1'], ['t1', 't2'], ['t2']])
})

it('zones are those of the version that bound then', () => {
  const zones = [{ from: at(0), retiredAt: at(10), name: 'home@1' }, { from: at(10), retiredAt: null, name: 'home@2' }]
  expect([5, 10].map((minute) => knownAt(Date.parse(at(minute)), [], [], zones).zones.map(({ name }) => name))).toEqual([['home@1'], ['home@2']])
})

it('steps go from one thing that became known to the next, each once', () => {
  expect(momentsOf([fix('a', 1, 1), fix('b', 2, 1), fix('late', 2, 30)], [found('t1', 1, 1, 30)]).map((each) => new Date(each).toISOString())).toEqual([at(1), at(30)])
})
