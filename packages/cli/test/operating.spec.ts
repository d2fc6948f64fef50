// The command line beside a running platform, and on the same folder after it stopped.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { isConsistent } from '@zhijian/event-store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CITIZEN, copyOf, fillWorld, newRoot, openWorld, remove, run, SECRET, type World } from './world.ts'

let world: World
let root: string
beforeAll(async () => {
  root = newRoot()
  world = await openWorld(root)
  await fillWorld(world)
})
afterAll(() => remove(root))

/** A step counts once, so time goes on before each. */
const code = (): string => {
  world.clock.advance({ seconds: 60 })
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(SECRET) }).generate({ timestamp: Date.parse(world.clock.now()) })
}
const looksOf = (json: { looks: readonly { key: string; state: string }[] }): Record<string, string> => Object.fromEntries(json.looks.map(({ key, state }) => [key, state]))

describe('beside a running platform', () => {
  it('a master key is not replaced', async () => expect((await run(world.data, ['keys', 'rotate-master'])).code).toBe(3))
  it('status is ready', async () => expect(await run(world.data, ['status', '--json'])).toMatchObject({ code: 0, json: { ready: true } }))

  it('replay shows the story with its times, sealed values as such, and the state at an instant', async () => {
    const { code: exit, out } = await run(world.data, ['replay', 'show', 'q1', '--at', '2026-03-02T01:03:00.000Z'])
    expect(exit).toBe(0)
    expect(out).toMatch(/2026-03-02T01:01:40\.000Z {2}AnswerGiven/)
    expect(out).not.toContain('QuorumMet')
    expect(out).toContain('"phase": "open"')
    expect(out).not.toContain(CITIZEN.name)
    // As people write it, with the zone they live in.
    expect((await run(world.data, ['replay', 'show', 'q1', '--at', '2026-03-02T09:03+08:00'])).out).toBe(out)
    const { json } = await run(world.data, ['replay', 'show', 'q1', '--json'])
    expect(json.events.at(-1).type).toBe('QuorumMet.v1')
    expect(JSON.stringify(json)).not.toContain('"box"')
  })
  it('a story that is none is said, with 1', async () => {
    expect(await run(world.data, ['replay', 'show', 'q9', '--json'])).toMatchObject({ code: 1, json: { events: [] } })
    expect(await run(world.data, ['replay', 'diff', 'q9', '--one', 'this', '--other', 'this'])).toMatchObject({ code: 1, out: expect.stringMatching(/^没有这个流：consultation-q9。请核对编号/) })
  })
  it('verify passes and says what it looked at', async () => {
    expect(await run(world.data, ['replay', 'verify', '--json'])).toMatchObject({ code: 0, json: { ok: true } })
    expect((await run(world.data, ['replay', 'verify', 'q1'])).out).toMatch(/查验通过：\d+ 个事件/)
  })
  it('the doctor finds a platform that answers', async () => {
    const { code: exit, json } = await run(world.data, ['doctor', '--json'])
    expect(looksOf(json)).toMatchObject({
      'doctor.store.ok': 'ok', 'doctor.writable.ok': 'ok', 'doctor.keys.ok': 'ok', 'doctor.platform.running': 'ok', 'doctor.ready.ok': 'ok', 'doctor.parked.ok': 'ok',
      'doctor.letters.ok': 'ok', 'doctor.port.answers': 'ok', 'doctor.backup.none': 'note',
    })
    expect(exit).toBe(0)
  })
  it('a link and a seal are made with a reason; a wrong account is said in Chinese', async () => {
    expect((await run(world.data, ['admin-link', 'security-1', '--reason', '换手机'])).out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/enrol#\S{43}/)
    expect(await run(world.data, ['admin-link', 'nobody', '--reason', '换手机'])).toMatchObject({ code: 3, err: '没有这个账号\n' })
    expect((await run(world.data, ['seal', '--reason', '交接前'])).code).toBe(0)
    expect(await run(world.data, ['dead-letters', 'discard', 'notifier.tell', 'x', '--reason', '重复'])).toMatchObject({ code: 3, err: '没有这封死信\n' })
  })
  it('the key of the seals changes, and the log is proved to have only grown since the first of them', async () => {
    const { code: exit, json: { keyId } } = await run(world.data, ['seal-key', '--reason', '年度更换', '--json'])
    expect([exit, existsSync(join(`${world.data}-seals`, `${keyId}.pub.pem`))]).toEqual([0, true])
    const { json: seals } = await run(world.data, ['seals', 'list', '--json'])
    expect(seals.at(-1)).toMatchObject({ name: 'LogKeyRotated', next: keyId, version: seals.length - 1 })
    expect((await run(world.data, ['seals', 'list'])).out).toContain(`接替的密钥 ${keyId}`)
    const file = join(root, 'proof.json')
    expect((await run(world.data, ['seals', 'prove', '0', String(seals.length - 1), '--out', file])).out).toContain(file)
    expect(isConsistent(JSON.parse(readFileSync(file, 'utf8')))).toBe(true)
    expect(await run(world.data, ['seals', 'prove', '1', '0'])).toMatchObject({ code: 3, err: expect.stringContaining('没有这枚封印') })
    expect(await run(world.data, ['seals', 'prove', 'one', '0'])).toMatchObject({ code: 2 })
    expect((await run(world.data, ['check'])).code).toBe(0)
  })
  it('of a reason nothing is kept that names anybody: it outlives people', async () => {
    expect((await run(world.data, ['seal', '--reason', `${CITIZEN.phone} 来电，替张三的母亲李秀英办理，身份证152624196503120021`])).code).toBe(0)
    const { json } = await run(world.data, ['operations', 'list', '--json'])
    expect(json).toContainEqual(expect.objectContaining({ operation: 'seal', reason: '【电话】 来电，替张三的母亲【姓名】办理，身份证【证件号】' }))
  })
  it('a receipt is made at the desk with a reason that is on record, as proof and as a page', async () => {
    const { code: exit, json } = await run(world.data, ['receipt', 'q1', '--reason', '到窗口领取', '--json'])
    expect([exit, json.format, json.openings.length]).toEqual([0, 'zhijian-receipt/1', json.events.length])
    const page = join(root, 'receipt.html')
    expect((await run(world.data, ['receipt', 'q1', '--reason', '到窗口领取', '--out', page])).code).toBe(0)
    expect([statSync(page).mode & 0o777, readFileSync(page, 'utf8').includes('<svg')]).toEqual([0o600, true])
    expect((await run(world.data, ['operations', 'list'])).out).toMatch(/receipt .*q1.*\n.*到窗口领取/)
    expect(await run(world.data, ['receipt', 'q9', '--reason', '到窗口领取'])).toMatchObject({ code: 3 })
  })
  it('somebody is forgotten: asked by telephone, confirmed by another, certified', async () => {
    expect((await run(world.data, ['erase', 'status', '--json'])).json).toEqual([])
    const request = await run(world.data, ['erase', 'request', '--phone', '--ground', 'consent-withdrawn', '--as', 'desk-1', '--reason', '本人书面申请'], { input: `${CITIZEN.phone}\n${code()}\n` })
    expect(request).toMatchObject({ code: 0, err: '' })
    expect(request.out).toContain(CITIZEN.id)
    expect(request.out).not.toContain(CITIZEN.phone)
    expect(await run(world.data, ['erase', 'confirm', '--person', CITIZEN.id, '--as', 'desk-1', '--reason', '核对无误'], { input: code() }))
      .toMatchObject({ code: 3, err: '申请人不能自己确认；请另一人办理\n' })
    expect(await run(world.data, ['erase', 'confirm', '--person', CITIZEN.id, '--as', 'security-1', '--reason', '核对无误'], { input: '000000' })).toMatchObject({ code: 3 })
    const confirm = await run(world.data, ['erase', 'confirm', '--person', CITIZEN.id, '--as', 'security-1', '--reason', '核对无误', '--json'], { input: code() })
    expect(confirm).toMatchObject({ code: 0, json: { phase: 'erased', certificate: { by: ['desk-1', 'security-1'] } } })
    expect((await run(world.data, ['erase', 'status'])).out).toMatch(/已删除：citizen-1（\S+Z，撤回同意，desk-1 \+ security-1）/)
    expect(await world.platform.keyring.status(CITIZEN.id as never)).toBe('erased')
    expect((await run(world.data, ['replay', 'verify'])).code).toBe(0)
    expect((await run(world.data, ['check'])).code).toBe(0)
  })
  it('somebody whose data a law keeps is restricted instead', async () => {
    const ask = (name: string, as: string, ...more: string[]) => run(world.data, ['erase', name, '--person', 'desk-2', '--as', as, '--reason', '离职', ...more, '--json'], { input: code() })
    await world.platform.gateway.provision({ id: 'desk-2' as never, kind: 'staff', name: '其木格' })
    expect((await ask('request', 'desk-1', '--ground', 'purpose-over')).code).toBe(0)
    expect((await ask('refuse', 'security-1', '--rule', '档案保管期限', '--until', '2031-01-01T00:00:00.000Z')).code).toBe(0)
    await world.platform.runtime.idle()
    expect(await world.platform.keyring.status('desk-2' as never)).toBe('restricted')
    expect((await ask('request', 'desk-1', '--ground', 'purpose-over'))).toMatchObject({ code: 3, json: { fault: { code: 'retention-running' } } })
    expect((await run(world.data, ['erase', 'status'])).out).toContain('desk-2  限制处理至 2031-01-01T00:00:00.000Z（档案保管期限）')
  })
})

describe('after it stopped', () => {
  let stopped: ReturnType<typeof copyOf>
  beforeAll(async () => {
    await world.close()
    stopped = copyOf(root)
  })
  afterAll(() => remove(stopped.root))

  it('replay and check read it as before', async () => {
    expect((await run(stopped.data, ['replay', 'show', 'q1'])).code).toBe(0)
    expect(await run(stopped.data, ['replay', 'verify', '--json'])).toMatchObject({ code: 0, json: { ok: true } })
    expect((await run(stopped.data, ['check'])).code).toBe(0)
  })
  it('what operators did is told with their reasons, the latest first', async () => {
    const { code: exit, json } = await run(stopped.data, ['operations', 'list', '--json'])
    expect(exit).toBe(0)
    expect(json.find(({ target }: { target: string }) => target === 'security-1')).toMatchObject({ operation: 'admin-link', target: 'security-1', reason: '换手机' })
    expect(json.find(({ outcome }: { outcome: string }) => outcome === 'failed')).toMatchObject({ code: expect.any(String) })
    expect((await run(stopped.data, ['operations', 'list', '--limit', '1'])).out).toMatch(/erase-request .* 失败（retention-running）\n {4}原因：离职/)
  })
  it('without the keys the reasons stay sealed', async () => {
    renameSync(join(stopped.root, 'var-keys'), join(stopped.root, 'away'))
    expect((await run(stopped.data, ['operations', 'list'])).out).toContain('（密封，此处打不开）')
    renameSync(join(stopped.root, 'away'), join(stopped.root, 'var-keys'))
  })
  it('backup and restore, each checked', async () => {
    const folder = join(stopped.root, 'kept')
    expect((await run(stopped.data, ['backup', folder])).code).toBe(0)
    expect(await run(stopped.data, ['backup', folder])).toMatchObject({ code: 3, err: '备份目录不是空的；请换一个\n' })
    expect((await run(stopped.data, ['restore', folder])).code).toBe(0)
    expect((await run(stopped.data, ['replay', 'verify'])).code).toBe(0)
  })

  it('keys alone are put back, and the log stays as it is; neither is wrong use', async () => {
    const keys = join(stopped.root, 'var-keys')
    const copies = join(stopped.root, 'var-keys-backups')
    const copy = join(copies, readdirSync(copies).sort().at(-1)!)
    const log = join(stopped.data, 'log', 'events.sqlite')
    const digest = (): string => createHash('sha256').update(readFileSync(log)).digest('hex')
    const before = digest()
    expect(await run(stopped.data, ['restore'])).toMatchObject({ code: 2 })
    expect((await run(stopped.data, ['restore', '--keys', copy])).err).toMatch(/keyring\.sqlite 还在/)
    renameSync(keys, join(stopped.root, 'lost'))
    renameSync(join(stopped.data, 'edge', 'secrets.sqlite'), join(stopped.root, 'lost-secrets'))
    expect(await run(stopped.data, ['restore', '--keys', copy])).toMatchObject({ code: 0, out: expect.stringContaining('日志和文件没有动') })
    expect([digest(), existsSync(join(keys, 'master.key'))]).toEqual([before, true])
    cpSync(join(stopped.root, 'lost'), keys, { recursive: true, force: false })
    expect((await run(stopped.data, ['operations', 'list'])).out).toContain('换手机')
  })
  it('another master key wraps everything, and what was sealed opens', async () => {
    const master = join(stopped.root, 'var-keys', 'master.key')
    const before = readFileSync(master)
    const { code: exit, json } = await run(stopped.data, ['keys', 'rotate-master', '--json'])
    expect([exit, json.count > 0, readFileSync(master).equals(before)]).toEqual([0, true, false])
    expect((await run(stopped.data, ['operations', 'list'])).out).toContain('换手机')
    const after = readFileSync(master)
    writeFileSync(master, before)
    expect(await run(stopped.data, ['keys', 'rotate-master'])).toMatchObject({ code: 3, err: expect.stringContaining('主密钥与密钥库不配') })
    writeFileSync(master, after)
  })

  describe('the doctor', () => {
    const doctor = async (data = stopped.data) => {
      const { code: exit, json } = await run(data, ['doctor', '--json'], { env: { PORT: '0' } })
      return { exit, looks: looksOf(json) }
    }
    it('says that nothing runs, and what it sees in the files', async () => {
      const { exit, looks } = await doctor()
      expect(looks).toMatchObject({ 'doctor.platform.stopped': 'note', 'doctor.letters.ok': 'ok', 'doctor.port.ok': 'ok', 'doctor.clock.ok': 'ok', 'doctor.keys.ok': 'ok' })
      expect(exit).toBe(0)
    })
  })
})
