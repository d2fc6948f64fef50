// Whose number leads where: after it changed, after its owner left, and when the process died half-way.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId, PersonId, Sealed } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { createSealer, openSqliteKeyRing, openSqliteLookup } from '@zhijian/privacy'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../src/account.ts'
import { numberReactions, type Numbers } from '../src/numbers.ts'
import { openWorld, type World } from './world.ts'

const [OLD, NEW] = ['13800000001', '13900000001']
const wu = 'wu' as PersonId

const files = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zj-numbers-'))
  const keyring = await openSqliteKeyRing({ file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master.key'), tombstoneFile: join(folder, 'tombstones') })
  const lookup = await openSqliteLookup({ file: join(folder, 'lookup.db'), keyFile: join(folder, 'lookup.key') })
  const sealer = createSealer(keyring)
  const number = (phone: string) => lookup.hmac('phone', phone)
  let account: Partial<Account> | null = null
  const log: StoredEvent[] = []
  const write = async (type: string, phone: string | null): Promise<StoredEvent> => {
    const event = { type: `${type}.v1`, version: log.length, data: { personId: wu, lawyerId: 'l-wu', phone: phone === null ? null : await sealer.seal(wu, phone) } } as unknown as StoredEvent
    log.push(event)
    return event
  }
  const told = async (event: StoredEvent, more: Partial<Numbers['lookup']> = {}) => {
    const reactions = numberReactions({
      state: async () => (account === null ? null : { state: account as never, version: 0 }),
      view: () => ({ find: async () => ({ items: [{ id: wu }], next: null }) }) as never,
    }, { lookup: { ...lookup, ...more }, sealer, store: { read: async () => [...log] } })
    await reactions.find(({ on }) => on.types!.includes(event.type.replace('.v1', '')))!.run(event)
  }
  return {
    lookup, keyring, number, write, told,
    async happens(type: string, phone: string | null, more: Partial<Numbers['lookup']> = {}): Promise<void> {
      await told(await write(type, phone), more)
    },
    has: async (kind: Account['kind'], phone: string | null) => {
      account = { kind, phone: phone === null ? null : await sealer.seal(wu, phone) as Sealed }
      if (phone !== null) await lookup.reserve('phone', number(phone), wu)
    },
    leads: async (...phones: string[]) => Promise.all(phones.map((phone) => lookup.ownerOf('phone', number(phone)))),
    bytes: () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
    close: async () => {
      await lookup.close()
      await keyring.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe('a number that changed', () => {
  let f: Awaited<ReturnType<typeof files>>
  beforeEach(async () => {
    f = await files()
  })
  afterEach(() => f.close())

  it.each(['StaffDetailsChanged', 'LawyerPhoneChanged'])('%s: leads to its owner, and the old one to nobody, to the last byte', async (type) => {
    await f.has('staff', OLD)
    await f.happens(type, NEW)
    expect(await f.leads(OLD, NEW)).toEqual([null, wu])
    expect(f.bytes().includes(f.number(OLD))).toBe(false)
  })
  it('killed after the new one was reserved, the next turn takes the old one away', async () => {
    await f.has('staff', OLD)
    await expect(f.happens('StaffDetailsChanged', NEW, { retain: async () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed')
    expect(await f.leads(OLD, NEW)).toEqual([wu, wu])
    await f.happens('StaffDetailsChanged', NEW)
    await f.happens('StaffDetailsChanged', NEW)
    expect(await f.leads(OLD, NEW)).toEqual([null, wu])
  })
  it.each(['StaffDetailsChanged', 'LawyerPhoneChanged'])('%s: that is told again long after leads to the newest number, also by one who stood still in the middle of it', async (type) => {
    await f.has('staff', OLD)
    const first = await f.write(type, OLD)
    await f.told(first)
    await f.happens(type, NEW)
    await f.told(first)
    expect(await f.leads(OLD, NEW)).toEqual([null, wu])
    const back = await f.write(type, OLD)
    let isStanding = true
    await f.told(back, {
      async reserve(...asked) {
        if (isStanding) {
          isStanding = false
          await f.happens(type, NEW)
        }
        return f.lookup.reserve(...asked)
      },
    })
    expect(await f.leads(OLD, NEW)).toEqual([null, wu])
  })
  it('to that of somebody else leads to them as before, and leaves nothing of hers', async () => {
    await f.has('staff', OLD)
    await f.lookup.reserve('phone', f.number(NEW), 'desk-of-all')
    await f.happens('StaffDetailsChanged', NEW)
    expect(await f.leads(OLD, NEW)).toEqual([null, 'desk-of-all'])
  })
  it('and changed again to none does not come back', async () => {
    await f.has('staff', OLD)
    await f.happens('StaffDetailsChanged', NEW)
    await f.happens('StaffDetailsChanged', null)
    expect(await f.leads(OLD, NEW)).toEqual([null, null])
  })
  it('a name that changed where the directory knows no number takes nobody’s number away', async () => {
    await f.has('staff', OLD)
    await f.happens('StaffDetailsChanged', null)
    await f.happens('StaffAdded', null)
    expect(await f.leads(OLD)).toEqual([wu])
  })
  it('a citizen keeps the number she comes in with, whatever office she takes or leaves', async () => {
    await f.has('citizen', OLD)
    await f.happens('StaffAdded', NEW)
    expect(await f.leads(OLD, NEW)).toEqual([wu, wu])
    await f.happens('StaffLeft', null)
    expect(await f.leads(OLD, NEW)).toEqual([wu, null])
  })
  it('who left leaves the number to whoever has it next', async () => {
    await f.has('staff', OLD)
    await f.happens('StaffLeft', null)
    expect(await f.leads(OLD)).toEqual([null])
  })
  it('of somebody who was forgotten meanwhile leads nowhere', async () => {
    await f.has('staff', OLD)
    await f.happens('StaffDetailsChanged', NEW)
    await f.keyring.destroy(wu, { reason: 'law', by: ['zhao', 'qian'], at: '2026-11-22T02:40:23.000Z' })
    await f.lookup.eraseOwner(wu)
    const late = { type: 'StaffDetailsChanged.v1', data: { personId: wu, phone: { person: wu, box: 'AA', commitment: 'c'.repeat(43) } } } as unknown as StoredEvent
    const [reaction] = numberReactions({ state: async () => null, view: undefined as never }, { lookup: f.lookup, sealer: createSealer(f.keyring), store: { read: async () => [late] } })
    await reaction!.run(late)
    expect(await f.leads(OLD, NEW)).toEqual([null, null])
  })
})

describe('opening an account', () => {
  let world: World
  let admin: string
  beforeEach(async () => {
    world = await openWorld()
    admin = await world.staff('admin', 'system-admin')
  })
  afterEach(() => world.close())
  const open = async (id: string, phone: string) => (await world.ask({ method: 'POST', path: 'accounts', token: admin, body: { id, kind: 'staff', phone, because: '新到岗' } })).body.code ?? 'opened'
  const owner = (phone: string) => world.lookup.ownerOf('phone', world.lookup.hmac('phone', phone))

  it('that is there already leaves another number free', async () => {
    expect(await open('desk-01', OLD)).toBe('opened')
    await open('desk-01', NEW)
    expect([await owner(OLD), await owner(NEW)]).toEqual(['desk-01', null])
  })
  it('for somebody who was forgotten reserves nothing', async () => {
    await world.gateway.provision({ id: 'desk-02' as AccountId, kind: 'staff', name: '其木格' })
    await world.keyring.destroy('desk-02' as PersonId, { reason: 'law', by: ['zhao', 'qian'], at: '2026-11-22T02:40:23.000Z' })
    expect(await open('desk-02', NEW)).not.toBe('opened')
    expect(await owner(NEW)).toBeNull()
  })
})
