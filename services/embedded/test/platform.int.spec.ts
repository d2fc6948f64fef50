import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, CommandReply, LawyerId, PersonId } from '@zhijian/contracts'
import { prepareAnswer, prepareQuestion } from '@zhijian/edge'
import { instant, type Json } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { openDataFolder } from '@zhijian/host'
import { tell } from '@zhijian/operating'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const nine = instant('2026-03-02T01:00:00.000Z')
let root: string
let platform: Platform
let clock: ReturnType<typeof virtualClock>
let release: () => void

const open = async (): Promise<void> => {
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: nine })
  release = folder.release
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
  })
}
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  clock = virtualClock(nine)
  await open()
})
afterEach(async () => {
  await platform.stop()
  release()
  rmSync(root, { recursive: true, force: true })
})

let serial = 0
const say = async (service: string, command: string, actor: Actor, data: object): Promise<CommandReply> => {
  const commandId = `command-${String(serial++).padStart(16, '0')}`
  return await platform.bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor, token: platform.tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
  } as unknown as Json) as unknown as CommandReply
}
const pass = async (seconds: number): Promise<void> => {
  clock.advance({ seconds })
  await platform.runtime.idle()
}
const lawyer = (id: string, province: string): object => ({
  lawyerId: id, licence: `1${province}01201910${String(serial++).padStart(6, '0')}`, checkValidUntil: '2027-05-31T16:00:00.000Z',
  profile: {
    name: '沈知行', firm: '示范律师事务所', kind: 'social', region: province, county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true,
  },
})
const asker: Actor = { id: 'citizen-1' as PersonId, role: 'citizen' }

const ask = async (): Promise<void> => {
  const prepared = await prepareQuestion(platform.sealer, { askerId: asker.id, text: '工地拖欠我三个月工资，老板电话也不接，我该怎么办？' })
  if (prepared.kind === 'refused') throw new Error(prepared.code)
  const reply = await say('consult-router', 'open-consultation', asker, {
    consultationId: 'q1', countyCode: '150921', villageCode: null, channel: 'citizen', via: 'phone', attachments: [], opponents: [], askerParties: [],
    consentBeyondCounty: true, wake: [], ...prepared.data,
  })
  expect(reply.outcome).toBe('accepted')
  await platform.runtime.idle()
}
const answer = async (lawyerId: string): Promise<CommandReply> => {
  const prepared = await prepareAnswer(platform.sealer, { askerId: asker.id, question: '', text: '请先到劳动监察大队投诉，保留考勤和转账记录，必要时申请劳动仲裁，一年内提出。' })
  if (prepared.kind === 'refused') throw new Error(prepared.code)
  const reply = await say('consult-router', 'give-answer', { id: lawyerId as PersonId, role: 'lawyer' }, {
    consultationId: 'q1', lawyerId, answerId: `answer-${lawyerId}`, form: 'text', clip: null, ...prepared.data,
  })
  await platform.runtime.idle()
  return reply
}
const story = async (): Promise<string[]> => (await platform.store.read('consultation-q1')).map((event) => `${event.meta.time.slice(14, 19)} ${event.type.split('.')[0]}`)

describe('the platform', () => {
  beforeEach(async () => {
    await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
    for (const [id, province] of [['zhao', '15'], ['qian', '15'], ['sun', '11']] as const) await tell(platform, 'lawyer-pool', 'register-lawyer', lawyer(id, province))
    await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } })
    await platform.runtime.idle()
  })

  it('takes a question from the county to the region to the nation, and back to the asker with three answers', async () => {
    await ask()
    await pass(100)
    expect(await answer('zhao')).toMatchObject({ outcome: 'accepted' })
    expect(await answer('qian')).toMatchObject({ outcome: 'refused', code: 'not-eligible' })
    await pass(80)
    expect(await answer('qian')).toMatchObject({ outcome: 'accepted' })
    await pass(180)
    expect(await answer('sun' as LawyerId)).toMatchObject({ outcome: 'accepted' })
    expect(await story()).toEqual([
      '00:00 ConsultationOpened', '00:00 TierOpened', '00:00 AudienceRecorded', '01:40 AnswerGiven', '01:40 PromiseKept',
      '03:00 TierClosed', '03:00 TierOpened', '03:00 AudienceRecorded', '03:00 AnswerGiven',
      '06:00 TierClosed', '06:00 TierOpened', '06:00 AudienceRecorded', '06:00 AnswerGiven', '06:00 QuorumMet',
    ])
  })

  it('closed and opened again goes on where it was, deadlines included', async () => {
    await ask()
    await platform.stop()
    release()
    clock.advance({ hours: 8 })
    await open()
    await platform.runtime.idle()
    expect((await story()).filter((line) => /Tier|Promise|Quorum/.test(line))).toEqual([
      '00:00 TierOpened', '03:00 TierClosed', '03:00 TierOpened', '06:00 TierClosed', '06:00 TierOpened', '10:00 PromiseBroken', '10:00 QuorumOverdue',
    ])
  })
})
