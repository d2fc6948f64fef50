// A small platform on real files, made once per spec: a county, three lawyers, staff, questions that went through three tiers.
// What a spec breaks, it breaks in a copy.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId, Actor, CommandReply, PersonId } from '@zhijian/contracts'
import { prepareAnswer, prepareQuestion } from '@zhijian/edge'
import { openOperations, openPlatform, type Platform } from '@zhijian/embedded'
import { openControl, openDataFolder, socketOf, type DataFolder } from '@zhijian/host'
import { instant, type Instant, type Json } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { runProgram } from '../src/index.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any
}

/** One command line in this process. @param input what standard input holds */
export const run = async (data: string, args: readonly string[], { input = '', env = {} }: { readonly input?: string; readonly env?: Record<string, string> } = {}): Promise<Ran> => {
  let out = ''
  let err = ''
  const stdin = async function* (): AsyncGenerator<string> {
    yield input
  }
  const code = await runProgram(['--data', data, ...args], { out: { write: (text) => { out += text } }, err: { write: (text) => { err += text } }, in: stdin() }, env)
  let json: unknown = null
  if (args.includes('--json') && out !== '') json = JSON.parse(out)
  return { code, out, err, json }
}

export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
export const CITIZEN = { id: 'citizen-1', phone: '13812345670', name: '敖登格日勒' } as const

export interface World {
  readonly root: string
  readonly data: string
  readonly platform: Platform
  readonly clock: ReturnType<typeof virtualClock>
  close(): Promise<void>
}

export const openWorld = async (root: string, at: Instant = instant('2026-03-02T01:00:00.000Z')): Promise<World> => {
  const clock = virtualClock(at)
  const data = join(root, 'var')
  const folder: DataFolder = openDataFolder({ root: data, kind: 'demo', county: '150921', now: clock.now() })
  const platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async () => {} },
  })
  const control = await openOperations(platform, folder, silentLog)
  return {
    root, data, platform, clock,
    async close() {
      await control.close()
      await platform.stop()
      folder.release()
    },
  }
}

let serial = 0
export const say = async ({ platform, clock }: World, service: string, command: string, actor: Actor, data: object): Promise<CommandReply> => {
  const commandId = `command-${String(serial++).padStart(16, '0')}`
  const reply = await platform.bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor, token: platform.tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
  } as unknown as Json) as unknown as CommandReply
  await platform.runtime.idle()
  return reply
}

const SYSTEM: Actor = { id: 'system' as PersonId, role: 'system' }
const asker: Actor = { id: CITIZEN.id as PersonId, role: 'citizen' }

const must = async (work: Promise<CommandReply>): Promise<void> => {
  const reply = await work
  if (reply.outcome !== 'accepted') throw new Error(`the world could not be made: ${JSON.stringify(reply)}`)
}

export const answer = async (world: World, consultationId: string, lawyerId: string): Promise<void> => {
  const prepared = await prepareAnswer(world.platform.sealer, { askerId: asker.id, question: '', text: '请先到劳动监察大队投诉，保留考勤和转账记录，必要时申请劳动仲裁，一年内提出。' })
  if (prepared.kind === 'refused') throw new Error(prepared.code)
  await must(say(world, 'consult-router', 'give-answer', { id: lawyerId as PersonId, role: 'lawyer' }, {
    consultationId, lawyerId, answerId: `${consultationId}-${lawyerId}`, form: 'text', clip: null, ...prepared.data,
  }))
}

/** Two questions: one answered by three, one that nobody answers until its promise is broken. */
export const fillWorld = async (world: World): Promise<void> => {
  const { platform, clock } = world
  await must(say(world, 'directory', 'import-divisions', SYSTEM, {
    county: '150921', name: '卓资县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: 'test', towns: [{ code: '150921100', name: '卓资山镇', kind: 'town' }], villages: [],
  }))
  for (const [id, region] of [['zhao', '15'], ['qian', '15'], ['sun', '11']] as const) {
    await must(say(world, 'lawyer-pool', 'register-lawyer', SYSTEM, {
      lawyerId: id, licence: `1${region}01201910${String(serial++).padStart(6, '0')}`, checkValidUntil: '2027-05-31T16:00:00.000Z',
      profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region, county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
    }))
  }
  await must(say(world, 'lawyer-pool', 'appoint-counsel', SYSTEM, { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } }))
  await platform.gateway.provision({ id: CITIZEN.id as AccountId, kind: 'citizen', phone: CITIZEN.phone, name: CITIZEN.name })
  await platform.gateway.provision({ id: 'desk-1' as AccountId, kind: 'staff', secondFactor: SECRET })
  await platform.gateway.provision({
    id: 'security-1' as AccountId, kind: 'staff', grants: [{ role: 'security-admin', region: '150921', organisation: null }], secondFactor: SECRET,
  })
  await must(say(world, 'directory', 'add-staff', SYSTEM, { personId: 'desk-1' }))
  await must(say(world, 'directory', 'take-office', SYSTEM, {
    personId: 'desk-1', office: { officeId: 'window', role: 'desk', organisationId: 'bureau', region: '150921', from: clock.now(), until: null },
  }))
  for (const consultationId of ['q1', 'q2']) {
    const prepared = await prepareQuestion(platform.sealer, { askerId: asker.id, text: `我叫${CITIZEN.name}，工地拖欠我三个月工资，老板电话也不接，我该怎么办？` })
    if (prepared.kind === 'refused') throw new Error(prepared.code)
    await must(say(world, 'consult-router', 'open-consultation', asker, {
      consultationId, countyCode: '150921', villageCode: null, channel: 'citizen', via: 'phone', attachments: [], opponents: [], askerParties: [],
      consentBeyondCounty: true, wake: [], ...prepared.data,
    }))
  }
  const pass = async (seconds: number): Promise<void> => {
    clock.advance({ seconds })
    await platform.runtime.idle()
  }
  await pass(100)
  await answer(world, 'q1', 'zhao')
  await pass(80)
  await answer(world, 'q1', 'qian')
  await pass(180)
  await answer(world, 'q1', 'sun')
  await pass(300)
}

export const newRoot = (): string => mkdtempSync(join(tmpdir(), 'zj-cli-'))
export const remove = (root: string): void => rmSync(root, { recursive: true, force: true })

/** A stopped platform's folders, ready to be copied. */
export const makeStopped = async (): Promise<string> => {
  const root = newRoot()
  const world = await openWorld(root)
  await fillWorld(world)
  await world.close()
  return root
}
export const copyOf = (root: string): { readonly root: string; readonly data: string; readonly log: string } => {
  const copy = newRoot()
  cpSync(root, copy, { recursive: true })
  return { root: copy, data: join(copy, 'var'), log: join(copy, 'var', 'log', 'events.sqlite') }
}

/** Somebody who holds the door and answers nothing but faults. */
export const brokenDoor = (data: string): Promise<{ close(): Promise<void> }> => openControl(socketOf(data), {}, silentLog)
