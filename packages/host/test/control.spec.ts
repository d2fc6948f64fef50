import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@zhijian/kernel'
import { silentLog } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callControl, openControl, socketOf } from '../src/control.ts'

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
