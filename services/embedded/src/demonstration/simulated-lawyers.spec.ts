import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bus } from '@zhijian/bus'
import type { PersonId } from '@zhijian/contracts'
import { logEvent, type EventStore } from '@zhijian/event-store'
import { Fault, instant, timersOf, type Json, type JsonObject } from '@zhijian/kernel'
import { createSealer, openSqliteKeyRing, type BlobStore, type KeyRing } from '@zhijian/privacy'
import { processTokens, silentLog } from '@zhijian/runtime'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulatedLawyers } from './simulated-lawyers.ts'

const START = instant('2026-12-01T01:00:00.000Z')
const AWAY = new Fault('no-responder', 'nobody answers', { retry: 'later' })
const golden = (type: string) => JSON.parse(readFileSync(new URL(`../../../../packages/contracts/golden/consultation/${type}.json`, import.meta.url), 'utf8')) as { type: string; data: JsonObject }

let folder: string
let keyring: KeyRing
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhijian-lawyers-'))
  keyring = await openSqliteKeyRing({ file: join(folder, 'keys.sqlite'), masterKeyFile: join(folder, 'master.key'), tombstoneFile: join(folder, 'tombstones.jsonl') })
})
afterEach(async () => {
  await keyring.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A question whose first audience is one counsel, and what the router is asked; it is away as often as it is told. */
const county = async (store: EventStore = memoryStore()) => {
  const sealer = createSealer(keyring)
  const [opened, audience] = [golden('ConsultationOpened.v1'), golden('AudienceRecorded.v1')]
  const text = await sealer.seal(opened.data['askerId'] as PersonId, '老板拖欠我三个月工资，怎么要回来？')
  await store.append('consultation-c1', [{ ...opened, data: { ...opened.data, text: { ...text } } }, audience].map(({ type, data }, nth) => logEvent(type, START, `c1/${nth}`, 'sha256', data)), 'no-stream')
  const clock = virtualClock(START)
  const asked: { readonly subject: string; readonly commandId: string; readonly at: string }[] = []
  const away: Fault[] = []
  const bus = {
    async request(subject: string, message: Json) {
      asked.push({ subject, commandId: (message as { commandId: string }).commandId, at: clock.now() })
      const fault = away.shift()
      if (fault) throw fault
      return { outcome: 'accepted' }
    },
  } as unknown as Bus
  const blobs = { getPublic: async () => Buffer.from(JSON.stringify({ ranked: ['zhao'] })) } as unknown as BlobStore
  const lawyers = startSimulatedLawyers({ store, bus, clock, timers: timersOf(clock), tokens: processTokens(() => clock.now()), sealer, blobs, log: silentLog, seed: 1 })
  /** Lets everything come to rest that needs no time to pass. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
  }
  const pass = async (seconds: number): Promise<void> => {
    await settled()
    for (let second = 0; second < seconds; second += 1) {
      clock.advance({ seconds: 1 })
      await settled()
    }
  }
  return { asked, away, lawyers, pass }
}

describe('a simulated lawyer', () => {
  it('answers once', async () => {
    const { asked, lawyers, pass } = await county()
    await pass(180)
    expect(asked.map(({ subject }) => subject)).toEqual(['cmd.consult-router.give-answer'])
    await lawyers.stop()
  })
  it('who finds the router away sends the same command again until it is there', async () => {
    const { asked, away, lawyers, pass } = await county()
    away.push(AWAY, AWAY)
    await pass(180)
    expect(asked.map(({ commandId }) => commandId)).toEqual(Array.from({ length: 3 }, () => asked[0]!.commandId))
    await lawyers.stop()
  })
  it('who finds the router away or busy waits longer each time, and as long in every run with its seed', async () => {
    const waits = async (): Promise<readonly number[]> => {
      const { asked, away, lawyers, pass } = await county()
      away.push(...[AWAY, 'request-timeout', 'busy', 'busy', 'busy', 'busy'].map((each) => (each instanceof Fault ? each : new Fault(each, 'not now', { retry: 'later' }))))
      await pass(600)
      await lawyers.stop()
      return asked.slice(1).map(({ at }, nth) => Date.parse(at) - Date.parse(asked[nth]!.at))
    }
    const taken = await waits()
    expect(taken).toHaveLength(6)
    for (const [nth, ms] of taken.entries()) {
      expect(ms).toBeGreaterThanOrEqual(1_000 * 2 ** nth)
      expect(ms).toBeLessThanOrEqual(2_000 * 2 ** nth + 1_000)
    }
    expect(await waits()).toEqual(taken)
  })
  it('who is told no for good does not insist, and nobody is asked after a stop', async () => {
    const refused = await county()
    refused.away.push(new Fault('actor-not-vouched', 'no', { retry: 'never' }))
    await refused.pass(180)
    expect(refused.asked).toHaveLength(1)
    await refused.lawyers.stop()
    const stopped = await county()
    stopped.away.push(...Array.from({ length: 100 }, () => AWAY))
    await stopped.pass(150)
    await stopped.lawyers.stop()
    const before = stopped.asked.length
    await stopped.pass(60)
    expect([before > 0, stopped.asked.length]).toEqual([true, before])
  })
  it('goes on watching where he was when the log was away', async () => {
    const store = memoryStore()
    const afters: (string | null)[] = []
    const { asked, lawyers, pass } = await county({
      ...store, append: store.append, tail: (...args) => {
        afters.push(args[0])
        if (afters.length === 1) throw new Fault('store-unavailable', 'the store does not answer', { retry: 'later' })
        return store.tail(...args)
      },
    })
    await pass(200)
    expect([afters, asked.length]).toEqual([[null, null], 1])
    await lawyers.stop()
  })
})
