// One running platform with every service behind it, an account for each role, and what an honest client sends to each route: for
// specs that go through the whole table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicy } from '@zhijian/consult-router'
import { PlatformRole, type AccountId, type LawyerId, type Role } from '@zhijian/contracts'
import { ROUTES } from '@zhijian/gateway'
import { openDataFolder } from '@zhijian/host'
import { instant, type JsonObject } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { virtualClock } from '@zhijian/testkit'
import { z } from 'zod'
import county from '../data/county-150921.json' with { type: 'json' }
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

export const COUNTY = '150921'
export const VILLAGE = county.county.towns[0]!.villages[0]!.code
export const TOWNS: readonly string[] = county.county.towns.map(({ code }) => code)
export const nine = instant('2026-03-02T01:00:00.000Z')
export const later = (hours: number): string => new Date(Date.parse(nine) + hours * 3_600_000).toISOString()

export const ROLES_USED = ['citizen', 'enterprise', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'correction-officer', 'system-admin', 'security-admin', 'auditor', 'procurator', 'probe'] as const
export const accountOf = (role: Role): AccountId => `the-${role}` as AccountId

export interface Whole {
  readonly platform: Platform
  readonly clock: ReturnType<typeof virtualClock>
  /** Warnings and errors of the platform. */
  readonly said: string[]
  close(): Promise<void>
}

/** An account takes a role up, with the office that it goes with. @param lawyer whose account it is, for the role */
export const arrive = async (platform: Platform, id: AccountId, role: Role, lawyer = 'zhao'): Promise<void> => {
  const isLawyer = role === 'lawyer'
  await platform.gateway.provision({
    id, kind: role === 'citizen' || role === 'enterprise' ? 'citizen' : isLawyer ? 'lawyer' : 'staff',
    ...(isLawyer ? { lawyerId: lawyer as LawyerId } : {}),
    grants: PlatformRole.safeParse(role).success ? [{ role: PlatformRole.parse(role), region: isLawyer || role === 'enterprise' || role === 'probe' ? null : COUNTY, organisation: null }] : [],
  })
  if (role === 'citizen' || PlatformRole.safeParse(role).success) return
  await tell(platform, 'directory', 'add-staff', { personId: id })
  await tell(platform, 'directory', 'take-office', { personId: id, office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: nine, until: null } })
}

