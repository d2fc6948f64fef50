// A person is forgotten on a real platform: her words, name and telephone, her keys and her ways in are nowhere left, also
// when an older key ring is put back; everybody else's stay, and the record verifies as before.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { verify, type RawEvent } from '@zhijian/audit'
import type { AccountId, Actor, CommandReply, LawyerId, PersonId, Sealed } from '@zhijian/contracts'
import { prepareAnswer } from '@zhijian/edge'
import { checkStore, readCopies, readEnd, readPublicKeys } from '@zhijian/event-store'
import { openDataFolder, type DataFolder } from '@zhijian/host'
import { instant, isFault, type Json } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { aggregates } from '../src/compose.ts'
import { callControl, socketOf } from '@zhijian/host'
import { tell } from '@zhijian/operating'
import { divisionsOf } from '../src/founding.ts'
import { openOperations } from '../src/operations.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const HER = { name: '敖登格日勒', phone: '13812345670' }
const HIS_PHONE = '13987654321'
const WAGES = `我叫${HER.name}，电话${HER.phone}，在卓资县工地干活，老板拖欠三个月工资不给，怎么要回来？`

let root: string
let folder: DataFolder
let platform: Platform
let control: { close(): Promise<void> }
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
const codes: string[] = []

const open = async (): Promise<void> => {
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: clock.now() })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async (_phone, code) => void codes.push(code) },
  })
  control = await openOperations(platform, folder, silentLog)
}
const close = async (): Promise<void> => {
  await control.close()
  await platform.stop()
  folder.release()
}

