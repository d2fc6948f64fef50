// The broker's users on disk: `users.conf` for the server, which holds hashes alone, and one `nats-<name>.password` for each user,
// which goes to whoever is that user. `nats.conf` is written once, as a beginning, and is the operator's from then on.
// U1 What is there is never overwritten unasked: a second start from nothing would lock out every running process.
// U2 An update keeps every password, a renewal keeps every permission: neither can do the other's harm. Both keep senders from outside.
// U3 What a sender from outside is given lies in one file, with nothing of anybody else's; its box of keys is known to the door by its public half alone.
// U4 The door's own file is there from the beginning, with no sender: whoever mounts or names it needs not ask whether there is one.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { authorizationOf, curveOf, isOutsider, newCurveSeed, outsiderOf, outsiderPermissions, type KnownUser, type Permissions } from '@zhijian/bus/nats'
import { Fault } from '@zhijian/kernel'
import { hashSync } from 'bcryptjs'
import { writeOnce } from './write-once.ts'

const DEFAULT_GROUPS = 16

/** What a new `nats.conf` says. */
export interface BrokerServer {
  /** Default: every interface, 4222. */
  readonly listen?: string
  readonly storeDir?: string
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string }
}

export type BrokerTable = (groups: number) => ReadonlyMap<string, Permissions>

interface Written {
  readonly groups: number
  readonly users: readonly KnownUser[]
}

const USERS = 'users.conf'
export const passwordFile = (folder: string, user: string): string => join(folder, `nats-${user}.password`)
export const brokerConfig = (folder: string): string => join(folder, 'nats.conf')
export const brokerUsersConfig = (folder: string): string => join(folder, USERS)
export const hasBrokerUsers = (folder: string): boolean => existsSync(brokerUsersConfig(folder))

/** A password has 256 random bits: nothing is gained by a hash that is slow, and the server computes one at every connection. */
const HASH_ROUNDS = 5
/** Of the whole text, with room: the largest event is far below it. */
const MAX_PAYLOAD = '1MB'

/** Where there is nothing yet. @throws Fault `broker-users-exist` (never) · `folder-not-writable` (never) */
export const writeBrokerUsers = (folder: string, table: BrokerTable, groups = DEFAULT_GROUPS, server: BrokerServer = {}): readonly string[] => {
  if (hasBrokerUsers(folder)) throw new Fault('broker-users-exist', `${folder} has the broker's users already: --update keeps their passwords, --rotate USER makes a new one`, { retry: 'never', about: { folder } })
  return writing(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const users = [...table(groups)].map(([name, permissions]) => ({ name, permissions, password: newPassword(folder, name) }))
    put(folder, { groups, users })
    openDoor(folder)
    writeOnce(brokerConfig(folder), serverText(server))
    return users.map(({ name }) => name)
  })
}

/** For another release, or another number of groups: permissions anew, passwords as they are. @returns users that are new */
export const updateBrokerUsers = (folder: string, table: BrokerTable, groups?: number): readonly string[] => {
  const before = read(folder)
  return writing(folder, () => {
    const known = new Map(before.users.map((user) => [user.name, user.password]))
    const wanted = [...table(groups ?? before.groups)]
    const users = wanted.map(([name, permissions]) => ({ name, permissions, password: known.get(name) ?? newPassword(folder, name) }))
    const outside = before.users.filter(({ name }) => isOutsider(name)).map((user) => ({ ...user, permissions: outsiderPermissions(user.name) }))
    put(folder, { groups: groups ?? before.groups, users: [...users, ...outside] })
    openDoor(folder)
    return users.map(({ name }) => name).filter((name) => !known.has(name))
  })
}

/** A new password for one of them. @throws Fault `no-such-broker-user` (never) */
export const rotateBrokerUser = (folder: string, name: string): void => {
  const before = read(folder)
  if (!before.users.some((user) => user.name === name)) {
    const users = before.users.map((user) => user.name).join(', ')
    throw new Fault('no-such-broker-user', `the broker has no such user; it has ${users}`, { retry: 'never', about: { users } })
  }
  writing(folder, () => put(folder, { ...before, users: before.users.map((user) => (user.name === name ? { ...user, password: newPassword(folder, name) } : user)) }))
}

