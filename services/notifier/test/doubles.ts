// Channels over the doubles of their providers, with the clock, chance and patience in the test's hand.
import { notifierConfig } from '@zhijian/channels'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NOTICES, type PushChannel } from '@zhijian/contracts'
import { instant, plus, type Instant } from '@zhijian/kernel'
import { channelsAt } from '../src/adapters/channels.ts'
import { DOUBLE_CREDENTIALS, type Arrived, type Handed, type ProviderName } from '../src/adapters/doubles/double.ts'
import { openProviderDoubles, type Trouble } from '../src/adapters/doubles/providers.ts'
import type { Addresses, Channel } from '../src/ports.ts'

const templates = <T>(template: T) => Object.fromEntries(NOTICES.map((notice) => [notice, template]))

/** Addresses as planted: no output may hold them. */
export const addressOf = (recipient: string, channel: PushChannel): string => {
  const digits = String([...recipient].reduce((sum, each) => (sum * 31 + each.codePointAt(0)!) % 100_000_000, 7)).padStart(8, '0')
  return { wechat: `oOpenId_${recipient}`, wecom: `138${digits}`, sms: `138${digits}`, email: `${recipient}@citizen.example`, 'in-app': '' }[channel]
}

export const openWorldOfProviders = async (more: { readonly wechat?: object; readonly wecom?: object; readonly channels?: readonly PushChannel[] } = {}) => {
  const doubles = await openProviderDoubles()
  const folder = mkdtempSync(join(tmpdir(), 'notifier-'))
  const secretOf = (name: keyof typeof DOUBLE_CREDENTIALS): string => {
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify(DOUBLE_CREDENTIALS[name]), { mode: 0o600 })
    return path
  }
  const { origin } = doubles
  const config = notifierConfig({
    channels: {
      wechat: { credentials: secretOf('wechat'), origin, templates: templates({ templateId: 'TM-1', fields: { thing1: 'title', thing2: 'topic', time3: 'time', phrase4: { text: '待处理' } } }), ...more.wechat },
      wecom: { credentials: secretOf('wecom'), origin, ...more.wecom },
      sms: { credentials: secretOf('aliyun'), origin, signName: '指尖法律服务', templates: templates({ templateCode: 'SMS_100001', params: { topic: 'topic', what: 'title' } }) },
      email: { credentials: secretOf('aliyun'), origin, accountName: 'notice@law.example', fromAlias: '指尖' },
    },
  })

  let now: Instant = instant('2026-03-02T01:00:00.000Z')
  let nonces = 0
  const patience = new Set<AbortController>()
  const without = new Set<string>()
  const addresses: Addresses = { of: async (recipient, channel) => (without.has(recipient) ? null : addressOf(recipient, channel)) }
  const channels = channelsAt({
    now: () => now,
    nonce: () => String(nonces += 1).padStart(32, '0'),
    deadline: () => {
      const controller = new AbortController()
      patience.add(controller)
      return controller.signal
    },
  }, config, addresses).filter((channel) => more.channels?.includes(channel.name) ?? true)

  const control = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${origin}/control/${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })
    return await response.json() as T
  }
  const received = async (provider: ProviderName): Promise<Arrived[]> =>
    (await control<{ provider: ProviderName; request: Arrived }[]>('received')).filter((each) => each.provider === provider).map((each) => each.request)
  return {
    origin, channels, without, config,
    channel: (name: PushChannel): Channel => channels.find((each) => each.name === name)!,
    next: (provider: ProviderName, ...troubles: Trouble[]) => control('next', { provider, troubles }),
    wechat: (what: object) => control('wechat', what),
    minute: () => control('minute'),
    release: () => control<{ released: number }>('release'),
    received,
    /** Resolves when the provider has something. */
    async arrived(provider: ProviderName): Promise<void> {
      let count = 0
      while (count === 0) count = (await received(provider)).length
    },
    handed: async (provider: ProviderName): Promise<Handed[]> => (await control<Handed[]>('handed')).filter((each) => each.provider === provider),
    pass(ms: number): void {
      now = plus(now, ms)
    },
    /** Everybody who waits has waited long enough. */
    losePatience(): void {
      for (const each of patience) each.abort()
    },
    async close() {
      await doubles.close()
      rmSync(folder, { recursive: true })
    },
  }
}
export type WorldOfProviders = Awaited<ReturnType<typeof openWorldOfProviders>>
