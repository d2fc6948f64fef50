// A KurrentDB that asks who is there: over TLS, with a user per service. What a real one can be asked as well is in kurrent-rights.ts;
// here is what needs a double that does as it is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import { openKurrentStore, setupKurrent, type KurrentStore } from '../src/kurrent.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { faultOf } from './kurrent-log.ts'
import { kurrentRights } from './kurrent-rights.ts'

const admin = { username: 'admin', password: 'changeit' }
const services = [
  { login: 'router', password: 'correct horse', categories: ['consultation'] },
  { login: 'pool', password: 'battery staple', categories: ['lawyer', 'duty'] },
]

let double: Double
const opened: KurrentStore[] = []
const openAs = async (login: string, password = services.find((each) => each.login === login)?.password ?? ''): Promise<KurrentStore> => {
  const store = await openKurrentStore({ url: double.url, credentials: { username: login, password } })
  opened.push(store)
  return store
}
const setup = () => setupKurrent({ url: double.url, credentials: admin, services })

beforeAll(async () => {
  double = await startDouble({ isSecured: true })
  const before = await openKurrentStore({ url: double.url, credentials: admin, claimsStreams: false })
  await before.append('lawyer-old', [sampleEvent('old')], 'no-stream')
  await before.close()
  await setup()
})
afterAll(async () => {
  for (const store of opened) await store.close()
  await double.dispose()
})

describe('a secured store (the double)', () => {
  const denied = 'store-denied, later'

  it('takes the user from the url, where special characters are written as in any url', async () => {
    const store = await openKurrentStore({ url: double.url.replace('://', '://router:correct%20horse@') })
    opened.push(store)
    expect(await store.read('lawyer-old')).toHaveLength(1)
  })

  it('goes on with a stream that it had only claimed when it was killed', async () => {
    await double.order({ do: 'append', stream: '$$zhijian.case-b', event: {
      type: '$metadata', data: Buffer.from('{"$acl":{"$r":["zhijian"],"$w":["router"],"$d":["$admins"],"$mr":["zhijian"],"$mw":["$admins"]}}').toString('base64'),
    } })
    expect(await faultOf((await openAs('pool')).append('case-b', [sampleEvent('x')], 'no-stream'))).toBe(denied)
    expect(await (await openAs('router')).append('case-b', [sampleEvent('one')], 'no-stream')).toMatchObject({ version: 0, written: true })
  })

  it('can be set up again: with other passwords, and without taking others’ rights away', async () => {
    await double.order({ do: 'append', stream: '$$$all', event: { type: '$metadata', data: Buffer.from('{"$acl":{"$r":["auditors"]},"kept":1}').toString('base64') } })
    await setupKurrent({ url: double.url, credentials: admin, services: services.map((each) => ({ ...each, password: `${each.password}!` })) })
    expect(await faultOf(openAs('router', 'correct horse'))).toBe(denied)
    const router = await openAs('router', 'correct horse!')
    expect(eventsOf(await readTail(router, null, { categories: ['lawyer'] }, untilCaughtUp)).length).toBeGreaterThan(0)
    const rights = (await double.records()).findLast((record) => record.stream === '$$$all')!
    expect(JSON.parse(Buffer.from(rights.data, 'base64').toString('utf8'))).toEqual({ $acl: { $r: ['auditors', '$admins', 'zhijian'] }, kept: 1 })
    await setup()
  })

  it('is not opened over a line that anybody could be at the other end of', async () => {
    const url = double.url.replace(/&tlsCAFile=.*/, '&maxDiscoverAttempts=1')
    expect(await faultOf(openKurrentStore({ url, credentials: admin }))).toBe('store-unavailable, later')
  })
})

kurrentRights('the double', () => ({ url: double.url, credentials: admin }))