let serial = 0
const http = async (path: string, token?: string, body?: object): Promise<{ status: number; body: any }> => {
  const response = await fetch(`${platform.url}/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': `erase-key-${String(serial++).padStart(8, '0')}` }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const signIn = async (phone: string): Promise<string> => {
  await http('auth/phone-codes', undefined, { phone })
  const { body } = await http('auth/phone-sessions', undefined, { phone, code: codes.at(-1), client: 'app' })
  return body.token
}
const operate = async (operation: string, input: object): Promise<any> => callControl(socketOf(folder.root), operation, { by: 'li', reason: '本人申请，见受理单', ...input } as Json)
const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (isFault(error) ? error.code : 'bug'))
/** A fresh code: a step counts once. */
const code = (): string => {
  clock.advance({ seconds: 60 })
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(SECRET) }).generate({ timestamp: Date.parse(clock.now()) })
}
const say = async (service: string, command: string, actor: Actor, data: object): Promise<CommandReply> => {
  const commandId = `command-${String(serial++).padStart(16, '0')}`
  return await platform.bus.request(`cmd.${service}.${command}`, {
    commandId, data, actor, token: platform.tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
  } as unknown as Json) as unknown as CommandReply
}

const filesUnder = (dir: string): string[] => readdirSync(dir, { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
/** Files anywhere in the installation that hold these bytes, raw, hex or base64. */
const holding = (secret: Uint8Array | string): string[] => {
  const bytes = Buffer.from(secret as string)
  const forms = [bytes, ...(typeof secret === 'string' ? [] : [Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64url')), Buffer.from(bytes.toString('base64'))])]
  return filesUnder(root).filter((file) => {
    const content = readFileSync(file)
    return forms.some((form) => content.includes(form))
  })
}
const wrappedKey = (file: string, person: string): Uint8Array | undefined => {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return db.prepare('select wrapped from keys where person = ?').get(person)?.['wrapped'] as Uint8Array | undefined
  } finally {
    db.close()
  }
}
const rowsOf = (file: string, table: string, column = '1', value: string | number = 1): number => {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return db.prepare(`select count(*) as n from ${table} where ${column} = ?`).get(value)!['n'] as number
  } finally {
    db.close()
  }
}
const log = async function* (): AsyncGenerator<readonly RawEvent[]> {
  for (let after: string | null = null; ;) {
    const page: readonly RawEvent[] = platform.store.raw(after, 1000)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.position
  }
}
const isGreen = async (): Promise<void> => {
  const { storeId } = platform.store
  const { seals } = folder.folders
  expect((await verify(log(), { aggregates })).findings).toEqual([])
  expect((await checkStore(platform.store, { copies: readCopies(seals, storeId), end: readEnd(seals, storeId), keys: readPublicKeys(seals) })).findings).toEqual([])
}
const story = async (stream: string): Promise<string[]> => (await platform.store.read(stream)).map((event) => event.type.split('.')[0]!)

let her: PersonId
let token: string
let consultation: string
let hisPhone: Sealed
let question: Sealed
let rawKey: Uint8Array
let wrapped: Uint8Array

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  await open()
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  const lawyer: Actor = { id: 'zhao' as PersonId, role: 'lawyer' }
  hisPhone = await platform.sealer.seal(lawyer.id, HIS_PHONE)
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z', phone: hisPhone,
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } })
  for (const id of ['desk-1', 'security-1', 'policy-1']) {
    const grants = id === 'security-1' ? [{ role: 'security-admin', region: '150921', organisation: null } as const] : []
    await platform.gateway.provision({ id: id as AccountId, kind: 'staff', name: '其木格', grants, secondFactor: SECRET })
  }
  for (const [personId, role] of [['desk-1', 'desk'], ['policy-1', 'policy-admin']] as const) {
    await tell(platform, 'directory', 'add-staff', { personId })
    await tell(platform, 'directory', 'take-office', {
      personId, office: { officeId: `${personId}-office`, role, organisationId: 'bureau', region: '150921', from: '2026-01-01T00:00:00.000Z', until: null },
    })
  }
  await platform.gateway.provision({ id: 'zhao' as AccountId, kind: 'lawyer', lawyerId: 'zhao' as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] })
  token = await signIn(HER.phone)
  her = (await http('auth/session', token)).body.accountId as PersonId
  const asked = await http('consultations', token, { text: WAGES })
  if (asked.status !== 201) throw new Error(JSON.stringify(asked.body))
  consultation = asked.body.consultationId
  await platform.runtime.idle()
  const prepared = await prepareAnswer(platform.sealer, { askerId: her, question: '', text: '请先到劳动监察大队投诉，保留考勤和转账记录，必要时申请劳动仲裁，一年内提出。' })
  if (prepared.kind === 'refused') throw new Error(prepared.code)
  const given = await say('consult-router', 'give-answer', lawyer, { consultationId: consultation, lawyerId: 'zhao', answerId: 'a1', form: 'text', clip: null, ...prepared.data })
  if (given.outcome !== 'accepted') throw new Error(given.outcome)
  await platform.runtime.idle()
  question = (await platform.store.read(`consultation-${consultation}`))[0]!.data['text'] as unknown as Sealed
  rawKey = Uint8Array.from(await platform.keyring.existingKey(her))
  wrapped = wrappedKey(folder.files.keyring, her)!
  // The platform's own key is made with its first reason; then comes what a backup of the key folder would hold.
  await operate('seal', {})
  cpSync(folder.files.keyring, join(root, 'older-keys.kept'))
})
afterAll(async () => {
  await close()
  rmSync(root, { recursive: true, force: true })
})

describe('before', () => {
  it('her words are read by those who may, and lie nowhere in the clear', async () => {
    expect(await platform.sealer.open(question)).toBe(WAGES)
    expect(JSON.stringify((await http(`consultations/${consultation}`, token)).body)).toContain(HER.name)
    for (const planted of [HER.name, HER.phone, HIS_PHONE, '拖欠三个月工资', rawKey]) expect(holding(planted)).toEqual([])
    expect(holding(wrapped)).not.toEqual([])
  })
})

describe('asking', () => {
  it('takes somebody who is there in person, in a role that may', async () => {
    const request = (as: string, given: string) => refusal(operate('erase-request', { phone: HER.phone, ground: 'consent-withdrawn', as, code: given }))
    expect(await request('desk-1', '000000')).toBe('second-factor-not-shown')
    expect(await request('nobody', code())).toBe('second-factor-not-shown')
    expect(await request('policy-1', code())).toBe('role-not-held')
    expect(await refusal(operate('erase-request', { phone: '13800000000', ground: 'law', as: 'desk-1', code: code() }))).toBe('no-such-person')
    expect(await refusal(operate('erase-request', { person: 'p-slip-of-the-pen', ground: 'law', as: 'desk-1', code: code() }))).toBe('no-such-person')
    expect(await platform.store.streams('erasure')).toEqual([])
  })
  it('by telephone finds her; a code counts once', async () => {
    const once = code()
    expect(await operate('erase-request', { phone: HER.phone, ground: 'consent-withdrawn', as: 'desk-1', code: once })).toEqual({ personId: her, outcome: 'accepted' })
    expect(await refusal(operate('erase-confirm', { person: her, as: 'desk-1', code: once }))).toBe('second-factor-not-shown')
  })
  it('and confirming are two people’s work', async () => {
    expect(await refusal(operate('erase-confirm', { person: her, as: 'desk-1', code: code() }))).toBe('same-person')
    expect(await platform.keyring.status(her)).toBe('active')
    expect(await operate('erase-confirm', { person: her, as: 'security-1', code: code() })).toEqual({ personId: her, outcome: 'accepted' })
    await platform.runtime.idle()
  })
})

describe('after', () => {
  it('it is certified, with both names and the key’s digest', async () => {
    expect(await story(`erasure-${her}`)).toEqual(['ErasureRequested', 'ErasureConfirmed', 'PersonErased'])
    const [row] = await callControl(socketOf(folder.root), 'erase-status', { person: her }) as any
    expect(row).toMatchObject({ phase: 'erased', certificate: { by: ['desk-1', 'security-1'], ground: 'consent-withdrawn', keyDigest: expect.stringMatching(/^[0-9a-f]{64}$/) } })
  })
  it('no file of the installation holds her words, name, telephone or key, wrapped or not', async () => {
    for (const planted of [HER.name, HER.phone, '拖欠三个月工资', rawKey]) expect(holding(planted)).toEqual([])
    expect(holding(wrapped)).toEqual([join(root, 'older-keys.kept')])
    expect(await platform.sealer.openOrNull(question)).toBeNull()
  })
  it('the lawyer’s data in the same events still opens', async () => {
    expect(await platform.sealer.open(hisPhone)).toBe(HIS_PHONE)
  })
  it('she is signed out everywhere; her telephone leads to nobody, and begins anew as somebody else', async () => {
    expect((await http('auth/session', token)).status).toBe(401)
    expect(rowsOf(folder.files.edge, 'session', 'account', her)).toBe(0)
    expect(await refusal(operate('erase-request', { phone: HER.phone, ground: 'law', as: 'desk-1', code: code() }))).toBe('no-such-person')
    const again = await signIn(HER.phone)
    expect((await http('auth/session', again)).body.accountId).not.toBe(her)
    expect((await http(`consultations/${consultation}`, again)).status).not.toBe(200)
  })
  it('her question shows as gone to whoever may see it, and nobody can write to her', async () => {
    const seen = await http(`consultations/${consultation}`, await platform.gateway.syntheticSession('zhao' as AccountId))
    expect(seen.status, JSON.stringify(seen.body)).toBe(200)
    expect(seen.body).toMatchObject({ text: null })
    await expect(platform.sealer.seal(her, '答复')).rejects.toMatchObject({ code: 'person-erased' })
    clock.advance({ hours: 1 })
    await platform.runtime.idle()
    expect((await platform.runtime.status()).parkedStreams).toEqual([])
    expect(await platform.bus.deadLetters.list()).toEqual([])
  })
  it('a member of staff who is forgotten keeps neither account nor second factor', async () => {
    const before = rowsOf(folder.files.secrets, 'secret')
    expect((await operate('erase-request', { person: 'policy-1', ground: 'purpose-over', as: 'desk-1', code: code() })).outcome).toBe('accepted')
    expect((await operate('erase-confirm', { person: 'policy-1', as: 'security-1', code: code() })).outcome).toBe('accepted')
    await platform.runtime.idle()
    expect((await platform.store.lastEvent('account-policy-1'))).toMatchObject({ type: 'SignedOut.v1' })
    expect((await platform.store.read('account-policy-1')).find(({ type }) => type === 'AccountSuspended.v1')?.data).toMatchObject({ reason: 'erased' })
    expect(rowsOf(folder.files.secrets, 'secret')).toBe(before - 1)
  })
  it('a start that names her makes nothing of her anew', async () => {
    await platform.gateway.provision({ id: her as string as AccountId, kind: 'citizen', phone: '13700000000' })
    expect(await platform.lookup.ownerOf('phone', platform.lookup.hmac('phone', '13700000000'))).toBeNull()
  })
  it('repeating either step changes nothing', async () => {
    expect((await operate('erase-request', { person: her, ground: 'law', as: 'desk-1', code: code() })).outcome).toBe('nothing')
    expect((await operate('erase-confirm', { person: her, as: 'desk-1', code: code() })).outcome).toBe('nothing')
  })
  it('the record verifies: every command decided again, chain and seals', async () => {
    await platform.sealLog()
    await isGreen()
  })
  it('an older key ring that is put back brings nobody back', async () => {
    await close()
    cpSync(join(root, 'older-keys.kept'), folder.files.keyring)
    rmSync(join(root, 'older-keys.kept'))
    expect(holding(wrapped)).toEqual([folder.files.keyring])
    await open()
    await platform.runtime.idle()
    expect(await platform.keyring.status(her)).toBe('erased')
    expect(await platform.sealer.openOrNull(question)).toBeNull()
    expect(holding(wrapped)).toEqual([])
    expect(await platform.sealer.open(hisPhone)).toBe(HIS_PHONE)
    await isGreen()
  })
})

describe('what operators did', () => {
  it('is in the log with who, why and how it ended, the reasons sealed', async () => {
    const streams = await platform.store.streams('operation')
    const told = await Promise.all(streams.map(async (stream) => (await platform.store.read(stream)).map(({ data }) => data)))
    expect(told.map(([begun, ended]) => [begun!['operation'], begun!['by'], begun!['staffId'], begun!['target'] === her, ended!['outcome'], ended!['code']])).toEqual([
      ['seal', 'li', null, false, 'done', null],
      ['erase-request', 'li', 'desk-1', false, 'failed', 'no-such-person'],
      ['erase-request', 'li', 'desk-1', true, 'done', null],
      ['erase-confirm', 'li', 'desk-1', true, 'failed', 'same-person'],
      ['erase-confirm', 'li', 'security-1', true, 'done', null],
      ['erase-request', 'li', 'desk-1', false, 'done', null],
      ['erase-confirm', 'li', 'security-1', false, 'done', null],
      ['erase-request', 'li', 'desk-1', true, 'done', null],
      ['erase-confirm', 'li', 'desk-1', true, 'done', null],
    ])
    expect(await platform.sealer.open(told[0]![0]!['reason'] as unknown as Sealed)).toBe('本人申请，见受理单')
    expect(holding('见受理单')).toEqual([])
  })
})
