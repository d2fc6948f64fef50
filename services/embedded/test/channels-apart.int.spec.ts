// The gateway in a process of its own, told of the bureau's channels: it sends codes through the bureau's provider.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { DOUBLE_CREDENTIALS, openProviderDoubles, type Handed, type ProviderDoubles } from '@zhijian/notifier/doubles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asBuilt } from '../../../tools/setup/bundled.mjs'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import { supervise, type Supervised } from '../src/distributed/process.ts'
import { api } from './e2e/http.ts'

const PHONE = '13912340001'

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [runs, title] = missing === null ? [describe, 'a gateway that runs apart'] as const : [describe.skip, `NOT RUN (${missing}): a gateway that runs apart`] as const

runs(title, () => {
  let root: string
  let nats: NatsServer
  let providers: ProviderDoubles
  const started: Supervised[] = []

  const file = (name: string, content: object): string => {
    writeFileSync(join(root, name), JSON.stringify(content), { mode: 0o600 })
    return join(root, name)
  }
  const gateway = (data: string, kind: 'live' | 'demo', origin = providers.origin): Supervised => {
    const channels = file('channels.json', { channels: {
      sms: { credentials: file('sms.json', DOUBLE_CREDENTIALS.aliyun), origin, signName: '指尖法律服务', signIn: { templateCode: 'SMS_200001' } },
    } })
    const one = supervise({
      name: 'gateway', script: 'services/gateway/dist/src/main.js',
      environment: {
        ...asBuilt(), NATS_URL: nats.url, ZHIJIAN_DATA: join(root, data), ZHIJIAN_COUNTY: '150921', ZHIJIAN_KIND: kind, ZHIJIAN_GROUPS: '1', PORT: '0',
        ZHIJIAN_CHANNELS: channels,
      },
    }, { timers: systemTimers, logFile: join(root, `${data}.log`), onSaid: () => {}, onDied: () => {} })
    started.push(one)
    return one
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zj-apart-'))
    ;[nats, providers] = await Promise.all([startNats({ storeDir: join(root, 'nats') }), openProviderDoubles()])
  })
  afterAll(async () => {
    await Promise.all(started.map((each) => each.stop(10_000)))
    await Promise.all([nats.kill(), providers.close()])
    rmSync(root, { recursive: true, force: true })
  })

  it('sends codes through the bureau’s provider, and people sign in with them', async () => {
    const http = api(await gateway('var', 'live').listening())
    expect((await http('auth/phone-codes', { method: 'POST', body: { phone: PHONE } })).status).toBe(202)
    const [handed] = await (await fetch(`${providers.origin}/control/handed`)).json() as readonly Handed[]
    expect(handed).toMatchObject({ provider: 'sms', to: [PHONE] })
    const code = /code\W+(\d{6})/.exec(JSON.stringify(handed!.content))![1]
    expect((await http('auth/phone-sessions', { method: 'POST', body: { phone: PHONE, code, client: 'app' } })).status).toBe(200)
  })

  it('tells nobody outside this machine where it is a demonstration', async () => {
    await expect(gateway('demo', 'demo', 'https://provider.example').listening()).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('ZHIJIAN_CHANNELS') })
    expect(await gateway('demo', 'demo').listening()).toMatch(/^http:/)
  })
})