/** @param rateScale how much more often than usual may be asked */
export const openWhole = async (rateScale = 1, told: (phone: string, code: string) => void = () => {}): Promise<Whole> => {
  const clock = virtualClock(nine)
  const said: string[] = []
  const root = mkdtempSync(join(tmpdir(), 'zj-'))
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: nine })
  const log = (code: string, fields?: object): void => void said.push(JSON.stringify({ code, ...fields }))
  const platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: { info: () => undefined, warn: log, error: log }, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [], rateScale }, codeSender: { send: async (phone, code) => told(phone, code) }, directCalls: true,
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: COUNTY, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
  for (const role of ROLES_USED) await arrive(platform, accountOf(role), role)
  return {
    platform, clock, said,
    async close() {
      await platform.stop()
      folder.release()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

const SHIFT = { shiftId: 's1', post: 'online', startsAt: later(48), endsAt: later(50), capacity: 2, languages: [] }
export const PROFILE = { name: '钱', firm: '所', kind: 'social', region: '15', county: COUNTY, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true }
export const DIGEST = 'a'.repeat(64)
const OFFICE = { officeId: 'o1', role: 'desk', organisationId: 'bureau', region: COUNTY, from: nine, until: null }
const LINE = { officer: 'the-duty-officer', deputy: null, head: null }
/** What an honest client sends. */
export const BODIES: Record<string, JsonObject> = {
  'rename-organisation': { name: '公共法律服务中心' },
  'request-phone-code': { phone: '13947400001' }, 'sign-in-by-phone': { phone: '13947400001', code: '123456', client: 'app' },
  'sign-in-by-password': { login: 'the-desk', password: 'x'.repeat(12), totp: '123456', client: 'app' }, 'redeem-link': { token: 'a'.repeat(43), client: 'app' },
  'sign-in-by-wechat': { code: 'a', state: 'a'.repeat(43), client: 'app' }, 'set-password': { password: 'x'.repeat(12), current: 'y' }, 'confirm-second-factor': { code: '123456' },
  'look-into-case': { purpose: '抽查' }, recuse: { reason: 'acts-for-other-side' },
  'suggest-topic': { text: '老板拖欠工资怎么办' },
  'preview-question': { text: '老板拖欠工资怎么办', names: ['王小明'] },
  'ask-question': {
    text: '老板拖欠三个月工资怎么要回来', corrected: '拖欠工资', channel: 'citizen', countyCode: COUNTY, villageCode: VILLAGE, topic: '03', topicSecond: '0301', language: 'zh', files: [],
    ownNames: ['王'], opponents: ['某公司'], consentBeyondCounty: true, wake: ['in-app'],
    child: { relation: 'parent', consents: true }, notice: 1,
  },
  'give-consent': { purpose: 'beyond-county' }, 'withdraw-consent': { purpose: 'beyond-county' },
  'ask-follow-up': { lawyerId: 'zhao', text: '还要准备什么材料', files: [] }, 'ask-another-lawyer': { lawyerId: 'zhao' }, 'resume-search': {},
  'rate-answer': { stars: 5 }, 'close-question': { ratings: [{ lawyerId: 'zhao', stars: 5 }] }, 'complain-about-answer': { text: '没有回答问题' },
  'begin-upload': { kind: 'photo', mediaType: 'image/png', bytes: 100 }, 'give-answer': { text: '请先到劳动监察大队投诉，保留考勤和转账记录。' }, 'reply-follow-up': { text: '身份证和工资条' },
  'ring-call': { lawyerId: 'zhao', device: 'her-tab-000000001', media: 'video' }, 'take-call': { device: 'her-tab-000000001' }, 'confirm-call': { device: 'her-tab-000000001' },
  'send-call-signal': { device: 'her-tab-000000001', signal: { kind: 'offer', peer: 'her-peer-1', to: 'his-peer-1', sdp: 'v=0' } },
  'set-availability': { available: true }, 'set-quiet-hours': { quiet: { from: 1320, to: 420 } }, 'declare-conflict': { name: '某公司', kind: 'client' }, 'withdraw-conflict': { name: '某公司', kind: 'client' },
  'report-failed-attempt': { attempt: 1, failure: 'no-reply' }, 'report-reached': { connectedMs: 1000 }, 'resolve-danger': { outcome: 'false-alarm' },
  'decide-review': { decision: 'keep', reason: null }, 'propose-policy': { policy: defaultPolicy(COUNTY as never) as unknown as JsonObject, effectiveFrom: null },
  'try-policy': { policy: defaultPolicy(COUNTY as never) as unknown as JsonObject }, 'confirm-policy': { policyHash: DIGEST }, 'register-lawyer': { lawyerId: 'qian', licence: '11501201910000002', profile: PROFILE, phone: '13947400002', checkValidUntil: null },
  'import-lawyers': { file: DIGEST, dryRun: true }, 'change-lawyer-profile': { profile: PROFILE }, 'suspend-lawyer': { until: null, reason: 'complaint', because: '投诉属实' },
  'appoint-counsel': { counsel: { appointmentId: 'c2', county: COUNTY, villages: [VILLAGE], until: null } }, 'pass-annual-check': { validUntil: later(9000) },
  'fail-annual-check': { reason: 'not-submitted' }, 'deregister-lawyer': { reason: 'retired' }, 'open-roster': { grabFrom: nine, maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 0 },
  'open-shift': { shift: SHIFT }, 'record-no-show': { lawyerId: 'zhao' },
  'import-divisions': { name: '卓资县', cityName: '市', provinceName: '区', source: '表', towns: [{ code: '150921100', name: '镇', kind: '镇' }], villages: [{ code: '150921100201', name: '村', kind: '村' }] },
  'import-villages': { file: DIGEST, dryRun: true, source: '表' },
  'found-organisation': { kind: 'bureau', name: '司法局', parentId: null, serves: [COUNTY], address: '街', officePhone: '0474-1234567' }, 'set-standing-watch': { line: LINE },
  'plan-watch': { watch: { watchId: 'w1', from: later(1), until: later(9), line: LINE } }, 'add-staff': { name: '其木格', phone: '13947400003' }, 'import-staff': { file: DIGEST, dryRun: true },
  'take-office': { office: OFFICE }, 'change-staff-details': { name: '其木格', phone: '13947400005' }, 'change-lawyer-phone': { phone: '13947400006' },
  'open-account': { id: 'new-1', kind: 'staff', phone: '13947400004', name: '其木格' }, 'grant-role': { region: COUNTY, organisation: null, because: '接替前任' }, 'suspend-account': { reason: 'misuse', because: '举报属实' },
  'rebuild-view': { reason: '与日志核对' }, 'replay-dead-letter': { reason: '已修复' }, 'discard-dead-letter': { reason: '不再需要' }, 'settle-stream-again': { reason: '已修复' },
  'want-erasure': { code: '123456' }, 'request-erasure': { ground: 'consent-withdrawn' }, 'confirm-erasure': { code: '123456' }, 'confirm-retention-review': { code: '123456' }, 'refuse-erasure': { rule: '档案保管期限', until: later(9000) },
  'enrol-supervisee': { phone: '13947400009', name: '巴特尔', region: VILLAGE, office: 'bureau', sentence: 'probation', from: nine, until: later(24 * 300) },
  'look-at-supervisee': { purpose: '月度走访前了解情况' }, 'look-at-positions': { purpose: '核实报警' }, 'look-at-track': { purpose: '核实报警', from: nine, until: later(24) },
  'send-positions': { device: 'nobody', fixes: [{ at: nine, lng: 112.57, lat: 40.89 }] }, 'send-my-positions': { fixes: [{ at: nine, lng: 112.57, lat: 40.89 }] }, 'assign-justice-office': { region: VILLAGE, office: 'bureau' }, 'permit-checks': { from: nine, until: later(24 * 30) },
  'approve-positioning': { ground: 'left-without-leave', device: 'dedicated', decision: '卓司矫〔2026〕12号', from: nine, until: later(24 * 30) }, 'end-basis': { reason: 'not-needed' },
  'bind-device': { kind: 'dedicated', serial: 'WB-2026-0001' }, 'start-tracking': { deviceId: 'd1' }, 'end-correction': { reason: 'revoked' }, 'sign-letter': { hash: DIGEST, code: '123456' },
  'set-zone': { label: '家', kind: 'allowed', schedule: null, datum: 'wgs-84', geometry: { kind: 'circle', centre: [112.57, 40.89], radiusM: 3000 } },
  'change-zone': { label: '家', kind: 'allowed', schedule: null, datum: 'wgs-84', geometry: { kind: 'corridor', line: [[112.57, 40.89], [112.6, 40.9]], halfWidthM: 500 } },
  'propose-zone': { label: '医院', kind: 'forbidden', schedule: null, datum: 'wgs-84', geometry: { kind: 'circle', centre: [111.7, 40.8], radiusM: 3000 } },
  'reject-zone': { reason: '范围过大' },
  'export-letter': { purpose: '存档' },
  'export-zones': { purpose: '打印给本人' },
  'set-boundary': { geojson: '{"type":"Polygon","coordinates":[[[112,40.5],[113,40.5],[113,41.3],[112,41.3],[112,40.5]]]}', datum: 'wgs-84', source: '自然资源局' },
  'request-my-leave': { cause: 'medical', from: later(24), until: later(48), reason: '复查', destination: '呼和浩特市', proofs: [] }, 'request-leave': { cause: 'medical', from: later(24), until: later(48), reason: '复查', destination: '呼和浩特市', proofs: [] },
  'withdraw-my-leave': {}, 'approve-leave': { area: null, decision: null }, 'refuse-leave': { reason: '材料不全' }, 'plan-check-ins': { perDay: 1, from: 480, until: 1200, way: 'photo' },
  'judge-check-in': { verdict: 'accepted' }, 'answer-check-in': { photo: null }, 'acknowledge-alarm': {}, 'propose-finding': { finding: 'no-breach', note: '电话核实在家' }, 'decline-finding': { note: '请再到户核实' },
  'decline-erasure': { reason: 'matter-open', explanation: '咨询尚未结束' },
}
/** Where words are asked for, an honest client sends them. */
for (const { id, body } of ROUTES) {
  if (body === undefined || !('because' in ((z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as { properties?: object }).properties ?? {}))) continue
  BODIES[id] = { ...BODIES[id], because: '按县局通知办理' }
}
export const PARAMS: Record<string, string> = {
  county: COUNTY, region: COUNTY, view: 'A'.repeat(43), village: VILLAGE, lawyer: 'zhao', consultation: 'q1', answer: 'a1', digest: DIGEST, upload: 'u1', roster: '150921-2026-04', shift: 's1', version: '1', month: '2026-03',
  organisation: 'bureau', watch: 'w1', person: 'p1', office: 'o1', account: 'the-desk', role: 'auditor', mandate: 'm1', token: 'a'.repeat(43), appointment: 'c1', callback: 'b1', call: 'k1', danger: 'd1', review: 'r1', register: 'lawyers',
  supervisee: 's1', basis: 'b1', device: 'd1', check: 'c1', zone: 'z1', proposal: 'zp1', leave: 'l1', checkIn: 'ci-1', alarm: 'alarm-1', service: 'lawyer-pool', name: 'lawyers', consumer: 'notifier.send-pushes', event: '0190aa', stream: 'consultation-q1', delivery: 'd1',
}
export const fill = (path: string, over: Readonly<Record<string, string>> = {}): string => path.replace(/:([A-Za-z]+)/g, (_, name: string) => over[name] ?? PARAMS[name]!)
