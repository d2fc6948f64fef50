// The command that makes users at the servers, as a process, against a secured double of KurrentDB that keeps them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openKurrentStore } from '@zhijian/event-store/kurrent'
import { authority, startDouble, type Double } from '@zhijian/event-store/kurrent-double'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { families } from '@zhijian/host'
import { asBuilt } from '../../../tools/setup/bundled.mjs'
import { databasesOf, serviceRights } from '../src/setup/users.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhijian-setup-'))
let double: Double
beforeAll(async () => {
  double = await startDouble({ isSecured: true })
  writeFileSync(join(folder, 'admin'), 'changeit\n')
  for (const { name } of serviceRights()) writeFileSync(join(folder, `kurrentdb-${name}.password`), `of ${name}\n`)
})
afterAll(async () => {
  await double.dispose()
  rmSync(folder, { recursive: true })
})

const setup = async (environment: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../dist/src/setup/main.js', import.meta.url))], { env: { ...asBuilt(), ...environment }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const [code] = await once(child, 'close') as [number]
  return { code, said }
}
const told = (): Record<string, string> => {
  const url = new URL(double.url.replace(/^[a-z+]+:/, 'http:'))
  return { KURRENTDB_URL: `kurrentdb://${url.host}`, KURRENTDB_CA_FILE: authority, KURRENTDB_USER: 'admin', KURRENTDB_PASSWORD_FILE: join(folder, 'admin'), SETUP_SECRETS: folder }
}

describe('setting up the servers', () => {
  it('knows every service that has a process of its own; every category is one service’s, what operators did is the gateway’s', () => {
    expect(serviceRights().map(({ name }) => name)).toEqual(expect.arrayContaining(['directory', 'lawyer-pool', 'consult-router', 'notifier', 'gateway']))
    const categories = serviceRights().flatMap((each) => each.categories)
    expect(categories.toSorted()).toEqual(families.map(({ category }) => category).toSorted())
    expect(serviceRights().find(({ name }) => name === 'gateway')!.categories).toEqual(expect.arrayContaining(['account', 'operation']))
  })

  it('gives a service its views, the keys, and the gateway alone who is signed in', () => {
    expect(databasesOf('gateway', 2, 'county')).toEqual(['county-gateway-0', 'county-gateway-1', 'county-keys', 'county-edge'])
    expect(databasesOf('notifier', 1, 'county')).toEqual(['county-notifier-0', 'county-keys'])
  })

  it('lets each service in with its own password', async () => {
    expect((await setup(told())).code).toBe(0)
    for (const { name } of serviceRights()) {
      const store = await openKurrentStore({ url: `${told().KURRENTDB_URL}?tlsCAFile=${encodeURIComponent(authority)}`, credentials: { username: name, password: `of ${name}` } })
      expect(await store.head()).toBeDefined()
      await store.close()
    }
  })

  it('says which password is missing, and no password', async () => {
    rmSync(join(folder, 'kurrentdb-notifier.password'))
    const { code, said } = await setup(told())
    expect(code).toBe(2)
    expect(said).toContain('kurrentdb-notifier.password cannot be read')
    expect(said).not.toContain('changeit')
  })
})
