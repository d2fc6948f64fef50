// Credentials for the relay of calls, and how calls connect, over HTTP.
import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../src/config.ts'
import { gatewayConfig } from '../src/index.ts'
import { openWorld, START, type World } from './world.ts'

const turn = { urls: ['turn:relay.example:3478?transport=udp'], secret: 's'.repeat(32), livesMs: 600_000 }
let world: World
afterEach(() => world.close())
const ask = (token?: string) => world.ask({ method: 'POST', path: 'calls/turn-credentials', ...(token === undefined ? {} : { token }) })

describe('credentials for the relay of calls', () => {
  it('are given to whoever is signed in, as browsers take them, and are kept by nobody on the way', async () => {
    world = await openWorld({ turn })
    const { status, headers, body } = await ask(await world.citizen('13947400001'))
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    const [{ urls, username, credential }] = body.iceServers
    expect(urls).toEqual(turn.urls)
    expect(credential).toBe(createHmac('sha1', turn.secret).update(username).digest('base64'))
    expect(body.expiresAt).toBe(new Date(Date.parse(START) + 600_000).toISOString())
    expect(Number(username.split(':')[0]) * 1000).toBe(Date.parse(body.expiresAt))
  })

  it('name nobody: the same person twice is two names, in which nothing of hers stands', async () => {
    world = await openWorld({ turn })
    const token = await world.citizen('13947400001')
    const { body: { accountId } } = await world.ask({ path: 'auth/session', token })
    const names = [await ask(token), await ask(token)].map(({ body }) => body.iceServers[0].username as string)
    expect(names[0]).not.toBe(names[1])
    for (const name of names) {
      expect(name).toMatch(/^\d{10}:[0-9a-f]{24}$/)
      expect(name).not.toContain('13947400001')
      expect(name).not.toContain(accountId)
    }
  })

  it('are given to nobody who is not signed in', async () => {
    world = await openWorld({ turn })
    expect((await ask()).body.code).toBe('not-signed-in')
  })

  it('are not given without measure', async () => {
    world = await openWorld({ turn })
    const token = await world.citizen('13947400001')
    for (let n = 0; n < LIMITS.rate.relay.capacity; n += 1) expect((await ask(token)).status).toBe(200)
    const { status, headers } = await ask(token)
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('come with the word that the relay alone may be used, unless calls may go directly', async () => {
    world = await openWorld({ turn })
    const token = await world.citizen('13947400001')
    expect((await ask(token)).body.iceTransportPolicy).toBe('relay')
    await world.close()
    world = await openWorld({ turn, config: gatewayConfig({ port: 0, directCalls: true }) })
    expect((await ask(await world.citizen('13947400001'))).body).toMatchObject({ iceTransportPolicy: 'all', iceServers: [{ urls: turn.urls }] })
  })

  it('are none where calls go directly and there is no relay', async () => {
    world = await openWorld({ config: gatewayConfig({ port: 0, directCalls: true }) })
    const { status, body } = await ask(await world.citizen('13947400001'))
    expect([status, body.iceServers, body.iceTransportPolicy]).toEqual([200, [], 'all'])
  })

  it('are not offered where there is no relay', async () => {
    world = await openWorld()
    expect(await ask(await world.citizen('13947400001'))).toMatchObject({ status: 404, body: { code: 'calls-not-offered', title: '本平台未开通音视频通话' } })
  })
})
