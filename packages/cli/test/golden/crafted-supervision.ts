// A correction from its beginning to its end, two alarms and a boundary: no store of a release has any yet.
import { days, epochMs, hours, minutes, plus, seconds, type Instant, type Json, type JsonObject } from '@zhijian/kernel'
import type { GoldenRow } from './histories.ts'
import { lived, type Act } from './lived.ts'

const superviseeId = 'golden'
const [person, officer, head] = ['golden-person', 'officer-1', 'head-1']
const terms: JsonObject = {
  checksPerDay: 4, checkMs: minutes(15), positioningMonths: 3, phoneMayServe: false, utcOffsetMs: 0,
  leave: { officeDays: 7, grantDays: 30, cumulatedDays: 30, cumulatedMonths: 2, reportMs: days(1) }, checkInMs: minutes(30),
}
const assessment: JsonObject = {
  number: 1, widenPercent: 200, floorM: { satellite: 15, wifi: 100, cell: 3000, unknown: 100 }, exitM: 50, enterM: 0, dwellMs: minutes(5), confirmations: 2, of: 3, gapMs: hours(6),
}
const silence: JsonObject = { remindAfterMs: minutes(30), warnAfterMs: hours(3), alarmAfterMs: hours(6), lostAfterMs: days(1), lowPercent: 5 }
const nowhere: JsonObject = { side: null, candidate: null, lastAt: null }
const clocks: JsonObject = { warningMs: minutes(30), alarmMs: minutes(10), lostMs: minutes(10) }

