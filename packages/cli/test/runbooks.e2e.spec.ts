// Every runbook tried as it is written, on the platform in one process and on a process per service: one platform each, book after book.
// What a book needs (a dead letter, a damaged log, another machine) is made here; what is done about it, the book says.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { distributedProcesses, embeddedProcess, totp, type Profile } from '@zhijian/embedded/e2e'
import { sampleEvent } from '@zhijian/event-store/contract'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths } from '@zhijian/host'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import { until } from './patience.timer.ts'
import { allBlocks, blocksOf, tryBlock, wordsOf, type Tried } from './runbook.ts'

const TLS = fileURLToPath(new URL('../../../services/embedded/test/e2e/tls/here.cert.pem', import.meta.url))
/** Tried in services-apart.int.spec: a broker with users, and a process that has no room. */
const APART = new Set(['broker', 'full'])

it('takes lines apart as a shell does, and minds what is not set', () => {
  expect(wordsOf(`a "$X/b c" '$X' --d=$X`, { X: 'x y' })).toEqual(['a', 'x y/b c', '$X', '--d=x y'])
  expect(() => wordsOf('a "$NONE"', {})).toThrow('$NONE is not set')
})
it('stops at a command that ends otherwise than the book says', async () => {
  const stale = { name: 'stale.md#1', needs: '', lines: [{ text: 'npm run -s zhijian -- backups make', code: 0 }] }
  await expect(tryBlock(stale, { env: { ZHIJIAN_DATA: '/nowhere' } })).rejects.toThrow(/stale\.md#1: `npm run -s zhijian -- backups make` ended with 2/)
})

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to stop'

/** @param isSlow to start: then a start after which nothing is asked waits for what comes next; the last start is of what all books before it left */
const books = (open: (speed: number) => Promise<Profile>, isSlow = false): void => {
  let platform: Profile
  let root: string
  let place: string
  let running = false
  const tried = new Set<string>()
  const env = (): Record<string, string> => ({
    ZHIJIAN_DATA: join(place, 'data'), ZHIJIAN_KEYS: join(place, 'keys'), ZHIJIAN_SEALS: join(place, 'seals'), ZHIJIAN_BACKUPS: join(place, 'backups'), PORT: new URL(platform.url).port,
  })
  const start = async (): Promise<void> => {
    if (running) return
    const { ZHIJIAN_DATA: data, ZHIJIAN_KEYS: keys, ZHIJIAN_SEALS: seals } = env()
    await platform.start({ silent: true, args: ['--data', data!, '--keys', keys!, '--seals', seals!] })
    running = true
  }
  const stop = async (): Promise<void> => {
    if (!running) return
    running = false
    expect((await platform.stop()).code).toBe(0)
  }
  const systemctl = async (verb: string, isLast: boolean): Promise<void> => {
    if (verb === 'start') await (isSlow && isLast ? undefined : start())
    else if (verb === 'stop') await stop()
    else if (verb !== 'disable') throw new Error(`systemctl ${verb}`)
  }
  /** The next block of a book, or the one that is asked for. */
  const block = async (book: string, number: number, more: Record<string, string> = {}, input = ''): Promise<readonly Tried[]> => {
    const found = blocksOf(book)[number - 1]
    if (!found) throw new Error(`${book} has no block ${number}`)
    const done = await tryBlock(found, { env: { ...env(), ...more }, input, systemctl })
    tried.add(found.name)
    return done
  }
  const newest = (folder: string): string => join(folder, readdirSync(folder).filter((name) => /^\d{8}T\d{6}$/.test(name)).sort().at(-1)!)
  const codes = new Map<string, number>()
  /** Of the demonstration’s staff, one of a role. Its codes count once each, and the next step’s is taken too. */
  const staff = (role: string): { readonly id: string; code(): string } => {
    const accounts = JSON.parse(readFileSync(join(env()['ZHIJIAN_KEYS']!, 'demonstration-accounts.json'), 'utf8')) as readonly { id: string; label: string; secondFactor: string }[]
    const { id, secondFactor } = accounts.find(({ label }) => label === `role.${role}`)!
    return {
      id,
      code() {
        const ahead = codes.get(id) ?? 0
        codes.set(id, ahead + 1)
        return `${totp(secondFactor, ahead)}\n`
      },
    }
  }
  const log = (): string => dataPaths(env()['ZHIJIAN_DATA']!).files.log

  beforeAll(async () => {
    platform = await open(1)
    root = platform.folders[0]!
    place = join(root, 'one')
    mkdirSync(place)
    await start()
  })
  afterAll(async () => {
    await stop()
    platform.remove()
  })

  it('erasing a person', async () => {
    const post = async (path: string, body: object) => (await fetch(`${platform.url}/api/v1/auth/${path}`, {
      method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': `key-of-${path}-1` },
    })).json()
    const phone = '13912340002'
    const from = platform.printed().length
    await fetch(`${platform.url}/api/v1/auth/phone-codes`, { method: 'POST', body: JSON.stringify({ phone }), headers: { 'content-type': 'application/json', 'idempotency-key': 'key-of-codes-1' } })
    const { accountId: person } = await post('phone-sessions', { phone, code: await platform.phoneCode(phone, from), client: 'app' }) as { accountId: string }
    const book = 'runbooks/erase-a-person.md'
    const [first, second] = [staff('desk'), staff('security-admin')]
    const whom = { PERSON: person, FIRST: first.id, SECOND: second.id, COPY: join(root, 'her-copy') }
    await block(book, 1)
    expect((await block(book, 2, whom, first.code()))[0]!.out).toContain(person)
    await block(book, 3, whom, first.code())
    expect(existsSync(join(root, 'her-copy', 'my-data.html'))).toBe(true)
    await block(book, 4, whom, second.code())
    expect((await block(book, 5, whom)).at(-1)!.out).toContain('证明属实')
    expect(readFileSync(join(env()['ZHIJIAN_SEALS']!, 'tombstones.jsonl'), 'utf8')).toContain(person)
  })
  it('a service that lags, seals, backups, disks', async () => {
    const [status, doctor] = await block('runbooks/consumer-behind.md', 1)
    expect(status!.out).toContain('notifier.send-pushes')
    expect(doctor!.out).toMatch(/\d+ 个消费者都跟得上/)
    await block('runbooks/seal-too-old.md', 1)
    expect((await block('runbooks/backup-too-old.md', 1)).at(-1)!.out).toContain('已核对')
    await block('runbooks/disk-nearly-full.md', 1)
  })
  it('rotating keys', async () => {
    const master = (): string => readFileSync(join(env()['ZHIJIAN_KEYS']!, 'master.key'), 'hex')
    const before = master()
    for (const number of [1, 2, 3, 4]) await block('runbooks/rotate-keys.md', number, { ZHIJIAN_TLS_CERT: TLS, ZHIJIAN_TLS_KEY: TLS.replace('cert', 'key') })
    expect(master()).not.toBe(before)
  })
  it('upgrading with live cases', async () => {
    await block('runbooks/upgrade.md', 1)
    expect((await block('runbooks/upgrade.md', 2)).at(-1)!.out).toContain('查验通过')
  })
  it('a damaged store', async () => {
    const book = 'runbooks/store-damaged.md'
    const backup = newest(env()['ZHIJIAN_BACKUPS']!)
    await block(book, 1, { KEEP: join(root, 'scene') })
    const { size } = statSync(log())
    const file = openSync(log(), 'r+')
    for (const page of [0.4, 0.5, 0.6].map((share) => Math.floor(size * share / 4096) * 4096)) writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, page)
    closeSync(file)
    await block(book, 2)
    await block(book, 3, { BACKUP: backup })
  })
  it('keys that are lost', async () => {
    const keys = env()['ZHIJIAN_KEYS']!
    await block('runbooks/backup-too-old.md', 1)
    await block('runbooks/keys-at-risk.md', 1, { KEYCOPY: newest(`${keys}-backups`), KEEP: join(root, 'lost') })
  })
  it('restoring on the machine, and on another', async () => {
    const book = 'how-to/back-up-and-restore.md'
    await block('runbooks/backup-too-old.md', 1)
    const [backup, keys, old] = [newest(env()['ZHIJIAN_BACKUPS']!), newest(`${env()['ZHIJIAN_KEYS']}-backups`), env()['ZHIJIAN_SEALS']!]
    await stop()
    const here = place
    place = join(root, 'restored')
    mkdirSync(place)
    await block(book, 2, { BACKUP: backup, KEYCOPY: keys, OLD_SEALS: old })
    place = here
    await block(book, 1, { BACKUP: backup })
  })
  it('moving the whole store to another machine', async () => {
    const book = 'runbooks/move-the-store.md'
    const other = join(root, 'two')
    mkdirSync(other)
    await block(book, 1)
    await block(book, 2)
    await block(book, 3, { NEW: other })
    renameSync(place, join(root, 'gone'))
    place = other
    expect((await block(book, 4)).at(-1)!.out).toContain('就绪')
  })
  // What no service decided stands in the log from here on, and does not verify: so this comes last.
  it('dead letters', async () => {
    const store = await openSqliteStore({ file: log() })
    // Pushes of a delivery that nobody opened: what sends them fails for good.
    const planned = { deliveryId: 'orphan', wave: 0, pushes: [{ recipient: 'l1', channel: 'in-app' }], held: [], quotaDay: '2026-03-02', plannedAt: '2026-03-02T01:00:00.000Z' }
    await store.append('delivery-orphan', [sampleEvent('orphan', planned, { type: 'PushesPlanned.v1' })], 'no-stream')
    await store.close()
    interface Letter { readonly consumer: string; readonly eventId: string; readonly stream: string; readonly parkedAt: string }
    const letter = (after = ''): Promise<Letter> => until('it to be set aside', async () => {
      const { lines: [line] } = { lines: await tryBlock({ name: 'look', needs: '', lines: [{ text: 'npm run -s zhijian -- dead-letters list --json', code: 1 }] }, { env: env() }).catch(() => []) }
      const found = line && (JSON.parse(line.out) as readonly Letter[])[0]
      return found !== undefined && found.parkedAt > after && found
    })
    const first = await letter()
    const about = { CONSUMER: first.consumer, EVENT: first.eventId, STREAM: first.stream }
    expect((await block('runbooks/dead-letters.md', 1, about))[0]!.out).toContain('notifier.send-pushes')
    await block('runbooks/dead-letters.md', 2, about)
    await letter(first.parkedAt)
    const [, none, operations] = await block('runbooks/dead-letters.md', 3, about)
    expect(none!.out).toContain('没有死信')
    expect(operations!.out).toContain('已电话告知，不必再发')
  })
  it('leaves no block of any book untried', () => {
    expect(allBlocks().filter(({ name, needs }) => !tried.has(name) && !APART.has(needs)).map(({ name }) => name)).toEqual([])
  })
}

describe('the platform in one process', () => books(embeddedProcess))
if (missing === null) describe('a process per service', () => books(distributedProcesses, true))
else describe.skip(`NOT RUN (${missing}): a process per service`, () => books(distributedProcesses))
