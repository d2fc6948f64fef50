// A sender from outside, as an operator lets it in: what is written for whom, what is printed, and that a second time takes the first one's keys away.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { curveOf } from '@zhijian/bus/nats'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newRoot, remove, run, type Ran } from './world.ts'

let root: string
let folder: string
beforeEach(async () => {
  root = newRoot()
  folder = join(root, 'broker')
  await run(root, ['broker', 'users', '--out', folder, '--groups', '1'])
})
afterEach(() => remove(root))

const outside = (name: string, ...more: readonly string[]): Promise<Ran> => run(root, ['broker', 'users', '--out', folder, '--outside', name, ...more])
const text = (file: string): string => readFileSync(join(folder, file), 'utf8')
const given = (name: string): { user: string; password: string; inboxPrefix: string; sender: string; seed: string; sealFor: string } => JSON.parse(text(`outside-${name}.json`))
const users = (): readonly { user: string; password: string; permissions: Record<'publish' | 'subscribe', { allow: string[] }> }[] => JSON.parse(text('users.conf').slice(text('users.conf').indexOf('{'))).users
const userOf = (name: string) => users().find(({ user }) => user === `outside-${name}`)!
const door = (): { seed: string; senders: readonly { name: string; publicKey: string }[] } => JSON.parse(text('position-door.json'))
/** What the door reads in a box that this sender made for it. */
const heard = ({ seed, sealFor }: ReturnType<typeof given>, name: string): string | null =>
  curveOf(door().seed).open(curveOf(seed).seal('fix', sealFor), door().senders.find((sender) => sender.name === name)!.publicKey)

describe('zhijian broker users --outside', () => {
  it('writes what the sender is given and what the gateway reads, each for nobody but its owner, and lets it ask at one door', async () => {
    const before = users()
    expect(door().senders).toEqual([])
    expect((await outside('beidou')).code).toBe(0)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    const keys = given('beidou')
    expect(keys).toMatchObject({ user: 'outside-beidou', inboxPrefix: '_INBOX.outside-beidou', sender: 'beidou' })
    expect(userOf('beidou').permissions).toMatchObject({ publish: { allow: ['door.positions'] }, subscribe: { allow: ['_INBOX.outside-beidou.>'] } })
    expect(users().filter(({ user }) => user !== 'outside-beidou')).toEqual(before)
    expect(heard(keys, 'beidou')).toBe('fix')
    // The door knows the sender by its public half, and the server by a hash.
    for (const file of ['position-door.json', 'users.conf']) for (const secret of [keys.password, keys.seed]) expect(text(file)).not.toContain(secret)
  })
  it('says which file goes to whom and what is to be done, and neither password nor key', async () => {
    for (const args of [[], ['--lang', 'en'], ['--json']]) {
      const { out, err } = await outside('beidou', ...args)
      for (const secret of [given('beidou').password, given('beidou').seed, door().seed]) expect(out + err).not.toContain(secret)
      if (args[0] === '--json') expect(JSON.parse(out)).toEqual({ outside: 'beidou' })
      else for (const said of [join(folder, 'outside-beidou.json'), join(folder, 'position-door.json'), '--position-door', 'nats-server --signal reload']) expect(out).toContain(said)
    }
  })
  it('said again gives a new password and new keys: the old ones open nothing, and others keep theirs', async () => {
    await outside('beidou')
    await outside('compass')
    const [old, other] = [given('beidou'), given('compass')]
    const [oldHash, otherHash] = [userOf('beidou').password, userOf('compass').password]
    expect((await outside('beidou')).code).toBe(0)
    expect(users().filter(({ user }) => user.startsWith('outside-')).map(({ user }) => user).toSorted()).toEqual(['outside-beidou', 'outside-compass'])
    expect(given('beidou').password).not.toBe(old.password)
    expect(userOf('beidou').password).not.toBe(oldHash)
    expect(heard(old, 'beidou')).toBeNull()
    expect(heard(given('beidou'), 'beidou')).toBe('fix')
    expect(given('compass')).toEqual(other)
    expect(userOf('compass').password).toBe(otherHash)
    expect(heard(other, 'compass')).toBe('fix')
    // Nobody speaks in another's name.
    expect(heard(other, 'beidou')).toBeNull()
  })
  it.each(['', 'Beidou', '1st', '-x', 'a.b', 'a*', '>', 'a b', '../x', '北斗', 'a'.repeat(33)])('is no name, and nothing is written: “%s”', async (name) => {
    const before = [readdirSync(folder), text('users.conf'), text('position-door.json')]
    const { code, err } = await run(root, ['broker', 'users', '--out', folder, `--outside=${name}`])
    expect(code).toBe(2)
    expect(err).toContain('--outside')
    expect([readdirSync(folder), text('users.conf'), text('position-door.json')]).toEqual(before)
  })
  it('is refused beside another change, and where there are no users yet', async () => {
    expect((await outside('beidou', '--update')).code).toBe(2)
    expect((await run(root, ['broker', 'users', '--out', join(root, 'nowhere'), '--outside', 'beidou'])).code).toBe(3)
  })
})