/** What opens the door to positions: for the gateway alone (`--position-door`). */
export interface PositionDoor {
  readonly seed: string
  readonly senders: readonly { readonly name: string; readonly publicKey: string }[]
}
export const positionDoorFile = (folder: string): string => join(folder, 'position-door.json')
const putDoor = (folder: string, door: PositionDoor): void => replace(positionDoorFile(folder), `${JSON.stringify(door, null, 1)}\n`)
/** @returns the one that is there, or a new one that knows nobody */
const openDoor = (folder: string): PositionDoor => {
  const file = positionDoorFile(folder)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PositionDoor
  const door = { seed: newCurveSeed(), senders: [] }
  putDoor(folder, door)
  return door
}
export const outsiderFile = (folder: string, name: string): string => join(folder, `${outsiderOf(name)}.json`)

/**
 * A sender of positions from outside: a user of the broker that may ask at one door, and keys with which it seals what it sends.
 * Named again, it is given a new password and new keys, and the old ones open nothing any more.
 * @throws Fault `broker-users-unreadable` (never)
 */
export const addOutsider = (folder: string, name: string): void => {
  const before = read(folder)
  writing(folder, () => {
    const [user, seed] = [outsiderOf(name), newCurveSeed()]
    const door = openDoor(folder)
    const password = randomBytes(32).toString('base64url')
    putDoor(folder, { ...door, senders: [...door.senders.filter((each) => each.name !== name), { name, publicKey: curveOf(seed).publicKey }] })
    replace(outsiderFile(folder, name), `${JSON.stringify({ user, password, inboxPrefix: `_INBOX.${user}`, sender: name, seed, sealFor: curveOf(door.seed).publicKey }, null, 1)}\n`)
    put(folder, { ...before, users: [...before.users.filter((each) => each.name !== user), { name: user, permissions: outsiderPermissions(user), password: hashSync(password, HASH_ROUNDS) }] })
  })
}

/** @returns its hash; the password itself is in its file */
const newPassword = (folder: string, name: string): string => {
  const password = randomBytes(32).toString('base64url')
  replace(passwordFile(folder, name), `${password}\n`)
  return hashSync(password, HASH_ROUNDS)
}

const put = (folder: string, { groups, users }: Written): void => replace(brokerUsersConfig(folder), [
  '# Users of the broker and what each may publish and hear. Made by `zhijian broker users`: change it there, then reload the server.',
  `# groups: ${groups}`, `authorization: ${JSON.stringify(authorizationOf(users), null, 1)}`, '',
].join('\n'))

const read = (folder: string): Written => {
  try {
    const text = readFileSync(brokerUsersConfig(folder), 'utf8')
    const { users } = JSON.parse(text.slice(text.indexOf('{'))) as { users: { user: string; password: string; permissions: Record<'publish' | 'subscribe', { allow: string[] }> }[] }
    return {
      groups: Number(/^# groups: (\d+)$/m.exec(text)?.[1] ?? DEFAULT_GROUPS),
      users: users.map(({ user, password, permissions }) => ({ name: user, password, permissions: { publish: permissions.publish.allow, subscribe: permissions.subscribe.allow } })),
    }
  } catch (error) {
    throw new Fault('broker-users-unreadable', `${brokerUsersConfig(folder)} is not there or is not as it was written: make the users anew in an empty folder`, { retry: 'never', cause: error, about: { folder } })
  }
}

/** Whole, or as it was. */
const replace = (file: string, text: string): void => {
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}

const writing = <T>(folder: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined || error instanceof Fault) throw error
    throw new Fault('folder-not-writable', `${folder} cannot be written`, { retry: 'never', cause: error, about: { folder } })
  }
}

const serverText = ({ listen = '0.0.0.0:4222', storeDir = '/data', tls }: BrokerServer): string => [
  '# nats-server for the platform: written once, yours from then on. The users are in users.conf beside it.',
  `listen: ${JSON.stringify(listen)}`,
  '# For the operator of this machine alone.',
  'http: "127.0.0.1:8222"',
  `max_payload: ${MAX_PAYLOAD}`,
  'jetstream: {',
  `  store_dir: ${JSON.stringify(storeDir)}`,
  '  # On the disk before it is acknowledged; facts alone need not be, they come again from the log (docs/adr/0045).',
  '  sync_interval: always',
  '}',
  ...(tls === undefined ? [] : [`tls: { cert_file: ${JSON.stringify(tls.cert)}, key_file: ${JSON.stringify(tls.key)}${tls.ca === undefined ? '' : `, ca_file: ${JSON.stringify(tls.ca)}`} }`]),
  'include users.conf', '',
].join('\n')
