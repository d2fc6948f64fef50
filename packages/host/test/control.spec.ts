import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { globalAgent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, type Json } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askAll, askAny, askItsService, callControl, doorOf, openControl, socketOf } from '../src/control.ts'
import { eventually } from './patience.timer.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the operator’s door', () => {
  it('answers this user, and nobody else can open it', async () => {
    const control = await openControl(socketOf(root), { double: async (n) => (n as number) * 2 }, silentLog)
    expect(await callControl(socketOf(root), 'double', 21)).toBe(42)
    expect(statSync(socketOf(root)).mode & 0o777).toBe(0o600)
    await control.close()
  })
  it('carries faults as they are, and of bugs no more than that', async () => {
    const control = await openControl(socketOf(root), {
      refuse: async () => { throw new Fault('no-such-dead-letter', 'there is none', { retry: 'never' }) },
      break: async () => { throw new Error('13800001111') },
    }, silentLog)
    await expect(callControl(socketOf(root), 'refuse')).rejects.toMatchObject({ code: 'no-such-dead-letter', message: 'there is none' })
    await expect(callControl(socketOf(root), 'break')).rejects.toMatchObject({ code: 'internal', message: expect.not.stringContaining('1380') })
    await expect(callControl(socketOf(root), 'toString')).rejects.toMatchObject({ code: 'no-such-operation' })
    await control.close()
  })
  it('is waited at for as long as it takes, whatever Node’s agent calls a timeout', async () => {
    const { options } = globalAgent as unknown as { options: { timeout: number } }
    const { timeout } = options
    options.timeout = 20
    let looks = 0
    const control = await openControl(socketOf(root), { found: async () => eventually(() => (looks += 1) > 10 && 'done', () => 'it is done') }, silentLog)
    expect(await callControl(socketOf(root), 'found')).toBe('done')
    options.timeout = timeout
    await control.close()
  })
  it('is asked in a megabyte at most, and may answer with every lawyer of a province', async () => {
    const control = await openControl(socketOf(root), { who: async () => 'x'.repeat(2 * 1024 * 1024) }, silentLog)
    expect(await callControl(socketOf(root), 'who')).toHaveLength(2 * 1024 * 1024)
    await expect(callControl(socketOf(root), 'who', 'x'.repeat(1024 * 1024))).rejects.toMatchObject({ code: 'message-too-large', message: expect.stringContaining('asked has at most 1 MB') })
    await control.close()
  })
  it('says so when nothing is running', async () => {
    await expect(callControl(socketOf(root), 'status')).rejects.toMatchObject({ code: 'platform-not-running' })
  })
  it('replaces what a killed process left behind', async () => {
    writeFileSync(socketOf(root), '')
    const control = await openControl(socketOf(root), { status: async () => 'up' }, silentLog)
    expect(await callControl(socketOf(root), 'status')).toBe('up')
    await control.close()
  })
})

describe('the doors of services that run apart', () => {
  const never = new Promise<never>(() => {})
  const at = (instance: string): string => doorOf(root, instance)

  it('are not waited at for ever when a process stands still', async () => {
    const control = await openControl(at('directory-0'), { status: () => never }, silentLog)
    await expect(callControl(at('directory-0'), 'status', null, 20)).rejects.toMatchObject({ code: 'control-unavailable', retry: 'later' })
    await control.close()
  })
  it('are asked for what is done where it is done first: a process that stands still holds nobody up', async () => {
    const still = await openControl(at('directory-0'), { 'admin-link': () => never }, silentLog)
    const gateway = await openControl(at('gateway-0'), { 'admin-link': async () => 'done' }, silentLog)
    expect(await askAny([at('directory-0'), at('gateway-0')], 'admin-link')).toBe('done')
    await Promise.all([still.close(), gateway.close()])
  })
  it('all say what they see; who fails is passed over where another knows, and told where nobody does', async () => {
    const refuse = async (): Promise<never> => { throw new Fault('bus-not-kept', 'nobody keeps the streams', { retry: 'later' }) }
    const [one, other] = [await openControl(at('directory-0'), { letters: async () => ['a'] }, silentLog), await openControl(at('notifier-0'), { letters: refuse }, silentLog)]
    expect(await askAll([at('directory-0'), at('notifier-0'), at('gateway-0')], 'letters')).toEqual([['a']])
    await expect(askAll([at('notifier-0'), at('gateway-0')], 'letters')).rejects.toMatchObject({ code: 'bus-not-kept' })
    expect(await askAll([at('gateway-0')], 'letters')).toEqual([])
    await Promise.all([one.close(), other.close()])
  })
  it('of the consumer’s own service goes on with a dead letter, no other', async () => {
    const asked: unknown[] = []
    const takes = { 'letter-again': async (input: Json) => { asked.push(input); return null } }
    const [directory, notifier] = [await openControl(at('directory-0'), takes, silentLog), await openControl(at('notifier-0'), takes, silentLog)]
    const doors = [at('directory-0'), at('notifier-0')]
    await askItsService(doors, 'letter-again', 'notifier.send-pushes', 'e-1')
    expect(asked).toEqual([{ consumer: 'notifier.send-pushes', eventId: 'e-1' }])
    await expect(askItsService(doors, 'letter-again', 'lawyer-pool.forget', 'e-1')).rejects.toMatchObject({ code: 'service-not-running' })
    expect(asked).toHaveLength(1)
    await Promise.all([directory.close(), notifier.close()])
  })
})
