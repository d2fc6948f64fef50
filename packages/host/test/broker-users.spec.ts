// The broker's users on disk: what is written, what is kept, and what is refused.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareSync } from 'bcryptjs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { brokerConfig, brokerUsersConfig, passwordFile, rotateBrokerUser, updateBrokerUsers, writeBrokerUsers, type BrokerTable } from '../src/broker-users.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zhijian-broker-'))
  folder = join(root, 'broker')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const table = (...names: readonly string[]): BrokerTable => (groups) => new Map(names.map((name) => [name, { publish: [`${name}.${groups}`], subscribe: [`_INBOX.${name}.>`] }]))
const text = (): string => readFileSync(brokerUsersConfig(folder), 'utf8')
const users = (): readonly { user: string; password: string; permissions: { publish: { allow: string[] }; allow_responses: { max: number } } }[] => JSON.parse(text().slice(text().indexOf('{'))).users
const passwordOf = (name: string): string => readFileSync(passwordFile(folder, name), 'utf8').trim()

it('are written with a file for each, for nobody but their owner, and without a password for the server', () => {
  expect(writeBrokerUsers(folder, table('kitchen', 'cellar'), 4, { listen: '127.0.0.1:4333', storeDir: '/srv/nats', tls: { cert: '/c.pem', key: '/k.pem' } })).toEqual(['kitchen', 'cellar'])
  expect(readdirSync(folder).toSorted()).toEqual(['nats-cellar.password', 'nats-kitchen.password', 'nats.conf', 'position-door.json', 'users.conf'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
  for (const { user, password } of users()) {
    expect(text()).not.toContain(passwordOf(user))
    expect(passwordOf(user)).toMatch(/^[\w-]{43}$/)
    expect(compareSync(passwordOf(user), password)).toBe(true)
  }
  expect(users().map(({ permissions }) => permissions.publish.allow)).toEqual([['kitchen.4'], ['cellar.4']])
  const server = readFileSync(brokerConfig(folder), 'utf8')
  for (const line of ['listen: "127.0.0.1:4333"', 'store_dir: "/srv/nats"', 'sync_interval: always', 'cert_file: "/c.pem"', 'include users.conf']) expect(server).toContain(line)
})

it('are never written over: a second time is refused and changes nothing', () => {
  writeBrokerUsers(folder, table('kitchen'))
  const before = text()
  expect(() => writeBrokerUsers(folder, table('kitchen'))).toThrow(expect.objectContaining({ code: 'broker-users-exist', retry: 'never' }))
  expect(text()).toBe(before)
})

it('keep their passwords over an update, also one whose file was given away, and their number of groups; a new one gets its own', () => {
  writeBrokerUsers(folder, table('kitchen', 'cellar'), 4)
  const hashes = users().map(({ password }) => password)
  writeFileSync(brokerConfig(folder), 'listen: "mine"\n')
  rmSync(passwordFile(folder, 'cellar'))
  expect(updateBrokerUsers(folder, table('kitchen', 'cellar', 'garden'))).toEqual(['garden'])
  expect(users().slice(0, 2).map(({ password }) => password)).toEqual(hashes)
  expect(users().map(({ permissions }) => permissions.publish.allow[0])).toEqual(['kitchen.4', 'cellar.4', 'garden.4'])
  expect(existsSync(passwordFile(folder, 'cellar'))).toBe(false)
  expect(compareSync(passwordOf('garden'), users()[2]!.password)).toBe(true)
  expect(updateBrokerUsers(folder, table('kitchen'), 8)).toEqual([])
  expect(users().map(({ user, permissions }) => [user, permissions.publish.allow[0]])).toEqual([['kitchen', 'kitchen.8']])
  expect(readFileSync(brokerConfig(folder), 'utf8')).toBe('listen: "mine"\n')
})

it('have one password renewed, and nothing else changed', () => {
  writeBrokerUsers(folder, table('kitchen', 'cellar'), 4)
  const [before, old] = [users(), passwordOf('kitchen')]
  rotateBrokerUser(folder, 'kitchen')
  expect(passwordOf('kitchen')).not.toBe(old)
  expect(compareSync(passwordOf('kitchen'), users()[0]!.password)).toBe(true)
  expect(users()[1]).toEqual(before[1])
  expect(users()[0]!.permissions).toEqual(before[0]!.permissions)
  expect(() => rotateBrokerUser(folder, 'attic')).toThrow(expect.objectContaining({ code: 'no-such-broker-user', message: expect.stringContaining('kitchen, cellar') as unknown }))
})

it('that were changed by hand, or are not there, are not guessed at', () => {
  expect(() => updateBrokerUsers(folder, table('kitchen'))).toThrow(expect.objectContaining({ code: 'broker-users-unreadable' }))
  writeBrokerUsers(folder, table('kitchen'))
  writeFileSync(brokerUsersConfig(folder), 'authorization: { users: [ { user: me')
  for (const change of [() => updateBrokerUsers(folder, table('kitchen')), () => rotateBrokerUser(folder, 'kitchen')]) {
    expect(change).toThrow(expect.objectContaining({ code: 'broker-users-unreadable', retry: 'never' }))
  }
})

it('cannot be written where a file is in the way, and says so', () => {
  writeFileSync(folder, '')
  expect(() => writeBrokerUsers(folder, table('kitchen'))).toThrow(expect.objectContaining({ code: 'folder-not-writable', retry: 'never' }))
})