export const supervisionFrom = (from: Instant, sealed: Json, county: string): readonly GoldenRow[] => {
  const does = (by: string) => (afterMs: number, type: string, more: JsonObject = {}): Act => ({ afterMs, command: { type, superviseeId, by, ...more } })
  const [she, they, bureau, itself] = [does(person), does(officer), does(head), does('system')]
  const at = (afterMs: number): Instant => plus(from, afterMs)
  /** So many whole days after the midnight before. */
  const day = (count: number): number => days(count) - epochMs(from) % days(1)
  const place = (town: string): JsonObject => ({ region: `${county}${town}`, office: 'office-1', officers: [officer] })
  const zone = (zoneId: string, kind: string): JsonObject => ({ zoneId, kind, schedule: null, content: sealed, form: 'circle', points: 1, lies: 'within' })
  const fix = (afterMs: number, distanceCm: number): JsonObject =>
    ({ at: epochMs(at(afterMs)), digest: `fix-${String(afterMs).padStart(8, '0')}`, source: 'satellite', errorCm: 800, distancesCm: { 'home@1': distanceCm } })
  const evidence = (...readings: readonly JsonObject[]): JsonObject => ({ rules: 1, numbers: assessment, anchor: { 'area@1': { bound: nowhere, bare: nowhere, bareSince: null } }, readings })
  const heard = (afterMs: number): JsonObject => ({
    numbers: silence, last: { fixAt: epochMs(at(afterMs)), lifeAt: epochMs(at(afterMs)), batteryPercent: 40, isCharging: false, isStopped: false, isNetworkWeak: false },
  })
  const leave = (leaveId: string, begins: number, ends: number): JsonObject =>
    ({ leaveId, cause: 'family', from: at(begins), until: at(ends), reason: sealed, destination: sealed, proofs: [], isOfficer: false })
  const granted = (leaveId: string): JsonObject => ({ leaveId, area: null, decision: null, byHead: false })

  const correction = lived(`supervisee-${superviseeId}`, from, [
    they(0, 'BeginSupervision', { person, name: sealed, ...place('100'), sentence: 'probation', from, until: at(days(300)), terms }),
    they(seconds(1), 'AssignOffice', place('101')),
    she(seconds(2), 'SignLetter', { letter: { text: sealed, identity: 'phone-code', device: sealed } }),
    they(seconds(3), 'PermitChecks', { basisId: 'basis-1', from, until: at(days(40)) }),
    bureau(seconds(4), 'ApprovePositioning', { basisId: 'basis-2', ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from, until: at(days(30)) }),
    they(seconds(5), 'BindDevice', { deviceId: 'device-1', kind: 'dedicated', serial: sealed }),
    they(seconds(6), 'SetZone', zone('home', 'allowed')),
    they(seconds(7), 'SetZone', zone('net-bar', 'forbidden')),
    they(seconds(8), 'RetireZone', { zoneId: 'net-bar' }),
    they(seconds(9), 'StartTracking', { deviceId: 'device-1' }),
    // Out, it seems; what comes late says that she was at home in between.
    itself(minutes(66), 'AssessPositions', evidence(fix(minutes(60), 40_025), fix(minutes(66), 61_050))),
    itself(minutes(80), 'AssessPositions', evidence(fix(minutes(60), 40_025), fix(minutes(62), -5000), fix(minutes(64), -5000), fix(minutes(66), 61_050))),
    itself(hours(2), 'NoteSilence', heard(minutes(80))),
    itself(hours(3), 'NoteSilence', heard(minutes(179))),
    itself(hours(3), 'NoteHint', { hint: { kind: 'mock', digests: ['fix-03960000'] } }),
    they(hours(4), 'StopTracking'),
    they(hours(4), 'UnbindDevice', { deviceId: 'device-1' }),
    they(hours(5), 'OpenCheck', { checkId: 'check-1' }), she(hours(5) + minutes(1), 'AnswerCheck', { checkId: 'check-1' }),
    they(hours(6), 'OpenCheck', { checkId: 'check-2' }),
    bureau(hours(7), 'EndBasis', { basisId: 'basis-2', reason: 'not-needed' }),
    // One that she does not come back from in time, one that she does, one that is refused and one that she takes back.
    she(hours(8), 'RequestLeave', leave('leave-1', days(2), days(4))), they(hours(9), 'ApproveLeave', granted('leave-1')),
    she(days(8), 'RequestLeave', leave('leave-2', days(9), days(11))), they(days(8) + 1000, 'ApproveLeave', granted('leave-2')), they(days(10), 'ReportBack', { leaveId: 'leave-2' }),
    she(days(11), 'RequestLeave', leave('leave-3', days(12), days(13))), they(days(11) + 1000, 'RefuseLeave', { leaveId: 'leave-3', reason: sealed }),
    she(days(12), 'RequestLeave', leave('leave-4', days(13), days(14))), she(days(12) + 1000, 'WithdrawLeave', { leaveId: 'leave-4' }),
    // One a day between 8 and 9: the first is answered, the second is not.
    they(day(20), 'PlanCheckIns', { perDay: 1, from: 480, until: 540, seed: 'golden-seed-of-check-ins', way: 'photo' }),
    ...[
      { afterMs: day(20) + minutes(510) - 1000, type: 'AnswerCheckIn', by: person, more: { photo: null } },
      { afterMs: day(20) + hours(9), type: 'JudgeCheckIn', by: officer, more: { verdict: 'accepted' } },
    ].map(({ afterMs, type, by, more }): Act => ({
      afterMs,
      command: (state) => {
        const { checkIn, answeredCheckIns: [answered] } = state as { readonly checkIn: { readonly checkInId: string } | null; readonly answeredCheckIns: readonly { readonly checkInId: string }[] }
        return { type, superviseeId, by, checkInId: (checkIn ?? answered)!.checkInId, ...more }
      },
    })),
    they(day(22), 'StopCheckIns'),
    bureau(days(41), 'EndCorrection', { reason: 'revoked' }),
  ], 0)

  const alarm = (name: string, acts: (act: (afterMs: number, type: string, more?: JsonObject, by?: string) => Act) => readonly Act[]): readonly GoldenRow[] => {
    const alarmId = `golden-${name}`
    const raised: JsonObject = { superviseeId, region: `${county}101`, kind: 'out-of-area', level: 'warning', cause: name, since: from, officers: [officer], clocks }
    const act = (afterMs: number, type: string, more: JsonObject = {}, by = 'system'): Act => ({ afterMs, command: { type, alarmId, by, ...more } })
    return lived(`alarm-${alarmId}`, from, [act(0, 'RaiseAlarm', raised), ...acts(act)], 0)
  }
  const over = lived(`supervisee-${superviseeId}-over`, from, [
    they(0, 'BeginSupervision', { person, name: sealed, ...place('100'), sentence: 'probation', from, until: at(days(300)), terms }), bureau(hours(1), 'EndCorrection', { reason: 'moved' }),
    itself(hours(1) + 1000, 'NoteTrackDestroyed', { fixes: 2, digest: 'a'.repeat(64) }),
  ].map(({ afterMs, command }): Act => ({ afterMs, command: { ...command as JsonObject & { type: string }, superviseeId: `${superviseeId}-over` } })), 0)
  // Of somebody else: zones that reach out of the county, one sent back and one approved.
  const another = `${superviseeId}-beyond`
  const beyond = (afterMs: number, type: string, by: string, more: JsonObject): Act => ({ afterMs, command: { type, superviseeId: another, by, ...more } })
  const clinic: JsonObject = { zoneId: 'clinic', kind: 'forbidden', schedule: null, content: sealed, form: 'several', points: 4, lies: 'beyond-county', byHead: false }
  const decides: JsonObject = { reach: 'county', byHead: true }
  const proposals = lived(`supervisee-${another}`, from, [
    beyond(0, 'BeginSupervision', officer, { person, name: sealed, ...place('100'), sentence: 'parole', from, until: at(days(300)), terms }),
    beyond(1000, 'ProposeZone', officer, { ...clinic, proposalId: 'zp-1' }), beyond(2000, 'RejectZone', head, { proposalId: 'zp-1', reason: sealed, ...decides }),
    beyond(3000, 'ProposeZone', officer, { ...clinic, proposalId: 'zp-2' }), beyond(4000, 'ApproveZone', head, { proposalId: 'zp-2', ...decides }),
  ], 0)
  return [
    ...correction, ...over, ...proposals,
    ...alarm('t1', (act) => [
      act(hours(1), 'AcknowledgeAlarm', {}, officer), act(hours(2), 'EaseAlarm', { cause: 't2', since: from }), act(hours(3), 'WithdrawAlarm', { cause: 't1' }),
      act(hours(4), 'ProposeFinding', { finding: 'breach', note: sealed }, officer), act(hours(5), 'DeclineFinding', { note: sealed }, head),
      act(hours(6), 'ProposeFinding', { finding: 'no-breach', note: sealed }, officer), act(hours(7), 'CloseAlarm', {}, head),
    ]),
    ...alarm('t3', (act) => [act(minutes(1), 'WithdrawAlarm', { cause: 't3' })]),
    ...lived(`boundary-${county}`, from, [{ afterMs: 0, command: {
      type: 'SetBoundary', county, coordinates: '[[[[112,40.5],[113,40.5],[113,41.3],[112,41.3],[112,40.5]]]]', points: 5, source: '自然资源局', by: head,
    } }], 0),
    ...lived(`tally-${county}101`, from, [{ afterMs: 0, command: { type: 'CountPositions', region: `${county}101`, counts: [{ source: 'satellite', kept: 118, dropped: 2 }] } }], 0),
  ]
}
