// A process that the broker, or the log's server, refuses is not ready, says why, and is ready by itself once somebody has mended it:
// at its start, and when its password is changed under it.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setupKurrent } from '@zhijian/event-store/kurrent'
import { startDouble } from '@zhijian/event-store/kurrent-double'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { brokerUsers, type BrokerUsers } from './broker-users.ts'
import { describeWithNats, ownNats, type OwnNats } from './nats.ts'
import { eventually } from './patience.timer.ts'
import { look, runProcess, untilReady, type Running } from './processes.ts'

describeWithNats('wrong credentials', () => {
  let root: string
  let users: BrokerUsers
  let nats: OwnNats
  const running: Running[] = []
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-refused-'))
    users = brokerUsers(join(root, 'broker'), 2)
    nats = await ownNats(users.file)
  })
  afterAll(async () => {
    await Promise.all(running.map((each) => each.kill()))
    await nats.end()
    rmSync(root, { recursive: true, force: true })
  })

  const run = (service: string, more: Readonly<Record<string, string>> = {}): Running => {
    const started = runProcess(service, {
      NATS_URL: nats.url, ZHIJIAN_DATA: join(root, 'var'), ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: 'demo', ZHIJIAN_GROUPS: '2', ...users.environmentOf(service), ...more,
    })
    running.push(started)
    return started
  }
  const reasons = async (url: string): Promise<{ readonly status: number; readonly text: string }> => {
    const response = await look(`${url}/readyz`)
    return { status: response.status, text: await response.text() }
  }

  it('at the broker, of a process that starts, with a face of its own or without: its pages say so, and it starts when the password is right', async () => {
    const wrong = join(root, 'wrong.password')
    writeFileSync(wrong, 'guess\n', { mode: 0o600 })
    const [pool, gateway] = ['lawyer-pool', 'gateway'].map((service) => {
      const file = join(root, `${service}.password`)
      copyFileSync(wrong, file)
      return run(service, { NATS_PASSWORD_FILE: file })
    }) as [Running, Running]
    const waiting = await eventually(() => gateway.log.find(({ code }) => code === 'waiting')?.url, () => 'the gateway waits')
    for (const url of [await eventually(() => pool.log.find(({ code }) => code === 'listening')?.url, () => 'the pool listens'), waiting]) {
      const said = await eventually(async () => {
        const found = await reasons(url)
        return found.text.includes('password file') && found
      }, () => `${url} says why`)
      expect(said.status).toBe(503)
      expect(said.text).not.toContain('guess')
    }
    for (const service of ['lawyer-pool', 'gateway']) copyFileSync(users.passwordFile(service), join(root, `${service}.password`))
    await untilReady(pool, gateway)
    expect(running.flatMap(({ log }) => log).filter(({ code }) => code === 'not-started' || code === 'bus-forbidden')).toEqual([])
  })

  it('at the broker, of a process that runs: it is not ready, says why, and goes on with the new password', async () => {
    const pool = running.find(({ service }) => service === 'lawyer-pool')!
    users.change('--rotate', 'lawyer-pool')
    nats.reload()
    const said = await eventually(async () => {
      const found = await reasons(pool.url())
      return found.status === 503 && found.text.includes('password') && found
    }, () => `the pool says why; it said ${JSON.stringify(pool.log.slice(-3))}`)
    expect(said.text).toContain('does not know this process')
    copyFileSync(users.passwordFile('lawyer-pool'), join(root, 'lawyer-pool.password'))
    await untilReady(pool)
    expect(pool.log.filter(({ code }) => code === 'crashed' || code === 'stopping')).toEqual([])
  })

  it('at the server of the log: its pages say so, and it starts when the password is right', async () => {
    await Promise.all(running.map((each) => each.kill()))
    const double = await startDouble({ isSecured: true })
    onTestFinished(() => double.dispose())
    await setupKurrent({ url: double.url, credentials: { username: 'admin', password: 'changeit' }, services: [{ login: 'pool', password: 'battery staple', categories: ['lawyer'] }] })
    const file = join(root, 'log.password')
    writeFileSync(file, 'guess\n', { mode: 0o600 })
    const pool = run('lawyer-pool', { ZHIJIAN_DATA: join(root, 'on-a-server'), KURRENTDB_URL: double.url, KURRENTDB_USER: 'pool', KURRENTDB_PASSWORD_FILE: file })
    onTestFinished(() => pool.kill())
    const url = await eventually(() => pool.log.find(({ code }) => code === 'listening')?.url, () => 'the pool listens')
    const said = await eventually(async () => {
      const found = await reasons(url)
      return /user|password/.test(found.text) && found
    }, () => `${url} says why; it said ${JSON.stringify(pool.log.slice(-3))}`)
    expect(said.status).toBe(503)
    expect(said.text).not.toContain('guess')
    writeFileSync(file, 'battery staple\n')
    await untilReady(pool)
    expect(pool.log.filter(({ code }) => code === 'crashed' || code === 'not-started')).toEqual([])
  })
})
