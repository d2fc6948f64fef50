// Three people in community correction in the demonstration county, invented: one who is checked now and then, one who is tracked under an
// approval, and one who has just come. All through the same commands as everybody's, in the names of the demonstration's officers.
import { zoneText, type AccountId, type Actor, type PersonId, type ZoneShape } from '@zhijian/contracts'
import { letterText } from '@zhijian/gateway'
import { days, plus, type Instant } from '@zhijian/kernel'
import { order } from '@zhijian/operating'
import type { Founding } from '../platform.ts'
import { readBoundary, readCounty } from './data.ts'

export interface DemonstrationSupervisee {
  readonly id: AccountId
  readonly phone: string
  readonly name: string
}
export const demonstrationSupervisees: readonly DemonstrationSupervisee[] = [
  { id: 'demo-supervisee-1' as AccountId, phone: '13900000011', name: '乌云其其格' }, { id: 'demo-supervisee-2' as AccountId, phone: '13900000012', name: '张志远' },
  { id: 'demo-supervisee-3' as AccountId, phone: '13900000013', name: '李玉梅' },
]

const OFFICER: Actor = { id: 'demo-staff-correction-1' as PersonId, role: 'correction-officer' }
const HEAD: Actor = { id: 'demo-staff-head' as PersonId, role: 'bureau-head' }
/** 卓资镇, WGS-84. */
const TOWN = { lng: 112.572, lat: 40.895 }

const dateOf = (at: string): string => {
  const [year, month, day] = plus(at as Instant, 8 * 3_600_000).slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** Repeating it changes nothing. */
export const foundSupervision = async (founding: Founding, bornAt: Instant): Promise<void> => {
  const { sealer } = founding
  const county = readCounty()
  const boundary = readBoundary()
  const until = plus(bornAt, days(365))
  let step = 0
  const say = async (actor: Actor, command: string, data: object): Promise<void> => void await order(founding, actor, 'geofence-monitor', command, data, `demonstration-supervision-${step += 1}`)
  const seal = (person: string, text: string): Promise<unknown> => sealer.seal(person as PersonId, text)
  const zone = async (person: string, superviseeId: string, zoneId: string, label: string, kind: 'allowed' | 'forbidden', form: string, shape: ZoneShape, points: number): Promise<void> =>
    say(OFFICER, 'set-zone', { superviseeId, zoneId, kind, schedule: null, content: await seal(person, zoneText({ label, shapes: [shape] })), form, points, lies: 'within' })

  const points = boundary.coordinates.flat(2).length
  await say(HEAD, 'set-boundary', { county: county.code, coordinates: JSON.stringify(boundary.coordinates), points, source: boundary.source })
  for (const [place, { id, name }] of demonstrationSupervisees.entries()) {
    const town = county.towns[place]!
    await say(OFFICER, 'begin-supervision', {
      superviseeId: id, person: id, name: await seal(id, name), region: town.villages[0]!.code, office: `demo-justice-office-${town.code}`, officers: [OFFICER.id],
      sentence: place === 2 ? 'parole' : 'probation', from: bornAt, until,
    })
  }
  const [checked, tracked, fresh] = demonstrationSupervisees as [DemonstrationSupervisee, DemonstrationSupervisee, DemonstrationSupervisee]
  const letter = letterText({ name: checked.name, from: dateOf(bornAt), until: dateOf(plus(until, -1)), checksPerDay: 4, checkMinutes: 15 })
  await say({ id: checked.id as string as PersonId, role: 'citizen' }, 'sign-letter', {
    superviseeId: checked.id, letter: { text: await seal(checked.id, letter), identity: 'phone-code', device: await seal(checked.id, '演示') },
  })
  await say(OFFICER, 'permit-checks', { superviseeId: checked.id, basisId: 'demo-checks', from: bornAt, until: plus(bornAt, days(180)) })
  await zone(checked.id, checked.id, 'demo-town', '卓资镇及周边', 'allowed', 'circle', { kind: 'circle', centre: TOWN, radiusM: 8000 }, 1)

  const outline: ZoneShape = { kind: 'polygon', parts: boundary.coordinates.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => ({ lng, lat })))) }
  await zone(tracked.id, tracked.id, 'demo-county', county.name, 'allowed', 'outline', outline, points)
  await zone(tracked.id, tracked.id, 'demo-injunction', '禁止令所指场所', 'forbidden', 'circle', { kind: 'circle', centre: { lng: TOWN.lng + 0.02, lat: TOWN.lat }, radiusM: 300 }, 1)
  await say(HEAD, 'approve-positioning', {
    superviseeId: tracked.id, basisId: 'demo-positioning', ground: 'injunction-breached', device: 'dedicated', decision: '（演示）司矫〔2026〕1号', from: bornAt, until: plus(bornAt, days(60)),
  })
  await say(OFFICER, 'bind-device', { superviseeId: tracked.id, deviceId: 'demo-device-1', kind: 'dedicated', serial: await seal(tracked.id, '演示手环 0001') })
  await say(OFFICER, 'start-tracking', { superviseeId: tracked.id, deviceId: 'demo-device-1' })

  await say({ id: fresh.id as string as PersonId, role: 'citizen' }, 'request-leave', {
    superviseeId: fresh.id, leaveId: 'demo-leave', cause: 'medical', from: plus(bornAt, days(3)), until: plus(bornAt, days(5)), reason: await seal(fresh.id, '到市医院复查'), destination: await seal(fresh.id, '呼和浩特市'), proofs: [],
  })
}
